"""What a sheet is opened with, who fills it and when it may be closed (REG 4.2.5)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from records.kernel.finding import Finding
from records.lessons.rules import declare, remark
from records.lessons.values import Place
from records.sheets.values import (
    Result,
    RowEntry,
    SheetCode,
    SheetDraft,
    SheetFact,
    SheetState,
)

ROLL = declare("CHK-4.2.5-roll", "в составе на день ведомости никого нет")
EXAMINERS = declare("CHK-4.2.5-examiners", "не назван экзаменатор")
HOURS = declare("CHK-4.2.5-hours", "окончание не позже начала")
OPENED = declare("CHK-4.2.5-opened", "ведомость уже открыта")
LINK = declare("CHK-4.2.5-link", "индивидуальная ведомость без первой ведомости")
RETAKE = declare("CHK-4.2.5-retake", "пересдача не по первой ведомости")
ATTEMPTS = declare("CHK-4.2.5-attempts", "попытки пересдачи исчерпаны")
AUTHOR = declare("CHK-4.2.5-author", "ведомость заполняет не экзаменатор")
LEADER = declare("CHK-4.2.5-leader", "ведомость открывает не преподаватель дисциплины")
CLOSED = declare("CHK-4.2.5-closed", "ведомость закрыта, изменить её нельзя")
DRAFT = declare("CHK-4.2.5-draft", "ведомость ещё черновик")
STRANGER = declare("CHK-4.2.5-stranger", "обучающегося нет в ведомости")
RESULT = declare("CHK-4.2.5-result", "результат не бывает в ведомости этого вида")
TWICE = declare("CHK-4.2.5-twice", "для обучающегося даны два результата")
UNFILLED = declare("CHK-4.2.5-unfilled", "не заполнены строки ведомости")
NOT_CLOSED = declare("CHK-4.2.5-not-closed", "ведомость ещё не закрыта")
EMPTIED = declare("CHK-4.2.5-emptied", "строку закрытой ведомости очистить нельзя")
LAST = declare("CHK-4.2.5-last", "ведомость уже сдана")

KNOWN = (
    ROLL,
    EXAMINERS,
    HOURS,
    OPENED,
    LINK,
    RETAKE,
    ATTEMPTS,
    AUTHOR,
    LEADER,
    CLOSED,
    DRAFT,
    STRANGER,
    RESULT,
    TWICE,
    UNFILLED,
    NOT_CLOSED,
    EMPTIED,
    LAST,
)
"""Every check of this area."""

MARKS = frozenset({Result.FIVE, Result.FOUR, Result.THREE, Result.TWO})
ABSENCES = frozenset({Result.ABSENT, Result.NOT_ADMITTED, Result.EMPTY})
CREDITS = frozenset({Result.PASSED, Result.FAILED})
WORDS: Mapping[Result, str] = {
    Result.PASSED: "зачтено",
    Result.FAILED: "не зачтено",
    Result.ABSENT: "не явился",
    Result.NOT_ADMITTED: "не допущен",
}


def check_opening(
    draft: SheetDraft, place: Place, *, first: int | None
) -> Iterator[Finding]:
    """Refuse a sheet without an examiner, with impossible hours, or without a first."""
    if not draft.examiner_ids:
        yield remark(place, EXAMINERS, advice="назовите экзаменатора или комиссию")
    if (
        draft.starts is not None
        and draft.ends is not None
        and draft.ends <= draft.starts
    ):
        yield remark(place, HOURS, advice="проверьте время начала и окончания")
    if draft.code is SheetCode.INDIVIDUAL and first is None:
        advice = "откройте пересдачу по ведомости, где результата нет"
        yield remark(place, LINK, advice=advice)


def check_draft(state: SheetState, place: Place) -> Iterator[Finding]:
    """Refuse to open a sheet twice."""
    if state is not SheetState.DRAFT:
        yield remark(place, OPENED, advice="заполняйте открытую ведомость")


def check_roll(
    day: date, roll: Sequence[int], *, learner: str = ""
) -> Iterator[Finding]:
    """Refuse a sheet for nobody; `learner` is who was to be re-examined."""
    if roll:
        return
    place = Place(words=learner or f"Ведомость на {day:%d.%m.%Y}")
    message = f"на {day:%d.%m.%Y} в группе не числится" if learner else ""
    yield remark(place, ROLL, message, advice="проверьте дату и движение контингента")


def check_retake(
    first: SheetFact, draft: SheetDraft, *, taken: int, most: int
) -> Iterator[Finding]:
    """Refuse a re-take of a sheet that is not closed, of another course, or too many.

    `taken` are the attempts already given to the learner, `most` the norm.
    """
    place = Place(words=f"Ведомость № {first.number or 'без номера'}")
    if first.state in {SheetState.DRAFT, SheetState.OPEN}:
        message = "первая ведомость ещё не закрыта"
        yield remark(place, RETAKE, message, advice="сначала заполните и закройте её")
    if draft.code is not SheetCode.INDIVIDUAL:
        message = "пересдача оформляется индивидуальной ведомостью"
        yield remark(place, RETAKE, message, advice="выберите вид «V-IND»")
    if (draft.course_id, draft.semester) != (first.course_id, first.semester):
        message = "пересдача по другой дисциплине или за другой семестр"
        yield remark(place, RETAKE, message, advice="проверьте дисциплину и семестр")
    if draft.held_on < first.held_on:
        message = f"пересдача раньше первой сдачи {first.held_on:%d.%m.%Y}"
        yield remark(place, RETAKE, message, advice="проверьте дату")
    if taken >= most:
        message = f"пересдач уже было {taken}, больше {most} не бывает"
        yield remark(place, ATTEMPTS, message, advice="решение принимает директор")


def check_author(
    person_id: int | None, examiners: Sequence[int], place: Place
) -> Iterator[Finding]:
    """Refuse everybody but the examiners; the program itself has no person."""
    if person_id is None or person_id in examiners:
        return
    advice = "ведомость ведёт её экзаменатор или учебный отдел"
    yield remark(place, AUTHOR, advice=advice)


def check_leader(place: Place, *, leads: bool) -> Iterator[Finding]:
    """Refuse to open a sheet of a course somebody else teaches (REG 4.2.5)."""
    if not leads:
        advice = "откройте ведомость своей дисциплины или обратитесь в учебный отдел"
        yield remark(place, LEADER, advice=advice)


def check_change(state: SheetState, place: Place) -> Iterator[Finding]:
    """Refuse a change of a sheet that is not open (forms §4.7)."""
    if state is SheetState.DRAFT:
        yield remark(place, DRAFT, advice="сначала откройте её")
    elif state is not SheetState.OPEN:
        advice = (
            "подайте заявку на исправление, оформите дополнительную ведомость или "
            "направление на пересдачу"
        )
        yield remark(place, CLOSED, advice=advice)


def check_closed(
    state: SheetState, result: Result, place: Place, *, by_request: bool
) -> Iterator[Finding]:
    """Refuse a correction of an open sheet, of a closed one without a request.

    A line is not emptied either.
    """
    if state in {SheetState.DRAFT, SheetState.OPEN}:
        yield remark(place, NOT_CLOSED, advice="внесите результат в саму ведомость")
    elif not by_request:
        yield from check_change(state, place)
    if result is Result.EMPTY:
        advice = "поставьте оценку либо «не явился» или «не допущен»"
        yield remark(place, EMPTIED, advice=advice)


def check_results(
    code: SheetCode, entries: Sequence[RowEntry], names: Mapping[int, str]
) -> Iterator[Finding]:
    """Refuse strangers, doubled learners and results of another kind of sheet.

    `names` are those of the learners in the sheet; `code` of a re-take is that of
    the first sheet.
    """
    allowed = _allowed(code)
    times = Counter(entry.person_id for entry in entries)
    for person_id, count in times.items():
        place = Place(words=names.get(person_id, ""))
        if person_id not in names:
            message = f"обучающегося (код {person_id}) нет в ведомости"
            advice = "проверьте состав группы на дату ведомости"
            yield remark(place, STRANGER, message, advice=advice)
        elif count > 1:
            yield remark(place, TWICE, advice="оставьте один результат")
    for entry in entries:
        if entry.result not in allowed:
            place = Place(words=names.get(entry.person_id, ""))
            said = WORDS.get(entry.result, entry.result)
            message = f"результат «{said}» не бывает в ведомости этого вида"
            advice = (
                "в зачётной ведомости ставят «зачтено» или «не зачтено», "
                "в остальных — 5, 4, 3, 2"
            )
            yield remark(place, RESULT, message, advice=advice)


def check_closing(
    state: SheetState, results: Sequence[Result], place: Place
) -> Iterator[Finding]:
    """Refuse closing a draft or empty lines, and steps after «сдана» (REG 4.2.5)."""
    empty = sum(result is Result.EMPTY for result in results)
    if state is SheetState.DRAFT:
        yield remark(place, DRAFT, advice="сначала откройте её")
    elif state is SheetState.HANDED_IN:
        yield remark(place, LAST, advice="дальнейших действий с ней нет")
    elif state is SheetState.OPEN and empty:
        message = f"не заполнено строк: {empty}"
        advice = "поставьте оценку либо «не явился» или «не допущен»"
        yield remark(place, UNFILLED, message, advice=advice)


def _allowed(code: SheetCode) -> frozenset[Result]:
    return (CREDITS if code is SheetCode.CREDIT else MARKS) | ABSENCES

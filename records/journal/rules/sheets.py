"""Checks of sheets: there, closed, whole, equal to the finals (REG 4.2.5)."""

from collections.abc import Iterator, Mapping

from records.curriculum.values import CourseFact, DisciplineKind, TermFact
from records.journal.rules.view import View, join_names
from records.kernel.finding import Finding
from records.lessons.rules import declare, remark
from records.lessons.values import Place
from records.marks.rules.finals import compute_span, period_of
from records.marks.values import Period
from records.sheets.values import Result, SheetCode, SheetFact, SheetState

MISSING = declare("CHK-4.2.5-missing", "нет ведомости")
OPEN = declare("CHK-4.2.5-open", "ведомость не закрыта")
EMPTY = declare("CHK-4.2.5-empty", "в ведомости не заполнены строки")
LEARNERS = declare("CHK-4.2.5-learners", "в ведомости не все обучающиеся")
DIFFERS = declare("CHK-4.2.5-differs", "ведомость и итоговая отметка расходятся")

KNOWN = (MISSING, OPEN, EMPTY, LEARNERS, DIFFERS)

CODES: Mapping[str, SheetCode] = {
    "Э": SheetCode.EXAM,
    "Эк": SheetCode.EXAM,
    "З": SheetCode.CREDIT,
    "ДЗ": SheetCode.GRADED_CREDIT,
    "КР": SheetCode.COURSEWORK,
    "КП": SheetCode.COURSEWORK,
}
"""Which sheet a form of control makes; a practice has its own."""

CONTROL_NAMES: Mapping[SheetCode, str] = {
    SheetCode.EXAM: "экзаменационная ведомость",
    SheetCode.CREDIT: "зачётная ведомость",
    SheetCode.GRADED_CREDIT: "ведомость дифференцированного зачёта",
    SheetCode.PRACTICE: "ведомость практики",
    SheetCode.COURSEWORK: "ведомость защиты курсовых работ",
}
_PRACTICES = frozenset(
    {
        DisciplineKind.TRAINING_PRACTICE,
        DisciplineKind.WORK_PRACTICE,
        DisciplineKind.FINAL_PRACTICE,
    }
)
_UNFINISHED = frozenset({SheetState.DRAFT, SheetState.OPEN})
_MARKS = frozenset({Result.FIVE, Result.FOUR, Result.THREE, Result.TWO})


def find_code(course: CourseFact, term: TermFact) -> SheetCode | None:
    """Return the type of sheet a course's semester must have, if any."""
    code = CODES.get(term.control)
    if code is SheetCode.GRADED_CREDIT and course.kind in _PRACTICES:
        return SheetCode.PRACTICE
    return code


def check_sheets_made(view: View) -> Iterator[Finding]:
    """Check that every control has its sheet with all learners (REG 4.2.5)."""
    for course, term, code in _controls(view):
        place = view.place(course, _semester(term.semester))
        made = _sheets(course, term, code, view=view)
        if not made:
            message = f"нет: {CONTROL_NAMES[code]}"
            advice = "ведомость заполняет преподаватель дисциплины"
            yield remark(place, MISSING, message, advice=advice)
            continue
        listed = {row.person_id for sheet in made for row in sheet.rows}
        lacking = [
            learner.short_name
            for learner in view.roll(course, made[0].held_on)
            if learner.person_id not in listed and learner.on_roll(view.last)
        ]
        if lacking:
            message = f"нет в ведомости № {made[0].number}: {join_names(lacking)}"
            yield remark(place, LEARNERS, message)


def check_sheets_closed(view: View) -> Iterator[Finding]:
    """Check that sheets are filled and closed (REG 4.2.5)."""
    for sheet in view.facts.sheets:
        if sheet.held_on > view.last or sheet.course_id not in view.courses:
            continue
        place = view.place(view.courses[sheet.course_id], f"ведомость № {sheet.number}")
        if sheet.state in _UNFINISHED:
            advice = "преподаватель заполняет и закрывает ведомость"
            yield remark(place, OPEN, advice=advice)
        empty = [row for row in sheet.rows if row.result is Result.EMPTY]
        if empty:
            names = join_names(view.name(row.person_id) for row in empty)
            yield remark(place, EMPTY, f"не заполнено строк: {len(empty)} ({names})")


def check_sheets_agree(view: View) -> Iterator[Finding]:
    """Check that the last result of a sheet stands among the finals (4.2.5)."""
    finals = {
        (final.course_id, final.person_id, final.period): final.value
        for final in view.facts.finals
    }
    for course, term, code in _controls(view):
        period = Period.EXAM if code is SheetCode.EXAM else period_of(term.semester)
        if code in {SheetCode.CREDIT, SheetCode.COURSEWORK}:
            continue
        for person_id, result in _results(course, term, code, view=view).items():
            final = finals.get((course.id, person_id, period))
            if result in _MARKS and final is not None and final != result:
                place = view.place(course, view.name(person_id))
                yield _differ(place, result, final)


def _differ(place: Place, result: str, final: str) -> Finding:
    message = f"в ведомости «{result}», в журнале «{final}»"
    advice = "исправьте итоговую отметку с основанием или оформите пересдачу"
    return remark(place, DIFFERS, message, advice=advice)


def _controls(view: View) -> Iterator[tuple[CourseFact, TermFact, SheetCode]]:
    """Give the controls whose semester is over; exams belong to the year."""
    for course in view.journal.courses:
        for term in course.terms:
            code = find_code(course, term)
            end = compute_span(period_of(term.semester), view.journal).end
            if code is not None and end <= view.last:
                yield course, term, code


def _sheets(
    course: CourseFact, term: TermFact, code: SheetCode, *, view: View
) -> list[SheetFact]:
    return [
        sheet
        for sheet in view.facts.sheets
        if (sheet.course_id, sheet.semester, sheet.code)
        == (course.id, term.semester, code)
    ]


def _results(
    course: CourseFact, term: TermFact, code: SheetCode, *, view: View
) -> dict[int, Result]:
    """Return the last result of every learner, re-takes included."""
    made = _sheets(course, term, code, view=view)
    ids = {sheet.id for sheet in made}
    made += [one for one in view.facts.sheets if one.first_sheet_id in ids]
    results = {}
    for sheet in sorted(made, key=lambda one: (one.held_on, one.attempt, one.id)):
        if sheet.state not in _UNFINISHED:
            results.update({row.person_id: row.result for row in sheet.rows})
    return results


def _semester(number: int) -> str:
    return f"{number} семестр" if number else "вся программа"

"""What may be put into the cells of a lesson, and when (REG 4.1.1, 4.1.4, 4.1.8)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from records.kernel.finding import Finding, Severity
from records.lessons.rules import declare, remark
from records.lessons.values import LessonSetting, Place
from records.marks.rules.designations import check_value
from records.marks.values import CAUSES, Basis, Cell, RollEntry, Standing, Work
from records.norms.values import Norms

ROLL = declare("CHK-3.9.2-roll", "обучающийся не числится в группе в этот день")
SUBGROUP = declare("CHK-4.1.4-subgroup", "обучающийся другой подгруппы")
ABSENT = declare("CHK-3.13.1-absent", "отметка отсутствовавшему на занятии")
MAKEUP = declare("CHK-3.13.1-makeup", "отработка без пропуска")
CAUSE = declare("CHK-3.13.1-cause", "причина отсутствия указана неверно")
DOCUMENT = declare(
    "CHK-3.13.1-document", "причина отсутствия без документа", Severity.WARNING
)
DOUBLED = declare("CHK-4.1.8-doubled", "клетка заполнена дважды")
MONTHLY = declare("CHK-3.13.2-lesson", "отметка МИУД не на занятии МИУД")
NOT_LAST = declare(
    "CHK-3.13.2-not-last", "МИУД не на последнем занятии месяца", Severity.WARNING
)
MARK_LATE = declare(
    "CHK-4.1.1-mark-late", "отметка внесена не в день занятия", Severity.WARNING
)
CORRECTION = declare(
    "CHK-4.1.1-correction", "запись меняется после дня занятия без основания"
)
BASIS = declare("CHK-4.1.1-basis", "основание исправления указано не полностью")
SAME = declare("CHK-4.1.1-same", "исправление ничего не меняет")

KNOWN = (
    ROLL,
    SUBGROUP,
    ABSENT,
    MAKEUP,
    CAUSE,
    DOCUMENT,
    DOUBLED,
    MONTHLY,
    NOT_LAST,
    MARK_LATE,
    CORRECTION,
    BASIS,
    SAME,
)

Standings = Mapping[tuple[int, Work], Standing]
EXCUSED = frozenset({"illness", "excused"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CellSetting:
    """A lesson as its cells see it: the learners, what stands, the day."""

    lesson: LessonSetting
    roll: Mapping[int, RollEntry]
    standing: Standings
    monthly_control: bool
    today: date
    norms: Norms

    @property
    def free(self) -> bool:
        """Tell whether what stands may be changed without a basis today.

        That is the day of the lesson and, for a late record, the day it was made.
        """
        return self.today in {self.lesson.day, self.lesson.recorded_on or self.today}

    def place_of(self, person_id: int) -> Place:
        """Return where a remark about a learner's cell points."""
        place = self.lesson.place
        return replace(place, words=f"{place.words}, {self.name_of(person_id)}")

    def name_of(self, person_id: int) -> str:
        """Return the learner's name for a message."""
        entry = self.roll.get(person_id)
        return entry.name if entry else f"обучающийся № {person_id}"


def check_cells(cells: Sequence[Cell], setting: CellSetting) -> Iterator[Finding]:
    """Check all a teacher puts into the cells of a lesson at once."""
    yield from _check_doubled(cells, setting)
    for cell in cells:
        place = setting.place_of(cell.person_id)
        yield from _check_learner(cell, setting, place)
        if cell.value:
            yield from check_value(
                cell.work, cell.value, place=place, norms=setting.norms
            )
        yield from _check_cause(cell, place)
        yield from _check_monthly(cell, setting, place)
    yield from _check_together(cells, setting)


def check_free(cells: Sequence[Cell], setting: CellSetting) -> Iterator[Finding]:
    """Refuse changing what stands after the day; remark late first marks (REG 4.1.1).

    A made-up absence is late by its nature; a cause may become known later.
    """
    if setting.free:
        return
    for cell in cells:
        place = setting.place_of(cell.person_id)
        standing = setting.standing.get((cell.person_id, cell.work))
        if standing is not None and standing.value != cell.value:
            message = (
                f"{_quote(standing.value)} меняется на {_quote(cell.value)} после "
                f"{setting.lesson.day:%d.%m.%Y}"
            )
            advice = "оформите исправление: причина и документ-основание"
            yield remark(place, CORRECTION, message, advice=advice)
        elif cell.value and cell.work is not Work.MAKEUP and standing is None:
            message = f"«{cell.value}» внесено {setting.today:%d.%m.%Y}"
            yield remark(place, MARK_LATE, message)


def check_basis(basis: Basis, today: date, place: Place) -> Iterator[Finding]:
    """Refuse a correction without reason, document and its date (REG 4.1.1)."""
    lacking = [
        word
        for word, text in (("причина", basis.reason), ("документ", basis.document))
        if not any(char.isalnum() for char in text)
    ]
    if lacking:
        message = f"не указано: {', '.join(lacking)}"
        advice = "напишите, почему меняется запись и по какой служебной записке"
        yield remark(place, BASIS, message, advice=advice)
    if basis.document_date > today:
        message = f"документ от {basis.document_date:%d.%m.%Y} ещё не составлен"
        yield remark(place, BASIS, message, advice="проверьте дату документа")


def check_changed(changes: Sequence[object], place: Place) -> Iterator[Finding]:
    """Refuse a correction that changes nothing."""
    if not changes:
        yield remark(place, SAME, advice="проверьте, что исправляется")


def check_last(later: date | None, place: Place) -> Iterator[Finding]:
    """Remark МИУД before the month's last lesson of that teacher (REG 3.13.2).

    Only a remark: when the later lesson is cancelled, this one is the last.
    """
    if later is not None:
        message = f"в этом месяце есть занятие и {later:%d.%m.%Y}"
        advice = "МИУД выставляется на последнем занятии месяца"
        yield remark(place, NOT_LAST, message, advice=advice)


def check_together(person_works: Mapping[Work, str], place: Place) -> Iterator[Finding]:
    """Check one learner's designations in one lesson against each other.

    An absent learner gets a mark only for a made-up absence («н/4», forms.md 1.5).
    """
    absent = Work.ABSENCE in person_works
    marked = {Work.CURRENT, Work.SECOND} & person_works.keys()
    if absent and marked:
        values = ", ".join(person_works[work] for work in sorted(marked))
        advice = "отметку за пропущенное занятие внесите видом «отработка»"
        yield remark(place, ABSENT, f"отсутствовал, но стоит «{values}»", advice=advice)
    if Work.MAKEUP in person_works and not absent:
        advice = "если обучающийся был на занятии, это текущая отметка"
        yield remark(place, MAKEUP, advice=advice)


def _check_doubled(cells: Sequence[Cell], setting: CellSetting) -> Iterator[Finding]:
    seen = set()
    for cell in cells:
        key = (cell.person_id, cell.work)
        if key in seen:
            place = setting.place_of(cell.person_id)
            yield remark(place, DOUBLED, advice="оставьте одно обозначение")
        seen.add(key)


def _check_learner(cell: Cell, setting: CellSetting, place: Place) -> Iterator[Finding]:
    """Let only the roll of the day in; what stands wrongly may be taken away."""
    entry = setting.roll.get(cell.person_id)
    if not cell.value:
        return
    if entry is None or not entry.on_roll:
        message = f"не числится в группе {setting.lesson.day:%d.%m.%Y}"
        advice = "движение контингента вносит секретарь учебно-методического отдела"
        yield remark(place, ROLL, message, advice=advice)
    elif not entry.led:
        advice = "отметку ставит преподаватель его подгруппы"
        yield remark(place, SUBGROUP, advice=advice)


def _check_cause(cell: Cell, place: Place) -> Iterator[Finding]:
    if cell.work is not Work.ABSENCE:
        if cell.cause or cell.document:
            yield remark(place, CAUSE, "причина указана не у пропуска")
    elif cell.cause not in CAUSES:
        listed = ", ".join(name for code, name in CAUSES.items() if code)
        message = f"нет причины «{cell.cause}»"
        yield remark(place, CAUSE, message, advice=f"можно: {listed}")
    elif cell.cause in EXCUSED and not cell.document:
        advice = "укажите номер и дату справки или заявления"
        yield remark(place, DOCUMENT, advice=advice)


def _check_monthly(cell: Cell, setting: CellSetting, place: Place) -> Iterator[Finding]:
    if cell.work is Work.MONTHLY_CONTROL and cell.value and not setting.monthly_control:
        advice = "МИУД — вид работы на последнем занятии месяца, отметьте его у занятия"
        yield remark(place, MONTHLY, advice=advice)


def _check_together(cells: Sequence[Cell], setting: CellSetting) -> Iterator[Finding]:
    """Check what each touched learner will have in the lesson."""
    for person_id in dict.fromkeys(cell.person_id for cell in cells):
        after = {
            work: standing.value
            for (owner, work), standing in setting.standing.items()
            if owner == person_id
        }
        after |= {
            cell.work: cell.value for cell in cells if cell.person_id == person_id
        }
        standing = {work: value for work, value in after.items() if value}
        yield from check_together(standing, setting.place_of(person_id))


def _quote(value: str) -> str:
    return f"«{value}»" if value else "пустая клетка"

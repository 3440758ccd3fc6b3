"""Final marks: when they are due, what they may be, how «н/а» is made good (4.2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from records.curriculum.values import DisciplineKind, SemesterFact
from records.kernel.finding import Finding, Severity
from records.lessons.rules import AUTHOR, check_year, declare, remark
from records.lessons.values import Place
from records.marks.rules.cells import CORRECTION, ROLL, SUBGROUP
from records.marks.rules.designations import check_final_value
from records.marks.values import (
    CREDIT_CONTROL,
    EXAM_CONTROLS,
    CourseSetting,
    FinalCell,
    NotAttested,
    Period,
    RollEntry,
)
from records.norms.values import Norms

PERIOD = declare("CHK-4.2.1-period", "дисциплина не заканчивается этим периодом")
FINAL_LATE = declare(
    "CHK-4.2.1-late", "итоговая отметка выставлена после периода", Severity.WARNING
)
TERMS = declare("CHK-4.2.3-terms", "«н/а» без причины, формы или срока сдачи")
DUE = declare("CHK-4.2.3-due", "срок сдачи раньше дня, когда выставлено «н/а»")
EXTRA = declare("CHK-4.2.3-extra", "причина «н/а» указана у отметки")
NO_MARKS = declare("CHK-4.2.3-no-marks", "нет ни текущих отметок, ни «н/а»")
NEEDLESS = declare("CHK-4.2.3-needless", "«н/а» при текущих отметках", Severity.WARNING)
ORDER = declare("CHK-4.2.3-order", "«н/а» без приказа о сроках", Severity.WARNING)
OVERDUE = declare("CHK-4.2.3-overdue", "срок сдачи «н/а» прошёл", Severity.WARNING)
NOTHING = declare("CHK-4.2.3-nothing", "«н/а» здесь не стоит")
RESULT = declare("CHK-4.2.3-result", "результат сдачи — не отметка")

KNOWN = (
    PERIOD,
    FINAL_LATE,
    TERMS,
    DUE,
    EXTRA,
    NO_MARKS,
    NEEDLESS,
    ORDER,
    OVERDUE,
    NOTHING,
    RESULT,
)

PERIOD_NAMES = {
    Period.FIRST: "1 семестр",
    Period.SECOND: "2 семестр",
    Period.YEAR: "год",
    Period.EXAM: "экзамен",
    Period.TOTAL: "итоговая",
}
_WITHOUT_FINALS = frozenset({DisciplineKind.CONSULTATIONS})
_WITHOUT_CURRENT = frozenset(
    {DisciplineKind.WORK_PRACTICE, DisciplineKind.FINAL_PRACTICE}
)
_ENOUGH_MARKS = 3
"""So many current marks leave no ground for «н/а» (REG 4.2.3)."""


class Term(Protocol):
    """A semester of a course, wherever it was read from."""

    @property
    def semester(self) -> int:
        """Its number, 0 for a programme without semesters."""

    @property
    def hours(self) -> int:
        """Academic hours of lessons."""

    @property
    def control(self) -> str:
        """Form of control."""


class Course(Protocol):
    """A course, wherever it was read from."""

    @property
    def kind(self) -> DisciplineKind:
        """What it is in the curriculum."""

    @property
    def terms(self) -> Sequence[Term]:
        """Its semesters."""


class Year(Protocol):
    """A journal's year, wherever it was read from."""

    @property
    def start(self) -> date:
        """First day."""

    @property
    def end(self) -> date:
        """Last day."""

    @property
    def semesters(self) -> Sequence[SemesterFact]:
        """Its semesters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalSetting:
    """A learner's final cell: place, period, current marks, days."""

    place: Place
    period: Period
    ends: date
    marks: int
    needs_marks: bool
    today: date
    norms: Norms


def period_of(semester: int) -> Period:
    """Return the final of a semester; a programme without semesters has a total."""
    if semester == 0:
        return Period.TOTAL
    return Period.FIRST if semester % 2 else Period.SECOND


def compute_due_periods(course: Course) -> tuple[Period, ...]:
    """Compute which finals a course must have by the end of the year (REG 4.2.1).

    Every semester with lessons is closed by a mark, but a credit («З») only by its
    sheet (forms.md F6); an exam adds its own. The year's mark is the office's choice.
    """
    if course.kind in _WITHOUT_FINALS:
        return ()
    due = {
        period_of(term.semester)
        for term in course.terms
        if term.hours and term.control != CREDIT_CONTROL
    }
    if any(term.control in EXAM_CONTROLS for term in course.terms):
        due.add(Period.EXAM)
    return tuple(period for period in Period if period in due)


def list_periods(course: Course) -> tuple[Period, ...]:
    """List the finals a course may have: those due, its semesters, year and total."""
    possible = {period_of(term.semester) for term in course.terms}
    possible |= {Period.YEAR, Period.TOTAL, *compute_due_periods(course)}
    if course.kind in _WITHOUT_FINALS:
        return ()
    return tuple(period for period in Period if period in possible)


def compute_span(period: Period, year: Year) -> SemesterFact:
    """Return the days a final sums up: its semester, else the whole year."""
    for semester in year.semesters:
        if semester.number and period_of(semester.number) is period:
            return semester
    return SemesterFact(number=0, start=year.start, end=year.end)


def needs_current_marks(course: Course, period: Period) -> bool:
    """Tell whether a final rests on current marks (REG 4.2.3 names which do)."""
    return period is not Period.EXAM and course.kind not in _WITHOUT_CURRENT


def compute_mean(marks: tuple[int, ...]) -> Decimal | None:
    """Return the mean of marks, two digits, half up; None without marks (forms §4.8)."""
    if not marks:
        return None
    mean = Decimal(sum(marks)) / len(marks)
    return mean.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def check_course(
    course: CourseSetting,
    person_id: int | None,
    period: Period,
    *,
    settling: bool = False,
) -> Iterator[Finding]:
    """Check who puts the finals of a course, which and when (REG 4.1.1, 4.2.1).

    The result of a made-up «н/а» is taken by a closed year too (REG 4.2.3).
    """
    if not settling:
        yield from check_year(course.journal_state, course.place)
    if person_id is not None and person_id not in course.leader_ids:
        message = "итоговую отметку ставит преподаватель дисциплины или замещающий его"
        yield remark(course.place, AUTHOR, message)
    if period not in list_periods(course):
        message = f"нет итоговой отметки «{PERIOD_NAMES[period]}»"
        advice = "форму контроля и семестры задаёт учебный план"
        yield remark(course.place, PERIOD, message, advice=advice)


def check_learner(entry: RollEntry | None, setting: FinalSetting) -> Iterator[Finding]:
    """Refuse a final of a learner who is not there or is of another subgroup."""
    if entry is None or not entry.on_roll:
        advice = "движение контингента вносит секретарь учебно-методического отдела"
        message = "не числится в группе к концу периода"
        yield remark(setting.place, ROLL, message, advice=advice)
    elif not entry.led:
        advice = "отметку ставит преподаватель его подгруппы"
        yield remark(setting.place, SUBGROUP, advice=advice)


def check_standing(old: str, new: str, place: Place) -> Iterator[Finding]:
    """Refuse changing a final of an earlier day without a basis (REG 4.1.1)."""
    if old != new:
        message = f"итоговая отметка «{old}» меняется на «{new}»"
        advice = "оформите исправление: причина и документ-основание"
        yield remark(place, CORRECTION, message, advice=advice)


def check_final(cell: FinalCell, setting: FinalSetting) -> Iterator[Finding]:
    """Check a final before it is entered (REG 4.2.1, 4.2.3, 4.2.4)."""
    place, norms = setting.place, setting.norms
    yield from check_final_value(cell.value, place, norms)
    if setting.today > setting.ends:
        message = f"период закончился {setting.ends:%d.%m.%Y}"
        yield remark(place, FINAL_LATE, message)
    if cell.value == norms.not_attested:
        yield from check_terms(cell.not_attested, place, recorded_on=setting.today)
        yield from check_needless(setting)
    elif cell.not_attested is not None:
        yield remark(place, EXTRA, advice="уберите её или поставьте «н/а»")
    elif cell.value in norms.marks:
        yield from check_founded(setting)


def check_founded(setting: FinalSetting) -> Iterator[Finding]:
    """Refuse a final mark without a single current mark (REG 4.2.3)."""
    if setting.needs_marks and setting.marks == 0:
        advice = "поставьте «н/а» с причиной, формой и сроком сдачи"
        yield remark(setting.place, NO_MARKS, advice=advice)


def check_needless(setting: FinalSetting) -> Iterator[Finding]:
    """Remark «н/а» of a learner who has current marks (REG 4.2.3)."""
    if setting.needs_marks and setting.marks >= _ENOUGH_MARKS:
        message = f"«н/а» при текущих отметках: {setting.marks}"
        yield remark(setting.place, NEEDLESS, message)


def check_terms(
    terms: NotAttested | None, place: Place, *, recorded_on: date
) -> Iterator[Finding]:
    """Refuse «н/а» without cause, form and term; remark an absent order (4.2.3)."""
    if terms is None:
        advice = "укажите причину, форму (зачёт, экзамен, иная) и срок сдачи"
        yield remark(place, TERMS, advice=advice)
        return
    lacking = [
        word
        for word, text in (("причина", terms.cause), ("форма сдачи", terms.form))
        if not text.strip()
    ]
    if lacking:
        message = f"«н/а»: не указано: {', '.join(lacking)}"
        yield remark(place, TERMS, message)
    if terms.due < recorded_on:
        message = f"срок {terms.due:%d.%m.%Y}, а «н/а» от {recorded_on:%d.%m.%Y}"
        yield remark(place, DUE, message)
    if not terms.order_no or terms.order_date is None:
        advice = "сроки устанавливает приказ директора"
        yield remark(place, ORDER, advice=advice)


def check_overdue(
    terms: NotAttested, place: Place, *, today: date
) -> Iterator[Finding]:
    """Remark an «н/а» whose term has passed without a result (REG 4.2.3)."""
    if not terms.result and terms.due < today:
        message = f"срок сдачи {terms.due:%d.%m.%Y} прошёл, результата нет"
        advice = "внесите результат или установите новый срок приказом"
        yield remark(place, OVERDUE, message, advice=advice)


def check_settlement(
    terms: NotAttested | None, value: str, *, result: str, setting: FinalSetting
) -> Iterator[Finding]:
    """Refuse a result where no «н/а» stands, or one that is not a mark (4.2.3)."""
    if terms is None or value != setting.norms.not_attested:
        yield remark(setting.place, NOTHING, advice="проверьте обучающегося и период")
    yield from check_final_value(result, setting.place, setting.norms)
    if result == setting.norms.not_attested:
        advice = "если не сдано, новый срок устанавливает приказ"
        yield remark(setting.place, RESULT, advice=advice)


def settle(terms: NotAttested, result: str, on: date) -> NotAttested:
    """Return the terms of «н/а» with its result; they stay for ever (REG 4.2.3)."""
    return replace(terms, result=result, result_date=on)

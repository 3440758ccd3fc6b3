"""The diary of one learner as its page shows it (REG 2.4, 2.5, 3.12.3)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from sqlalchemy.orm import Session

from records.letters.queries import list_curators
from records.letters.rules import may_excuse
from records.marks.queries import (
    find_own_group,
    list_homework,
    list_own_courses,
    list_own_finals,
    list_own_marks,
)
from records.marks.values import (
    CURRENT_WORKS,
    FinalFact,
    Homework,
    OwnCourse,
    OwnGroup,
    OwnMark,
    Period,
    Work,
)
from records.norms.queries import get_norms, get_year
from records.norms.values import YearFact
from records.people.queries import get_person
from records.people.values import PersonFact
from records.sheets.queries import find_exam
from records.sheets.values import ExamAhead
from templates_docs.formatting.typography import decimal_text
from web.site.names import short_words

FINAL_ORDER = (Period.TOTAL, Period.YEAR, Period.SECOND, Period.FIRST, Period.EXAM)
MONTH_SHORT = [
    "янв.",
    "февр.",
    "март",
    "апр.",
    "май",
    "июнь",
    "июль",
    "авг.",
    "сент.",
    "окт.",
    "нояб.",
    "дек.",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A boxed designation: what, when, what it says to a screen reader."""

    text: str
    day: date
    absent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseRow:
    """A line of the table: the course, marks of the month, МИУД, the final."""

    title: str
    teacher: str
    subgroup: int
    signs: tuple[Sign, ...]
    monthly: tuple[str, ...]
    final: str
    terms: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Homework of one course; nothing set is «Без задания»."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The four figures above the table."""

    average: str
    average_before: str
    hours: int
    hours_ill: int
    hours_unexplained: int
    fresh: int
    debts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """Everything of one learner for one month (дневник).

    `excuses`: this account may tell the curator of the document of an absence.
    """

    person: PersonFact
    group: OwnGroup | None
    month: date
    before: date | None
    after: date | None
    months: tuple[str, ...]
    rows: tuple[CourseRow, ...]
    homework: tuple[tuple[date, tuple[Task, ...]], ...]
    numbers: Numbers
    unexplained: tuple[tuple[date, int], ...]
    exam: ExamAhead | None
    excuses: bool


def build_diary(
    session: Session,
    person_id: int,
    *,
    year: str,
    month: date,
    today: date,
    own: bool,
) -> Diary:
    """Gather a learner's diary for a month; `own` says that the learner looks."""
    span = get_year(session, year)
    courses = list_own_courses(session, person_id, year=year)
    marks = list_own_marks(session, person_id, start=span.start, end=span.end)
    finals = list_own_finals(session, person_id)
    months = _months(span)
    ids = tuple(one.id for one in courses)
    homework = list_homework(session, ids, today=today)
    person = get_person(session, person_id)
    return Diary(
        person=person,
        group=find_own_group(session, person_id, today),
        month=month,
        before=_neighbour(month, months, -1),
        after=_neighbour(month, months, 1),
        months=tuple(MONTH_SHORT[one.month - 1] for one in _past(months, month)),
        rows=tuple(
            _row(one, marks, finals, month=month, months=_past(months, month))
            for one in courses
        ),
        homework=_by_day(homework, courses),
        numbers=_count(
            marks,
            finals,
            month=month,
            today=today,
            numeric=frozenset(get_norms(session).marks),
        ),
        unexplained=_unexplained(marks, today),
        exam=find_exam(session, person_id, ids, today=today),
        excuses=(not own or may_excuse(person, today))
        and bool(list_curators(session, person_id, today=today)),
    )


def _row(
    course: OwnCourse,
    marks: Sequence[OwnMark],
    finals: Sequence[FinalFact],
    *,
    month: date,
    months: Sequence[date],
) -> CourseRow:
    own = [one for one in marks if one.course_id == course.id]
    closing = {one.day.replace(day=1): one for one in own if _is_monthly(one)}
    final = next(
        (
            one
            for period in FINAL_ORDER
            for one in finals
            if one.course_id == course.id and one.period is period
        ),
        None,
    )
    return CourseRow(
        title=course.title,
        teacher=short_words(*course.teacher),
        subgroup=course.subgroup,
        signs=tuple(
            Sign(text=one.value, day=one.day, absent=one.work is Work.ABSENCE)
            for one in own
            if one.day.replace(day=1) == month and not _is_monthly(one)
        ),
        monthly=tuple(closing[one].value if one in closing else "–" for one in months),
        final=final.value if final else "–",
        terms=_terms(final),
    )


def _terms(final: FinalFact | None) -> str:
    """Say until when and how «н/а» is made good (REG 4.2.3)."""
    if final is None or final.not_attested is None or final.not_attested.result:
        return ""
    terms = final.not_attested
    return f"сдать материал до {terms.due:%d.%m.%Y}, {terms.form}"


def _count(
    marks: Sequence[OwnMark],
    finals: Sequence[FinalFact],
    *,
    month: date,
    today: date,
    numeric: frozenset[str],
) -> Numbers:
    before = (month - timedelta(days=1)).replace(day=1)
    hours: dict[str, int] = defaultdict(int)
    for one in marks:
        if one.work is Work.ABSENCE and one.day.replace(day=1) == month:
            hours[one.cause or "none"] += one.hours
    monday = today - timedelta(days=today.weekday())
    return Numbers(
        average=_average(marks, month, numeric),
        average_before=_average(marks, before, numeric),
        hours=sum(hours.values()),
        hours_ill=hours["illness"] + hours["excused"],
        hours_unexplained=hours["none"] + hours["unexcused"],
        fresh=sum(one.day >= monday and one.work is not Work.ABSENCE for one in marks),
        debts=sum(bool(_terms(one)) for one in finals),
    )


def _average(marks: Iterable[OwnMark], month: date, numeric: frozenset[str]) -> str:
    values = [
        Decimal(one.value)
        for one in marks
        if one.day.replace(day=1) == month
        and one.work in CURRENT_WORKS
        and one.value in numeric
    ]
    return decimal_text(sum(values, Decimal()) / len(values) if values else None)


def _unexplained(marks: Iterable[OwnMark], today: date) -> tuple[tuple[date, int], ...]:
    """Count by day the absences of two weeks whose cause nobody has told."""
    since = today - timedelta(days=14)
    days: dict[date, int] = defaultdict(int)
    for one in marks:
        if one.work is Work.ABSENCE and not one.cause and since <= one.day <= today:
            days[one.day] += 1
    return tuple(sorted(days.items()))


def _by_day(
    homework: Iterable[Homework], courses: Iterable[OwnCourse]
) -> tuple[tuple[date, tuple[Task, ...]], ...]:
    titles = {one.id: one.title for one in courses}
    days = groupby(homework, key=lambda one: one.due)
    return tuple(
        (day, tuple(Task(title=titles[one.course_id], text=one.text) for one in tasks))
        for day, tasks in days
    )


def _months(year: YearFact) -> tuple[date, ...]:
    months, first = [], year.start.replace(day=1)
    while first <= year.end:
        months.append(first)
        first = (first + timedelta(days=32)).replace(day=1)
    return tuple(months)


def _past(months: Sequence[date], month: date) -> tuple[date, ...]:
    """Return up to four closed months before this one, for the МИУД columns."""
    return tuple(one for one in months if one <= month)[-4:]


def _neighbour(month: date, months: Sequence[date], step: int) -> date | None:
    if month not in months:
        return None
    at = months.index(month) + step
    return months[at] if 0 <= at < len(months) else None


def _is_monthly(mark: OwnMark) -> bool:
    return mark.work is Work.MONTHLY_CONTROL

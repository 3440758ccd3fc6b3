"""Reads a frozen run of the month into the report (п. 3.8.9, 3.8.10)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from records.kernel.errors import InputRefusedError, NotFoundError
from records.monitoring.queries import list_runs
from records.monitoring.values import (
    Counts,
    GroupCounts,
    MonthCounts,
    RunFact,
)
from records.norms.queries import get_institution, get_norms, nearest_year
from records.norms.values import Norms
from records.people.queries import get_signers
from templates_docs.document import BLANK_IMPRINT, Built
from templates_docs.documents.monitoring_report.context import (
    Indicator,
    MonitoringReport,
    Trend,
)
from templates_docs.documents.monitoring_report.figures import (
    SMALL_SCALE,
    MonthValue,
    Norm,
    compute_deviation,
    compute_percent,
    draw_trend,
    measure,
)
from templates_docs.documents.monitoring_report.lines import (
    build_group,
    build_places,
    build_teacher,
    shorten,
)
from templates_docs.documents.monitoring_report.violations import (
    TeacherNorms,
    list_columns,
    list_violators,
)
from templates_docs.documents.monitoring_report.wording import (
    TREND_SCALES,
    MonthFacts,
    compose_conclusions,
)
from templates_docs.facts import build_letterhead, sign
from templates_docs.formatting.dates import month_year

FILE_INDEX = "05-06"
DEPARTMENT = "Учебный отдел"
FULL_SCALE = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportNorms:
    """The institution's norms as the report measures by them."""

    teacher: TeacherNorms
    participation: Norm
    plan: Norm


def build(session: Session, subject: str) -> Built:
    """Read the newest frozen run of a month named «ГГГГ-ММ».

    Raises:
        InputRefusedError: the month is not written so.
        NotFoundError: the month has not been run yet.
    """
    month = parse_month(subject)
    runs = list_runs(session, month=month)
    if not runs:
        raise NotFoundError(
            f"Мониторинг за {subject} ещё не проводился: "
            f"выполните monitoring run {subject}.",
            code="no_run",
            clause="3.8.9",
        )
    zone = ZoneInfo(get_institution(session).timezone)
    day = runs[-1].at.astimezone(zone).date()
    return Built(
        context=_report(session, runs[-1], day, zone),
        title="Отчёт о результатах мониторинга ведения электронного журнала "
        f"за {month_year(month)}",
        number=f"{month:%m}-{month.year}/{len(runs)}",
        issued_on=day,
        subject=f"{month:%Y-%m}",
    )


def parse_month(text: str) -> date:
    """Return the first day of «2027-03».

    Raises:
        InputRefusedError: the text is not a month.
    """
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise InputRefusedError(
            f"«{text}» — не месяц. Напишите год и месяц, например 2027-03.",
            code="bad_month",
        ) from None


def read_norms(norms: Norms) -> ReportNorms:
    """Return the norms of the institution with their clauses."""
    teacher = TeacherNorms(
        full=Norm(value=Decimal(norms.fullness_min), clause="3.13.1"),
        in_time=Norm(value=Decimal(norms.timeliness_min), clause="4.1.1"),
        topics=Norm(value=Decimal(norms.topics_min), clause="4.1.2"),
        homework=Norm(value=Decimal(norms.homework_min), clause="3.13.1"),
        no_marks=Norm(
            value=Decimal(norms.without_marks_max), clause="3.13.1", is_ceiling=True
        ),
        one_mark=Norm(
            value=Decimal(norms.one_mark_max), clause="3.13.1", is_ceiling=True
        ),
        plan_clause="4.1.3",
    )
    return ReportNorms(
        teacher=teacher,
        participation=Norm(value=Decimal(norms.participation_min), clause="3.8.9"),
        plan=Norm(value=FULL_SCALE, clause="4.1.3"),
    )


def _report(
    session: Session, run: RunFact, day: date, zone: ZoneInfo
) -> MonitoringReport:
    norms = read_norms(get_norms(session))
    signers = get_signers(session)
    counts = run.counts
    teachers = tuple(
        build_teacher(place, one, norms.teacher)
        for place, one in enumerate(counts.teachers, start=1)
    )
    groups = tuple(build_group(one, norms.teacher) for one in counts.groups)
    taking_part = measure(
        counts.teachers_wrote, len(counts.teachers), norms.participation
    )
    silent = tuple(shorten(one.name) for one in counts.teachers if not one.wrote)
    return MonitoringReport(
        letterhead=build_letterhead(get_institution(session)),
        department=DEPARTMENT,
        file_index=FILE_INDEX,
        month=counts.month,
        indicators=tuple(_indicators(counts, norms)),
        trends=_trends(_history(session, run), norms.teacher),
        trend_scales=TREND_SCALES,
        groups=groups,
        total=build_group(
            GroupCounts(
                group="Итого",
                learners=sum(one.learners for one in counts.groups),
                counts=counts.total,
            ),
            norms.teacher,
        ),
        teachers=teachers,
        miss_columns=list_columns(norms.teacher),
        plan_clause=norms.teacher.plan_clause,
        violators=list_violators(teachers, norms.teacher),
        conclusions=compose_conclusions(
            MonthFacts(
                taking_part=taking_part,
                silent=silent,
                groups=groups,
                lag=counts.total.lag,
                two_places=counts.two_places,
            )
        ),
        two_places=tuple(build_places(one, zone) for one in counts.two_places or ()),
        author=sign(
            "Администратор контента — начальник учебного отдела",
            signers.head_of_office.person.full_name,
            day,
        ),
        reader=sign(
            "Заместитель директора по учебно-методической работе",
            signers.deputy.person.full_name,
        ),
        imprint=BLANK_IMPRINT,
    )


def _indicators(counts: MonthCounts, norms: ReportNorms) -> Sequence[Indicator]:
    whole, people, teacher = counts.total, counts.participation, norms.teacher
    lag = f" (отставание {-whole.lag} ч)" if whole.lag < 0 else ""
    done = min(whole.hours_done, whole.hours_due)
    rows: tuple[tuple[str, int, int, Norm | None], ...] = (
        (
            "Участие педагогов в работе",
            counts.teachers_wrote,
            len(counts.teachers),
            norms.participation,
        ),
        ("Заполняемость занятий", whole.full, whole.held, teacher.full),
        ("Своевременность записи", whole.in_time, whole.held, teacher.in_time),
        (
            "Обучающиеся, не имеющие оценок",
            whole.pairs_none,
            whole.pairs,
            teacher.no_marks,
        ),
        (
            "Обучающиеся, имеющие одну оценку",
            whole.pairs_one,
            whole.pairs,
            teacher.one_mark,
        ),
        (
            "Запись домашнего задания",
            whole.homework,
            whole.homework_due,
            teacher.homework,
        ),
        ("Учёт пройденного материала", whole.topics, whole.held, teacher.topics),
        (f"Выполнение КТП{lag}", done, whole.hours_due, norms.plan),
        ("Участие родителей", people.parents_in, people.parents, None),
        (
            "Охват обучающихся учётными записями родителей",
            people.minors_covered,
            people.minors,
            None,
        ),
        ("Участие обучающихся", people.learners_in, people.learners, None),
    )
    return [_indicator(row[0], (row[1], row[2]), row[3]) for row in rows]


def _indicator(title: str, share: tuple[int, int], norm: Norm | None) -> Indicator:
    measured = measure(*share, norm)
    return Indicator(
        title=title,
        share=measured,
        norm=None if norm is None else norm.value,
        is_ceiling=norm is not None and norm.is_ceiling,
        deviation=compute_deviation(measured.percent, norm),
    )


def _history(session: Session, run: RunFact) -> tuple[MonthCounts, ...]:
    since = nearest_year(session, run.counts.month).start.replace(day=1)
    known = (one for one in list_runs(session) if one.id <= run.id)
    last = {one.counts.month: one.counts for one in known}
    return tuple(
        last[month] for month in sorted(last) if since <= month <= run.counts.month
    )


def _trends(months: tuple[MonthCounts, ...], norms: TeacherNorms) -> tuple[Trend, ...]:
    small, full = SMALL_SCALE, FULL_SCALE
    return (
        _trend("Заполняемость", months, norms.full, full, _of("full", "held")),
        _trend("Своевременность", months, norms.in_time, full, _of("in_time", "held")),
        _trend(
            "Домашнее задание",
            months,
            norms.homework,
            full,
            _of("homework", "homework_due"),
        ),
        _trend("Без оценок", months, norms.no_marks, small, _of("pairs_none", "pairs")),
        _trend("Одна оценка", months, norms.one_mark, small, _of("pairs_one", "pairs")),
        _trend(
            "Участие родителей",
            months,
            None,
            full,
            lambda one: (one.participation.parents_in, one.participation.parents),
        ),
    )


def _of(part: str, whole: str) -> Callable[[MonthCounts], tuple[int, int]]:
    def read(month: MonthCounts) -> tuple[int, int]:
        counts: Counts = month.total
        return getattr(counts, part), getattr(counts, whole)

    return read


def _trend(  # noqa: PLR0917 - one row of a small table
    title: str,
    months: tuple[MonthCounts, ...],
    norm: Norm | None,
    scale: Decimal,
    read: Callable[[MonthCounts], tuple[int, int]],
) -> Trend:
    values = tuple(
        MonthValue(month=one.month.month, percent=compute_percent(*read(one)))
        for one in months
    )
    return draw_trend(title, values, norm, scale=scale)

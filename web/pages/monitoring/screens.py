"""Figures of a month as the page shows them (REG 3.8.9, 3.11.2)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from records.curriculum.queries import list_teachers
from records.issuance.queries import list_issued
from records.issuance.values import IssuedFact
from records.kernel.text import plural_form
from records.monitoring.behind import list_behind
from records.monitoring.queries import count_month, list_runs
from records.monitoring.rules import month_end
from records.monitoring.values import (
    Behind,
    Counts,
    Figure,
    GroupCounts,
    LackingLesson,
    MonthCounts,
    RunFact,
    TwoPlaces,
)
from records.norms.queries import get_norms, nearest_year
from records.norms.values import Norms
from templates_docs.documents.monitoring_report.wording import (
    describe_places,
    describe_two_places,
)
from templates_docs.formatting.typography import NBSP, grouped_digits, percent_of
from web.site.names import short_name

SHOWN = 60
"""What stands behind a figure is shown so far, the rest when asked for."""
REPORT = "MON"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """How a figure is taken: words, part and whole, norm, which side of it is bad."""

    figure: Figure
    words: str
    column: str
    part: Callable[[Counts], int]
    whole: Callable[[Counts], int]
    norm: Callable[[Norms], int]
    ceiling: bool = False


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        figure=Figure.WITHOUT_MARKS,
        words="Обучающиеся без оценок",
        column="Без оценок",
        part=lambda one: one.pairs_none,
        whole=lambda one: one.pairs,
        norm=lambda norms: norms.without_marks_max,
        ceiling=True,
    ),
    Indicator(
        figure=Figure.ONE_MARK,
        words="Обучающиеся с одной оценкой",
        column="Одна оценка",
        part=lambda one: one.pairs_one,
        whole=lambda one: one.pairs,
        norm=lambda norms: norms.one_mark_max,
        ceiling=True,
    ),
    Indicator(
        figure=Figure.HOMEWORK,
        words="Запись домашнего задания",
        column="Дом. задание",
        part=lambda one: one.homework,
        whole=lambda one: one.homework_due,
        norm=lambda norms: norms.homework_min,
    ),
    Indicator(
        figure=Figure.TOPICS,
        words="Учёт пройденного материала",
        column="Материал",
        part=lambda one: one.topics,
        whole=lambda one: one.held,
        norm=lambda norms: norms.topics_min,
    ),
    Indicator(
        figure=Figure.IN_TIME,
        words="Заполнено в день занятия",
        column="В день занятия",
        part=lambda one: one.in_time,
        whole=lambda one: one.held,
        norm=lambda norms: norms.timeliness_min,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A figure in words: «93,8 %», «300 из 320», inside the norm or not."""

    figure: Figure
    words: str
    percent: str
    fact: str
    norm: str
    side: str = ""

    @property
    def bad(self) -> bool:
        """Tell whether the figure is out of its norm."""
        return bool(self.side)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """A group's line of the table."""

    group: str
    held: int
    shares: tuple[Share, ...]

    @property
    def bad(self) -> bool:
        """Tell whether any figure of the group is out of its norm."""
        return any(one.bad for one in self.shares)


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonLine:
    """A lesson behind a figure, with its state today."""

    day: date
    pair: int
    href: str
    title: str
    group: str
    teacher: str
    mended: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """Work under one login from two places at once (REG 4.1.7)."""

    since: datetime
    until: datetime
    name: str
    places: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPage:
    """The monitoring of a month: figures, groups, what stands behind one of them."""

    month: date
    last: date
    year: str
    run: RunFact | None
    report: IssuedFact | None
    figures: tuple[Share, ...]
    columns: tuple[str, ...]
    groups: tuple[GroupRow, ...]
    whole: GroupRow
    chosen: Figure
    group: str
    behind: Behind
    lessons: tuple[LessonLine, ...]
    shown: int
    two_places: str
    places: tuple[PlaceLine, ...]

    @property
    def share(self) -> Share | None:
        """Return the chosen figure of the chosen group or of the institution."""
        rows = [one.shares for one in self.groups if one.group == self.group]
        found = rows[0] if rows else (*self.figures, *self.whole.shares)
        return next((one for one in found if one.figure == self.chosen), None)

    @property
    def concerned(self) -> tuple[str, ...]:
        """Return the groups an inspection should look at: the chosen one or the bad."""
        if self.group:
            return (self.group,)
        return tuple(one.group for one in self.groups if one.bad)


def build_month(
    session: Session,
    month: date,
    *,
    figure: Figure,
    group: str,
    today: date,
    whole: bool = False,
) -> MonthPage:
    """Gather a month: frozen figures where there are any, else today's.

    Of what stands behind the figure only the beginning is shown, unless the `whole`.

    Raises:
        NotFoundError: no school year covers the month.
    """
    runs = list_runs(session, month=month)
    run = runs[-1] if runs else None
    counts = run.counts if run else count_month(session, month, today=today)
    norms = get_norms(session)
    behind = list_behind(
        session,
        month,
        figure,
        group=group,
        today=today,
        frozen_at=run.at if run else None,
    )
    last = min(month_end(month), today)
    shown = len(behind) if whole else min(SHOWN, len(behind))
    reports = list_issued(session, code=REPORT, subject=f"{month:%Y-%m}")
    return MonthPage(
        month=month,
        last=last,
        year=nearest_year(session, last).name,
        run=run,
        report=reports[-1] if reports else None,
        figures=_figures(counts, norms),
        columns=("Участие", *(one.column for one in INDICATORS)),
        groups=tuple(_group_row(one, norms) for one in counts.groups),
        whole=GroupRow(
            group="Учреждение",
            held=counts.total.held,
            shares=_shares(
                counts.total,
                norms,
                wrote=counts.teachers_wrote,
                teachers=len(counts.teachers),
            ),
        ),
        chosen=figure,
        group=group,
        behind=behind,
        lessons=_lines(session, behind.lessons[:shown]),
        shown=shown,
        two_places=describe_two_places(counts.two_places),
        places=tuple(_place(one) for one in counts.two_places or ()),
    )


def _place(one: TwoPlaces) -> PlaceLine:
    return PlaceLine(
        since=one.since,
        until=one.until,
        name=one.holder,
        places=describe_places(one.first, one.second),
    )


def _figures(counts: MonthCounts, norms: Norms) -> tuple[Share, ...]:
    """Give the six figures of clause 3.8.9, in its order."""
    people = counts.participation
    families = Share(
        figure=Figure.FAMILIES,
        words="Участие родителей и обучающихся",
        percent=f"{_percent(people.parents_in, people.parents)} и "
        f"{_percent(people.learners_in, people.learners)}",
        fact=f"{_of_whole(people.parents_in, people.parents)} и "
        f"{_of_whole(people.learners_in, people.learners)}",
        norm="нормы нет, для сведения",
    )
    teachers = len(counts.teachers)
    work = _participation(counts.teachers_wrote, teachers, norms)
    noun = plural_form(teachers, ("преподавателя", "преподавателей", "преподавателей"))
    rest = tuple(
        _of(one, counts.total, norms)
        for one in INDICATORS
        if one.figure is not Figure.IN_TIME
    )
    return (replace(work, fact=f"{work.fact} {noun}"), *rest, families)


def _group_row(one: GroupCounts, norms: Norms) -> GroupRow:
    return GroupRow(
        group=one.group,
        held=one.counts.held,
        shares=_shares(
            one.counts, norms, wrote=one.wrote or 0, teachers=one.teachers or 0
        ),
    )


def _shares(
    counts: Counts, norms: Norms, *, wrote: int, teachers: int
) -> tuple[Share, ...]:
    rest = (_of(one, counts, norms) for one in INDICATORS)
    return (_participation(wrote, teachers, norms), *rest)


def _participation(wrote: int, teachers: int, norms: Norms) -> Share:
    return _share(
        Figure.PARTICIPATION,
        "Участие в работе",
        wrote,
        teachers,
        norm=norms.participation_min,
    )


def _of(indicator: Indicator, counts: Counts, norms: Norms) -> Share:
    return _share(
        indicator.figure,
        indicator.words,
        indicator.part(counts),
        indicator.whole(counts),
        norm=indicator.norm(norms),
        ceiling=indicator.ceiling,
    )


def _share(
    figure: Figure,
    words: str,
    part: int,
    whole: int,
    *,
    norm: int,
    ceiling: bool = False,
) -> Share:
    exact = Decimal(part * 100) / whole if whole else None
    side = ""
    if exact is not None and ceiling and exact > norm:
        side = "выше нормы"
    elif exact is not None and not ceiling and exact < norm:
        side = "ниже нормы"
    return Share(
        figure=figure,
        words=words,
        percent=_percent(part, whole),
        fact=_of_whole(part, whole),
        norm=f"норма до {norm}{NBSP}%" if ceiling and norm else f"норма {norm}{NBSP}%",
        side=side,
    )


def _of_whole(part: int, whole: int) -> str:
    return f"{grouped_digits(part)} из {grouped_digits(whole)}"


def _percent(part: int, whole: int) -> str:
    """Write «93,8» without the sign, which stands beside or in the head."""
    return percent_of(part, whole).replace("\u00a0%", "").replace("%", "").strip()


def _lines(
    session: Session, lessons: Sequence[LackingLesson]
) -> tuple[LessonLine, ...]:
    teachers = list_teachers(session) if lessons else {}
    return tuple(
        LessonLine(
            day=one.day,
            pair=one.pair,
            href=f"/lesson/{one.slot_id}"
            if one.slot_id is not None
            else f"/journal/{one.course_id}",
            title=one.title,
            group=one.group,
            teacher=short_name(teachers[one.teacher_id])
            if one.teacher_id in teachers
            else "",
            mended=one.mended_at,
        )
        for one in lessons
    )

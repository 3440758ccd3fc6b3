"""Figures of a month as the page shows them (REG 3.8.9, 3.11.2)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from records.curriculum.queries import list_teachers
from records.monitoring.behind import list_behind
from records.monitoring.queries import count_month, list_runs
from records.monitoring.values import (
    Behind,
    Counts,
    Figure,
    MonthCounts,
    RunFact,
    TwoPlaces,
)
from records.norms.queries import get_norms
from records.norms.values import Norms
from templates_docs.documents.monitoring_report.wording import (
    describe_places,
    describe_two_places,
)
from templates_docs.formatting.typography import NBSP, percent_of
from web.site.names import short_name

SHOWN = 60


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

    figure: Figure | None
    words: str
    percent: str
    part: int
    whole: int
    norm: str
    side: str

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


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonLine:
    """A lesson behind a figure, with its state today."""

    day: date
    pair: int
    slot_id: int
    title: str
    group: str
    teacher: str
    mended: object


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
    run: RunFact | None
    figures: tuple[Share, ...]
    columns: tuple[str, ...]
    groups: tuple[GroupRow, ...]
    whole: GroupRow
    chosen: Figure
    group: str
    behind: Behind
    lessons: tuple[LessonLine, ...]
    hidden: int
    two_places: str
    places: tuple[PlaceLine, ...]


def build_month(
    session: Session, month: date, *, figure: Figure, group: str, today: date
) -> MonthPage:
    """Gather a month: frozen figures where there are any, else today's.

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
    return MonthPage(
        month=month,
        run=run,
        figures=_figures(counts, norms),
        columns=tuple(one.column for one in INDICATORS),
        groups=tuple(_group_row(one.group, one.counts, norms) for one in counts.groups),
        whole=_group_row("Учреждение", counts.total, norms),
        chosen=figure,
        group=group,
        behind=behind,
        lessons=_lines(session, behind),
        hidden=max(0, len(behind.lessons) - SHOWN),
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
    people = counts.participation
    families = Share(
        figure=None,
        words="Участие родителей и обучающихся",
        percent=f"{_percent(people.parents_in, people.parents)} и "
        f"{_percent(people.learners_in, people.learners)}",
        part=people.parents_in,
        whole=people.parents,
        norm=f"{people.parents_in} из {people.parents} и "
        f"{people.learners_in} из {people.learners}",
        side="",
    )
    work = _share(
        Figure.PARTICIPATION,
        "Участие в работе",
        counts.teachers_wrote,
        len(counts.teachers),
        norm=norms.participation_min,
    )
    whole = counts.total
    rest = tuple(
        _of(one, whole, norms) for one in INDICATORS if one.figure is not Figure.IN_TIME
    )
    return (work, *rest, families)


def _group_row(name: str, counts: Counts, norms: Norms) -> GroupRow:
    return GroupRow(
        group=name,
        held=counts.held,
        shares=tuple(_of(one, counts, norms) for one in INDICATORS),
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
        part=part,
        whole=whole,
        norm=f"норма до {norm}{NBSP}%" if ceiling and norm else f"норма {norm}{NBSP}%",
        side=side,
    )


def _percent(part: int, whole: int) -> str:
    """Write «93,8» without the sign, which stands beside or in the head."""
    return percent_of(part, whole).replace("\u00a0%", "").replace("%", "").strip()


def _lines(session: Session, behind: Behind) -> tuple[LessonLine, ...]:
    teachers = list_teachers(session) if behind.lessons else {}
    return tuple(
        LessonLine(
            day=one.day,
            pair=one.pair,
            slot_id=one.slot_id,
            title=one.title,
            group=one.group,
            teacher=short_name(teachers[one.teacher_id])
            if one.teacher_id in teachers
            else "",
            mended=one.mended_at,
        )
        for one in behind.lessons[:SHOWN]
    )

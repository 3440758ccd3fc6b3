"""Figures of a month in words and percents, with their norms (REG 3.8.9)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from records.kernel.text import plural_form
from records.monitoring.values import Counts, Figure, GroupCounts, MonthCounts
from records.norms.values import Norms
from templates_docs.formatting.typography import NBSP, grouped_digits, percent_of


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


COLUMNS = ("Участие", *(one.column for one in INDICATORS))


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


def build_figures(counts: MonthCounts, norms: Norms) -> tuple[Share, ...]:
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


def build_group(one: GroupCounts, norms: Norms) -> GroupRow:
    """Give the line of a group."""
    return GroupRow(
        group=one.group,
        held=one.counts.held,
        shares=_shares(
            one.counts, norms, wrote=one.wrote or 0, teachers=one.teachers or 0
        ),
    )


def build_whole(counts: MonthCounts, norms: Norms) -> GroupRow:
    """Give the line of the institution: its figures are of sums."""
    return GroupRow(
        group="Учреждение",
        held=counts.total.held,
        shares=_shares(
            counts.total,
            norms,
            wrote=counts.teachers_wrote,
            teachers=len(counts.teachers),
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

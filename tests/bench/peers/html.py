"""The same journal as one plain HTML document: what one would write first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from templates_docs.documents.class_journal.context import (
    Block,
    JournalContext,
    Lesson,
)

WORKS = frozenset({"ЛР", "ПЗ"})
COLUMNS = 22
"""Columns of dates on a spread, as the norms have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table of marks; `lesson` is where its record stands."""

    caption: str
    marks: Mapping[int, str]
    lesson: Lesson | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Marks on the left page, records of the lessons on the right one."""

    block: Block
    columns: Sequence[Column]

    @property
    def lessons(self) -> list[Lesson]:
        """Return the lessons of the columns, each once."""
        return [one.lesson for one in self.columns if one.lesson is not None]


def make_html(context: JournalContext) -> str:
    """Return the journal as one HTML document with tables laid out by themselves."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("journal.html").render(
        group=context.group,
        year=context.year,
        letterhead=context.letterhead,
        learners=context.learners,
        spreads=tuple(_spreads(context)),
        works=tuple(_works(context)),
        finals=tuple(_finals(context)),
        summary=tuple(_summary(context)),
        movements=context.movements,
        substitutions=context.substitutions,
        corrections=context.corrections,
    )


def _spreads(context: JournalContext) -> Iterator[Spread]:
    for block in context.blocks:
        columns = list(_columns(block))
        for start in range(0, len(columns), COLUMNS):
            yield Spread(block=block, columns=columns[start : start + COLUMNS])


def _works(context: JournalContext) -> Iterator[Spread]:
    for block in context.blocks:
        columns = tuple(
            Column(caption=f"{one.date:%d.%m.%y}", marks=dict(one.marks), lesson=one)
            for one in block.lessons
            if one.kind in WORKS
        )
        if columns:
            yield Spread(block=block, columns=columns)


def _columns(block: Block) -> Iterator[Column]:
    for lesson in block.lessons:
        caption = f"{lesson.date:%d.%m.%y}"
        yield Column(caption=caption, marks=dict(lesson.marks), lesson=lesson)
        if lesson.control is not None:
            yield Column(caption="МИУД", marks=dict(lesson.control))
    for final in block.finals:
        yield Column(caption=final.caption, marks=dict(final.marks))


def _finals(context: JournalContext) -> Iterator[Column]:
    for course in context.finals:
        for period in course.periods:
            caption = f"{course.index} {period.period}"
            yield Column(caption=caption, marks=dict(period.marks))


def _summary(context: JournalContext) -> Iterator[Column]:
    if context.summary is not None:
        for column in context.summary.columns:
            yield Column(caption=column.index, marks=dict(column.marks))

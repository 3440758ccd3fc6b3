"""The summary sheet of final marks (СВОДНАЯ ВЕДОМОСТЬ, §1.12, §4.6)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from templates_docs.documents.class_journal.context import (
    Counts,
    Learner,
    Summary,
    SummaryColumn,
    SummaryRow,
)
from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.caption import (
    SIGNATURE_PITCH,
    left_title,
    page_title,
    signatures,
)
from templates_docs.documents.class_journal.layout.look import style
from templates_docs.documents.class_journal.layout.lookup import (
    Draft,
    Lookup,
    PageOf,
    Part,
    running,
)
from templates_docs.documents.class_journal.layout.measure import (
    bind,
    height,
    wrap_rich,
    wrapped,
)
from templates_docs.documents.class_journal.layout.model import Block as PageBlock
from templates_docs.documents.class_journal.layout.model import (
    Column,
    Foot,
    Grid,
    HeadCell,
    Prose,
    Rich,
    Run,
)
from templates_docs.documents.class_journal.layout.parts.practice import (
    signature_lines,
)
from templates_docs.documents.class_journal.layout.parts.registers import RUNNING
from templates_docs.documents.class_journal.layout.spread.left import (
    mark_cell,
    side_columns,
)
from templates_docs.documents.class_journal.layout.tallies.shared import (
    course_head,
    head_width,
    slices_of,
)
from templates_docs.formatting.typography import decimal_text, percent

COLUMN_WIDTH, COUNT_WIDTH, MEAN_WIDTH, HOURS_WIDTH = 5.55, 5.55, 8.6, 8.6
_NUMBER_WIDTH, _NAME_WIDTH, _BOOK_WIDTH = 7.0, 47.0, 15.0
_ROOM = look.TEXT_WIDTH - _NUMBER_WIDTH - _NAME_WIDTH - _BOOK_WIDTH
_COURSE_HEIGHT, _CONTROL_HEIGHT = 35.0, 4.6
_HEAD_LENGTH = 33.0
_HEAD_HEIGHT = _COURSE_HEIGHT + 2 * _CONTROL_HEIGHT
_GRID_TOP, _FOOT = 26.6, 4.2
_ROWS = (5.3, 5.0, 4.7, 4.4)
_TITLE = "СВОДНАЯ ВЕДОМОСТЬ ИТОГОВЫХ ОЦЕНОК"
_BOOK, _COUNT = style("narrow", 8.5), style("sans", 8.5)
_SHARE, _LABEL = style("narrow", 6.5), style("sans", 7.5)
_SMALL, _ROTATED = style("sans", 7), style("sans", 7.5, 8.6)
_TEXT = style("serif", 10, 13)
_NOTE_TEXT = (
    "Под наименованием — форма контроля и часы по плану; н/а — не аттестован(а); "
    "«–» — нет, «—» — не рассчитывается."
)
_NOTE = (Run(_NOTE_TEXT, look.NOTE),)
_FEET = (
    ("Количество «5»", "fives"),
    ("Количество «4»", "fours"),
    ("Количество «3»", "threes"),
    ("Количество «2»", "twos"),
    ("н/а", "not_certified"),
    ("Абсолютная успеваемость, %", "success"),
    ("Качество, %", "quality"),
    ("Средний балл", "mean"),
)
_WHOLE = 5
_TAIL = (
    ("Кол-во «5»", COUNT_WIDTH),
    ("Кол-во «4»", COUNT_WIDTH),
    ("Кол-во «3»", COUNT_WIDTH),
    ("Кол-во «2»", COUNT_WIDTH),
    ("н/а", COUNT_WIDTH),
    ("Средний балл", MEAN_WIDTH),
    ("Пропущено часов: всего", HOURS_WIDTH),
    ("по уважительной причине", HOURS_WIDTH),
    ("без уважительной причины", HOURS_WIDTH),
)
_TAIL_WIDTH = sum(width for _, width in _TAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chunk:
    """Columns and learners of one page; the last has counts of learners too."""

    columns: tuple[SummaryColumn, ...]
    first: int
    learners: tuple[Learner, ...]
    tail: bool


def plan_summary(lookup: Lookup) -> Iterator[Part]:
    """Yield the summary sheet, where the year has one."""
    summary = lookup.context.summary
    if summary is None:
        return
    sheet = _Sheet(lookup=lookup, summary=summary)
    title = "Сводная ведомость итоговых оценок"
    yield Part(key="summary", drafts=tuple(sheet.drafts()), title=title)


def _groups(
    columns: tuple[SummaryColumn, ...],
) -> Iterator[tuple[tuple[SummaryColumn, ...], bool]]:
    """Yield columns of each page and whether counts of learners go with them."""
    rest = columns
    while sum(map(_width, rest)) > _ROOM - _TAIL_WIDTH:
        count = _most(rest)
        yield rest[:count], False
        rest = rest[count:]
    yield rest, True


def _most(columns: tuple[SummaryColumn, ...]) -> int:
    """Return how many first columns go on one page; always one at least."""
    sums = accumulate(map(_width, columns))
    return max(1, sum(used <= _ROOM + 0.01 for used in sums))


def _width(column: SummaryColumn) -> float:
    return head_width(column.title, COLUMN_WIDTH, length=_HEAD_LENGTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    lookup: Lookup
    summary: Summary

    def drafts(self) -> Iterator[Draft]:
        """Yield pages of columns, then totals and signatures where they have room."""
        chunks = list(self._chunks())
        for index, chunk in enumerate(chunks):
            last = index == len(chunks) - 1
            closed = last and self._has_room(chunk, self._row_height(chunk))
            yield Draft(
                kind="summary",
                running=running(RUNNING),
                compose=self._composer(chunk, closed=closed),
            )
            if last and not closed:
                yield Draft(
                    kind="summary", running=running(RUNNING), compose=self._closing_page
                )

    def _chunks(self) -> Iterator[_Chunk]:
        for learners in slices_of(self.lookup.context.learners):
            first = 1
            for columns, tail in _groups(self.summary.columns):
                yield _Chunk(columns=columns, first=first, learners=learners, tail=tail)
                first += len(columns)

    def _row_height(self, chunk: _Chunk) -> float:
        """Return the highest row that leaves room for totals and signatures."""
        fitting = (tall for tall in _ROWS if self._has_room(chunk, tall))
        space = look.TEXT_BOTTOM - _GRID_TOP - _HEAD_HEIGHT - _FOOT * len(_FEET) - 8
        most = max(_ROWS[-1], min(_ROWS[0], space / max(1, len(chunk.learners))))
        return next(fitting, round(most, 2)) if chunk.tail else round(most, 2)

    def _composer(
        self, chunk: _Chunk, *, closed: bool
    ) -> Callable[[PageOf], tuple[PageBlock, ...]]:
        def compose(page_of: PageOf) -> tuple[PageBlock, ...]:
            del page_of
            grid = self._grid(chunk)
            title = left_title(_TITLE, self._range(chunk), face=look.TITLE_SMALL)
            note = Prose(grid.top + grid.height + 1.6, height(_NOTE), _NOTE)
            top = note.top + note.height + 2.0
            closing = self._closing(top) if closed else ()
            return (*title, grid, note, *closing)

        return compose

    def _closing_page(self, page_of: PageOf) -> tuple[PageBlock, ...]:
        del page_of
        title = page_title(f"{_TITLE} (продолжение)")
        return (title, *self._closing(title.top + title.height + 6.0))

    def _range(self, chunk: _Chunk) -> str:
        if not chunk.columns:
            return ""
        last = chunk.first + len(chunk.columns) - 1
        return f"графы {chunk.first}–{last} из {len(self.summary.columns)}"

    def _grid(self, chunk: _Chunk) -> Grid:
        tall = self._row_height(chunk)
        columns = [*side_columns(chunk.learners, _NAME_WIDTH, tall), self._books(chunk)]
        columns += [
            _marks(column, chunk.learners, first=index == 0)
            for index, column in enumerate(chunk.columns)
        ]
        if chunk.tail:
            columns += self._tail(chunk)
        return Grid(
            top=_GRID_TOP,
            columns=tuple(columns),
            heads=tuple(sorted(_heads(chunk), key=lambda h: (h.top, h.column))),
            head_height=_HEAD_HEIGHT,
            row_height=tall,
            rows=max(1, len(chunk.learners)),
            feet=tuple(
                Foot(label, _LABEL, _LABEL if index < _WHOLE else _SHARE)
                for index, (label, _) in enumerate(_FEET)
            ),
            foot_height=_FOOT,
            sides=3,
        )

    def _books(self, chunk: _Chunk) -> Column:
        cells = tuple(person.record_book for person in chunk.learners)
        return Column(_BOOK_WIDTH, cells or ("",), _BOOK)

    def _tail(self, chunk: _Chunk) -> Iterator[Column]:
        rows = {row.learner: _tail_values(row) for row in self.summary.rows}
        blank = ("",) * len(_TAIL)
        values = [rows.get(person.number, blank) for person in chunk.learners]
        for index, (_, wide) in enumerate(_TAIL):
            cells = tuple(line[index] for line in values)
            weight = look.GROUP if index in {0, 5, 6} else look.HAIR
            yield Column(wide, cells or ("",), _COUNT, weight=weight)

    def _has_room(self, chunk: _Chunk, tall: float) -> bool:
        rows = max(1, len(chunk.learners)) * tall
        bottom = _GRID_TOP + _HEAD_HEIGHT + rows + _FOOT * len(_FEET) + 6.8
        sentence = height(wrap_rich(self._sentence(), look.TEXT_WIDTH))
        lines = SIGNATURE_PITCH * len(self.summary.signatures) + 4.6
        return bottom + sentence + lines <= look.TEXT_BOTTOM

    def _sentence(self) -> Rich:
        one = self.summary
        text = (
            f"Успевают на «5» (отличники) — {one.excellent}; на «4» и «5» — {one.good}; "
            f"с одной «3» — {one.one_three}; неуспевающих — {one.failing}; "
            f"н/а — {one.not_certified}; абсолютная успеваемость — "
            f"{percent(one.success)}; качественная — {percent(one.quality)}; "
            f"средний балл — {decimal_text(one.mean)}."
        )
        return (Run(bind(text), _TEXT),)

    def _closing(self, top: float) -> tuple[PageBlock, ...]:
        rich = wrap_rich(self._sentence(), look.TEXT_WIDTH)
        signed = signatures(*signature_lines(self.summary.signatures))
        seal: Rich = (Run(f"М.{look.NBSP}П.", _TEXT),)
        place = look.TEXT_BOTTOM - height(seal)
        return (
            Prose(top, height(rich), rich),
            signed._replace(top=signed.top - height(seal)),
            Prose(place, height(seal), seal),
        )


def _marks(
    column: SummaryColumn, people: tuple[Learner, ...], *, first: bool
) -> Column:
    marks = dict(column.marks)
    cells = tuple(
        mark_cell(marks.get(person.number, ""), "", _COUNT, space=COLUMN_WIDTH)
        for person in people
    )
    weight = look.FRAME if first else look.HAIR
    return Column(
        _width(column),
        cells or ("",),
        _COUNT,
        weight=weight,
        foot=_foot_values(column.counts),
    )


def _foot_values(counts: Counts) -> tuple[str, ...]:
    whole = (
        str(getattr(counts, name))
        for name in ("fives", "fours", "threes", "twos", "not_certified")
    )
    return (
        *whole,
        decimal_text(counts.success, 1),
        decimal_text(counts.quality, 1),
        decimal_text(counts.mean),
    )


def _tail_values(row: SummaryRow) -> tuple[str, ...]:
    counts = row.counts
    numbers = (
        counts.fives,
        counts.fours,
        counts.threes,
        counts.twos,
        counts.not_certified,
    )
    missed = (row.missed, row.missed_excused, row.missed_unexcused)
    return (
        *(str(number) if number else "–" for number in numbers),
        decimal_text(counts.mean),
        *(str(number) if number else "–" for number in missed),
    )


def _heads(chunk: _Chunk) -> Iterator[HeadCell]:
    sides = ("№\nп/п", "Фамилия, имя обучающегося", "№ зач.\nкнижки")
    for index, caption in enumerate(sides):
        yield HeadCell(index, 1, 0, _HEAD_HEIGHT, (Run(caption, look.HEAD),))
    first = len(sides)
    for index, column in enumerate(chunk.columns, first):
        weight = look.FRAME if index == first else look.HAIR
        rich = course_head(
            column.index, column.title, _width(column), length=_HEAD_LENGTH
        )
        yield HeadCell(index, 1, 0, _COURSE_HEIGHT, rich, True, weight=weight, low=True)
        control = (Run(column.control, _SMALL),)
        yield HeadCell(
            index, 1, _COURSE_HEIGHT, _CONTROL_HEIGHT, control, weight=weight
        )
        hours = (Run(str(column.hours or ""), _SMALL),)
        top = _COURSE_HEIGHT + _CONTROL_HEIGHT
        yield HeadCell(index, 1, top, _CONTROL_HEIGHT, hours, weight=weight)
    if chunk.tail:
        for number, (caption, _) in enumerate(_TAIL):
            weight = look.GROUP if number in {0, 5, 6} else look.HAIR
            rich = wrapped(caption, _ROTATED, _HEAD_HEIGHT - 1.4)
            index = first + len(chunk.columns) + number
            yield HeadCell(index, 1, 0, _HEAD_HEIGHT, rich, True, weight=weight)

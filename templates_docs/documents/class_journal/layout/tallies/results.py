"""Final marks of the year and those not certified (ИТОГОВЫЕ ОТМЕТКИ, §1.11)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from templates_docs.documents.class_journal.context import (
    FinalCourse,
    FinalPeriod,
    Gap,
    Learner,
)
from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.caption import (
    left_title,
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
    fits,
    height,
    wrapped,
)
from templates_docs.documents.class_journal.layout.model import (
    Band,
    Column,
    Grid,
    HeadCell,
    Prose,
    Rich,
    Run,
)
from templates_docs.documents.class_journal.layout.model import Block as PageBlock
from templates_docs.documents.class_journal.layout.parts.practice import (
    signature_lines,
)
from templates_docs.documents.class_journal.layout.parts.registers import RUNNING
from templates_docs.documents.class_journal.layout.spread.columns import (
    NUMBER_WIDTH,
)
from templates_docs.documents.class_journal.layout.spread.left import (
    mark_cell,
    side_columns,
)
from templates_docs.documents.class_journal.layout.tables import flow_drafts
from templates_docs.documents.class_journal.layout.tallies.chunks import (
    HEAD_LENGTH,
    ROOM,
    Chunk,
    chunks_of,
    period_width,
    rated_courses,
)
from templates_docs.documents.class_journal.layout.tallies.debts import (
    debts_blocks,
    debts_fit,
    debts_flow,
)
from templates_docs.documents.class_journal.layout.tallies.shared import (
    course_head,
    gone_at_the_end,
    row_heights,
)
from templates_docs.documents.class_journal.layout.words import (
    gap_note,
    gap_text,
    short_name,
)

_NAME_WIDTH = look.TEXT_WIDTH - NUMBER_WIDTH - ROOM
_COURSE_HEIGHT, _PERIOD_HEIGHT = 32.0, 6.2
_HEAD_HEIGHT = _COURSE_HEIGHT + _PERIOD_HEIGHT
_GRID_TOP = 27.2
_TITLE = "ИТОГОВЫЕ ОТМЕТКИ"
_LEGEND = (
    "1 с, 2 с — итог за семестр; Экз — экзамен; Ит. — итоговая отметка "
    "по дисциплине за учебный год; н/а — не аттестован(а)."
)
_FACE = style("narrow", 7, 8.4)
_PERIOD, _PERIOD_BOLD = style("sans", 7), style("sans", 7, bold=True)
_BAND = style("sans", 7.5, 9)
_NO_COURSES = "Итоговые отметки не выставлялись."


def plan_results(lookup: Lookup) -> Part:
    """Return the pages of final marks, at most 22 sub-columns on each."""
    drafts: list[Draft] = []
    for chunk in chunks_of(lookup):
        drafts += _Page(lookup=lookup, chunk=chunk).drafts()
    return Part(key="results", drafts=tuple(drafts), title="Итоговые отметки")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    lookup: Lookup
    chunk: Chunk

    def drafts(self) -> Iterator[Draft]:
        """Yield the page, and a page of debts where they have no room under it."""
        fits = self._debts_fit(self._tall)
        yield Draft(
            kind="results",
            running=running(RUNNING),
            compose=self._compose if fits else self._compose_bare,
            anchors=self._anchors if fits else (),
        )
        if not fits:
            flow = debts_flow(self.lookup, self.chunk.debts, self._range)
            yield from flow_drafts(replace(flow, fixed_anchors=self._anchors))

    @property
    def _anchors(self) -> tuple[str, ...]:
        indices = dict.fromkeys(debt.index for debt in self.chunk.debts)
        return tuple(f"debts:{index}" for index in indices)

    def _compose(self, page_of: PageOf) -> tuple[PageBlock, ...]:
        blocks = self._compose_bare(page_of)
        if not self.chunk.debts:
            return blocks
        table = debts_blocks(
            self.lookup, self.chunk.debts, top=self._debts_top(self._tall)
        )
        return (*blocks[:-1], *table, blocks[-1])

    def _compose_bare(self, page_of: PageOf) -> tuple[PageBlock, ...]:
        del page_of
        curator = self.lookup.context.curator
        lines = signature_lines((curator,) if curator else ())
        grid = self._grid()
        note = self._note
        return (
            *left_title(_TITLE, self._range),
            grid,
            Prose(grid.top + grid.height + 2.6, height(note), note),
            signatures(*lines),
        )

    @property
    def _tall(self) -> float:
        """Height of a row: the usual one, or one that leaves room for debts."""
        heights = row_heights(max(1, len(self.chunk.learners)))
        return next((tall for tall in heights if self._debts_fit(tall)), heights[0])

    @property
    def _range(self) -> str:
        count = len(rated_courses(self.lookup))
        first, last = self.chunk.first, self.chunk.first + len(self.chunk.courses) - 1
        return f"дисциплины {first}–{last} из {count}" if self.chunk.courses else ""

    @property
    def _note(self) -> Rich:
        """The words under the table: signs, then who is out and has no words."""
        words = _LEGEND if self.chunk.courses else _NO_COURSES
        gone = [
            f"{short_name(person)} — {gap_text(gap, person)}"
            for person, gap in self._gone()
            if not any(band.rich for band in self._bands_of(person, gap))
        ]
        text = f"{words} {'; '.join(gone)}." if gone else words
        return wrapped(bind(text), look.NOTE, look.TEXT_WIDTH)

    def _debts_top(self, tall: float) -> float:
        rows = max(1, len(self.chunk.learners)) * tall
        return _GRID_TOP + _HEAD_HEIGHT + rows + 5.6 + height(self._note)

    def _debts_fit(self, tall: float) -> bool:
        return debts_fit(self.lookup, self.chunk.debts, top=self._debts_top(tall))

    def _grid(self) -> Grid:
        people = self.chunk.learners
        tall = self._tall
        columns = [*side_columns(people, _NAME_WIDTH, tall)]
        signs = {
            (debt.index, debt.period, debt.learner): str(number)
            for number, debt in enumerate(self.chunk.debts, 1)
        }
        before: FinalCourse | None = None
        for course, period in self.chunk.periods:
            weight = look.HAIR if course is before else look.GROUP
            weight = look.FRAME if before is None else weight
            columns.append(_column(course, period, people, (weight, signs)))
            before = course
        return Grid(
            top=_GRID_TOP,
            columns=tuple(columns),
            heads=tuple(self._heads()),
            head_height=_HEAD_HEIGHT,
            row_height=tall,
            rows=max(1, len(people)),
            bands=tuple(self._bands()),
        )

    def _heads(self) -> Iterator[HeadCell]:
        yield HeadCell(0, 1, 0, _HEAD_HEIGHT, (Run("№\nп/п", look.HEAD),))
        caption = (Run("Фамилия, имя обучающегося", look.HEAD),)
        yield HeadCell(1, 1, 0, _HEAD_HEIGHT, caption)
        column = 2
        for course in self.chunk.courses:
            span = len(course.periods)
            wide = span * period_width(course)
            rich = course_head(course.index, course.title, wide, length=HEAD_LENGTH)
            weight = look.FRAME if column == 2 else look.GROUP
            yield HeadCell(
                column, span, 0, _COURSE_HEIGHT, rich, True, weight=weight, low=True
            )
            column += span
        before: FinalCourse | None = None
        for index, (course, period) in enumerate(self.chunk.periods, 2):
            face = _PERIOD_BOLD if period.total else _PERIOD
            weight = look.HAIR if course is before else look.GROUP
            yield HeadCell(
                index,
                1,
                _COURSE_HEIGHT,
                _PERIOD_HEIGHT,
                (Run(period.period, face),),
                shaded=period.total,
                weight=look.FRAME if before is None else weight,
            )
            before = course

    def _gone(self) -> Iterator[tuple[Learner, Gap]]:
        for learner in self.chunk.learners:
            gap = gone_at_the_end(learner, self.lookup.context)
            if gap is not None and self.chunk.courses:
                yield learner, gap

    def _bands(self) -> Iterator[Band]:
        for learner, gap in self._gone():
            yield from self._bands_of(learner, gap)

    def _bands_of(self, learner: Learner, gap: Gap) -> Iterator[Band]:
        """Yield a band over each run of cells without marks."""
        row = self.chunk.learners.index(learner)
        places = list(enumerate(self.chunk.periods, 2))
        for empty, group in groupby(places, lambda item: _is_empty(item[1], learner)):
            run = list(group)
            if empty:
                space = sum(period_width(course) for _, (course, _) in run)
                words = _band_words(gap, learner, space)
                yield Band(row, run[0][0], len(run), "band", words)


def _is_empty(place: tuple[FinalCourse, FinalPeriod], learner: Learner) -> bool:
    return not dict(place[1].marks).get(learner.number)


def _band_words(gap: Gap, learner: Learner, space: float) -> Rich:
    """Return the words of a band, or none where they do not fit: the note has them."""
    full, short = gap_text(gap, learner), gap_note(gap, learner)
    tried = ((full, _BAND), (full, _FACE), (short, _BAND), (short, _FACE))
    fitting = (Run(text, face) for text, face in tried if fits(text, face, space - 1))
    run = next(fitting, None)
    return (run,) if run else ()


def _column(
    course: FinalCourse,
    period: FinalPeriod,
    people: tuple[Learner, ...],
    drawn: tuple[float, dict[tuple[str, str, int], str]],
) -> Column:
    weight, signs = drawn
    wide = period_width(course)
    marks = dict(period.marks)
    face = look.MARK_BOLD if period.total else look.MARK
    cells = tuple(
        mark_cell(
            marks.get(person.number, ""),
            signs.get((course.index, period.period, person.number), ""),
            face,
            space=wide,
        )
        for person in people
    )
    return Column(wide, cells or ("",), face, shaded=period.total, weight=weight)

"""Final marks of the year and those not certified (ИТОГОВЫЕ ОТМЕТКИ, §1.11)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from templates_docs.documents.class_journal.context import (
    Debt,
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
from templates_docs.documents.class_journal.layout.measure import fits, height
from templates_docs.documents.class_journal.layout.model import (
    Band,
    Column,
    Grid,
    HeadCell,
    Prose,
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
from templates_docs.documents.class_journal.layout.tallies.debts import (
    debts_blocks,
    debts_fit,
    debts_flow,
)
from templates_docs.documents.class_journal.layout.tallies.shared import (
    course_head,
    gone_at_the_end,
    head_width,
    service_row_height,
    slices_of,
)
from templates_docs.documents.class_journal.layout.words import gap_note, gap_text

PERIOD_WIDTH, PERIODS_A_PAGE = 5.55, 22
_ROOM = PERIOD_WIDTH * PERIODS_A_PAGE
_NAME_WIDTH = look.TEXT_WIDTH - NUMBER_WIDTH - _ROOM
_HEAD_LENGTH = 30.0
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chunk:
    """Courses and learners of one page; debts stand where their courses do."""

    courses: tuple[FinalCourse, ...]
    learners: tuple[Learner, ...]
    first: int
    debts: tuple[Debt, ...]
    last: bool = False

    @property
    def periods(self) -> Iterator[tuple[FinalCourse, FinalPeriod]]:
        for course in self.courses:
            for period in course.periods:
                yield course, period


def plan_results(lookup: Lookup) -> Part:
    """Return the pages of final marks, at most 22 sub-columns on each."""
    drafts: list[Draft] = []
    for chunk in _chunks(lookup):
        drafts += _Page(lookup=lookup, chunk=chunk).drafts()
    return Part(key="results", drafts=tuple(drafts), title="Итоговые отметки")


def _chunks(lookup: Lookup) -> list[_Chunk]:
    context = lookup.context
    groups = list(_groups(_rated(lookup))) or [()]
    people = slices_of(context.learners)
    known = {course.index for course in context.finals}
    chunks: list[_Chunk] = []
    first = 1
    for number, courses in enumerate(groups):
        last_group = number == len(groups) - 1
        indices = {course.index for course in courses}
        debts = tuple(
            debt
            for debt in context.debts
            if debt.index in indices or (last_group and debt.index not in known)
        )
        for index, learners in enumerate(people):
            closing = index == len(people) - 1
            chunks.append(
                _Chunk(
                    courses=courses,
                    learners=learners,
                    first=first,
                    debts=debts if closing else (),
                    last=last_group and closing,
                )
            )
        first += len(courses)
    return chunks


def _rated(lookup: Lookup) -> tuple[FinalCourse, ...]:
    """Return the courses that have final marks of any period."""
    return tuple(course for course in lookup.context.finals if course.periods)


def _groups(courses: tuple[FinalCourse, ...]) -> Iterator[tuple[FinalCourse, ...]]:
    group: list[FinalCourse] = []
    used = 0.0
    for course in courses:
        wide = _period_width(course) * len(course.periods)
        if group and used + wide > _ROOM + 0.01:
            yield tuple(group)
            group, used = [], 0.0
        group.append(course)
        used += wide
    if group:
        yield tuple(group)


def _period_width(course: FinalCourse) -> float:
    count = max(1, len(course.periods))
    usual = PERIOD_WIDTH * count
    return head_width(course.title, usual, length=_HEAD_LENGTH) / count


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    lookup: Lookup
    chunk: _Chunk

    def drafts(self) -> Iterator[Draft]:
        """Yield the page, and a page of debts where they have no room under it."""
        fits = debts_fit(self.lookup, self.chunk.debts, top=self._debts_top())
        yield Draft(
            kind="results",
            running=running(RUNNING),
            compose=self._compose if fits else self._compose_bare,
            anchors=self._anchors if fits else (),
        )
        if not fits:
            flow = debts_flow(self.lookup, self.chunk.debts, self._range())
            yield from flow_drafts(replace(flow, fixed_anchors=self._anchors))

    @property
    def _anchors(self) -> tuple[str, ...]:
        indices = dict.fromkeys(debt.index for debt in self.chunk.debts)
        return tuple(f"debts:{index}" for index in indices)

    def _compose(self, page_of: PageOf) -> tuple[PageBlock, ...]:
        blocks = self._compose_bare(page_of)
        if not self.chunk.debts:
            return blocks
        table = debts_blocks(self.lookup, self.chunk.debts, top=self._debts_top())
        return (*blocks[:-1], *table, blocks[-1])

    def _compose_bare(self, page_of: PageOf) -> tuple[PageBlock, ...]:
        del page_of
        curator = self.lookup.context.curator
        lines = signature_lines((curator,) if curator else ())
        top = _GRID_TOP + self._grid_height() + 2.6
        words = _LEGEND if self.chunk.courses else _NO_COURSES
        rich = (Run(words, look.NOTE),)
        return (
            *left_title(_TITLE, self._range()),
            self._grid(),
            Prose(top, height(rich), rich),
            signatures(*lines),
        )

    def _range(self) -> str:
        count = len(_rated(self.lookup))
        first, last = self.chunk.first, self.chunk.first + len(self.chunk.courses) - 1
        if not self.chunk.courses:
            return ""
        return f"дисциплины {first}–{last} из {count}"

    def _debts_top(self) -> float:
        return _GRID_TOP + self._grid_height() + 9.6

    def _grid_height(self) -> float:
        people = max(1, len(self.chunk.learners))
        return _HEAD_HEIGHT + people * service_row_height(people)

    def _grid(self) -> Grid:
        people = self.chunk.learners
        tall = service_row_height(max(1, len(people)))
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
            wide = span * _period_width(course)
            rich = course_head(course.index, course.title, wide, length=_HEAD_LENGTH)
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

    def _bands(self) -> Iterator[Band]:
        span = sum(len(course.periods) for course in self.chunk.courses)
        wide = sum(_period_width(course) for course, _ in self.chunk.periods)
        for row, learner in enumerate(self.chunk.learners):
            gap = gone_at_the_end(learner, self.lookup.context)
            if gap is None or not span or self._has_marks(learner):
                continue
            yield Band(row, 2, span, "band", (_band_words(gap, learner, wide),))

    def _has_marks(self, learner: Learner) -> bool:
        return any(
            number == learner.number and text
            for _, period in self.chunk.periods
            for number, text in period.marks
        )


def _band_words(gap: Gap, learner: Learner, space: float) -> Run:
    full, short = gap_text(gap, learner), gap_note(gap, learner)
    tried = ((full, _BAND), (full, _FACE), (short, _BAND), (short, _FACE))
    fitting = (Run(text, face) for text, face in tried if fits(text, face, space - 1))
    return next(fitting, Run(short.partition(" ")[0], _FACE))


def _column(
    course: FinalCourse,
    period: FinalPeriod,
    people: tuple[Learner, ...],
    drawn: tuple[float, dict[tuple[str, str, int], str]],
) -> Column:
    weight, signs = drawn
    wide = _period_width(course)
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

"""Pages of a block: its spreads, one after another (разворот)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from templates_docs.documents.class_journal.context import Block, Learner
from templates_docs.documents.class_journal.layout.caption import (
    SpreadCaption,
    Tops,
    fit_running,
    spread_caption,
    tops_of,
)
from templates_docs.documents.class_journal.layout.errors import DoesNotFitError
from templates_docs.documents.class_journal.layout.filler import filler_draft
from templates_docs.documents.class_journal.layout.lookup import (
    Draft,
    Lookup,
    PageOf,
    Part,
    pending,
)
from templates_docs.documents.class_journal.layout.model import Block as PageBlock
from templates_docs.documents.class_journal.layout.model import Grid, Notes, Run
from templates_docs.documents.class_journal.layout.spread.columns import slots_of
from templates_docs.documents.class_journal.layout.spread.composition import (
    composition_blocks,
    composition_height,
)
from templates_docs.documents.class_journal.layout.spread.fill import (
    Spread,
    periods_of,
    spreads_of,
)
from templates_docs.documents.class_journal.layout.spread.left import (
    LEARNERS_A_PAGE,
    LeftPage,
    left_blocks,
)
from templates_docs.documents.class_journal.layout.spread.right import (
    RightPage,
    right_blocks,
    room_of,
)
from templates_docs.documents.class_journal.layout.words import subgroup_number

_ANCHOR = "correction:{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    """A spread with one page of its learners; `part` counts such pages from 0."""

    spread: Spread
    left: LeftPage
    tops: Tops
    part: int = 0
    parts: int = 1

    @property
    def is_last(self) -> bool:
        return self.part == self.parts - 1


def plan_block(block: Block, lookup: Lookup) -> Part:
    """Return the spreads of a block as a part that begins on an even page."""
    drafts = tuple(_Plan(block=block, lookup=lookup).drafts())
    return Part(
        key=f"block:{block.key}",
        drafts=drafts,
        title=_contents_title(block),
        index=block.index,
        teacher=block.teacher,
        hours=str(block.planned_hours or ""),
        course=True,
        even=True,
    )


def _contents_title(block: Block) -> str:
    return (
        f"{block.title}, подгруппа {block.subgroup}" if block.subgroup else block.title
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    block: Block
    lookup: Lookup

    @property
    def name(self) -> str:
        return f"{self.block.index} {self.block.title}".strip()

    @property
    def second(self) -> str:
        number = subgroup_number(self.block.subgroup)
        subgroup = f"Подгруппа {number} · " if number else ""
        return f"{subgroup}{self.block.teacher}"

    @property
    def running(self) -> Run:
        return fit_running(self.name, self.block.index)

    @property
    def learners(self) -> tuple[Learner, ...]:
        return tuple(self.lookup.learners[m.learner] for m in self.block.members)

    def drafts(self) -> Iterator[Draft]:
        """Yield the pages; a subgroup's first spread has its composition."""
        openings = list(self._openings())
        first = openings[0]
        if self.block.subgroup and self.block.members:
            tall = composition_height(self.block, self.lookup)
            composed = replace(first, left=replace(first.left, below=tall))
            if _has_room(composed.left):
                openings[0] = composed
            else:
                yield from self._composition_drafts()
        for opening in openings:
            yield self._left_draft(opening)
            yield from self._right_drafts(opening)

    def _openings(self) -> Iterator[_Opening]:
        tops = tops_of(self.name, self.second)
        periods = periods_of(self.block, self.lookup)
        rooms = {
            period.semester: room_of(self.block, period, tops.table)
            for period in periods
        }
        slices = _slices(self.learners)
        for spread in spreads_of(periods, rooms):
            slots = slots_of(spread)
            for number, learners in enumerate(slices):
                last = number == len(slices) - 1
                left = LeftPage(
                    lookup=self.lookup,
                    block=self.block,
                    learners=learners,
                    slots=slots,
                    top=tops.table,
                    everyone=self.learners if last else (),
                )
                yield _Opening(
                    spread=spread,
                    left=left,
                    tops=tops,
                    part=number,
                    parts=len(slices),
                )

    def _left_draft(self, opening: _Opening) -> Draft:
        def compose(page_of: PageOf) -> tuple[PageBlock, ...]:
            *blocks, legend = left_blocks(opening.left, page_of)
            if opening.left.below:
                top = _bottom_of(blocks) + 5.0
                blocks += composition_blocks(self.block, self.lookup, top=top)
            return (*self._caption(opening, left=True), *blocks, legend)

        return Draft(
            kind="marks",
            running=self.running,
            compose=compose,
            place="verso",
            anchors=self._anchors(opening),
        )

    def _right_drafts(self, opening: _Opening) -> Iterator[Draft]:
        if opening.part:
            if self.lookup.context.printing.duplex:
                yield self._elsewhere(opening)
            return
        page = RightPage(
            lookup=self.lookup,
            block=self.block,
            spread=opening.spread,
            top=opening.left.top,
        )

        def compose(page_of: PageOf) -> tuple[PageBlock, ...]:
            return (
                *self._caption(opening, left=False),
                *right_blocks(page, page_of),
            )

        yield Draft(
            kind="records",
            running=self.running,
            compose=compose,
            place="recto",
            anchors=(
                self._records_anchor(opening.spread),
                *self._record_anchors(opening),
            ),
        )

    def _elsewhere(self, opening: _Opening) -> Draft:
        def compose(page_of: PageOf) -> tuple[PageBlock, ...]:
            page = page_of(self._records_anchor(opening.spread))
            text = f"Записи о занятиях этого разворота — на странице {page}"
            return filler_draft(text).compose(page_of)

        return Draft(
            kind="filler", running=self.running, compose=compose, place="recto"
        )

    def _composition_drafts(self) -> Iterator[Draft]:
        def compose(page_of: PageOf) -> tuple[PageBlock, ...]:
            del page_of
            return composition_blocks(self.block, self.lookup, top=24.0)

        yield Draft(
            kind="composition", running=self.running, compose=compose, place="verso"
        )
        if self.lookup.context.printing.duplex:
            yield replace(filler_draft(header=self.running), place="recto")

    def _caption(self, opening: _Opening, *, left: bool) -> tuple[PageBlock, ...]:
        block, spread = self.block, opening.spread
        practice = block.kind == "practice"
        continued = " (продолжение)" if left and opening.part else ""
        caption = SpreadCaption(
            label=_LABELS[practice] if left else "",
            title=f"{self.name}{continued}" if left else "Записи о занятиях",
            second_label="Преподаватель" if left else "",
            second=self.second,
            right=f"{spread.semester} семестр" if spread.semester else "",
            second_right=_lessons_of(spread, len(block.lessons)),
        )
        return spread_caption(caption, opening.tops)

    def _anchors(self, opening: _Opening) -> tuple[str, ...]:
        lessons = {unit.lesson.number for unit in opening.spread.units}
        finals = {s.final.period for s in opening.left.slots if s.final is not None}
        people = {learner.number for learner in opening.left.learners}
        return tuple(
            _ANCHOR.format(number)
            for number, item in self.lookup.corrections_of(self.block.key)
            if item.learner in people
            and (item.period in finals if item.period else item.lesson in lessons)
        )

    def _record_anchors(self, opening: _Opening) -> tuple[str, ...]:
        lessons = {unit.lesson.number for unit in opening.spread.units}
        return tuple(
            _ANCHOR.format(number)
            for number, item in self.lookup.corrections_of(self.block.key)
            if item.learner is None and item.lesson in lessons
        )

    def _records_anchor(self, spread: Spread) -> str:
        first = spread.units[0].lesson.number if spread.units else 0
        return f"records:{self.block.key}:{first}"


_LABELS = {False: "Наименование дисциплины, МДК", True: "Наименование практики"}


def _slices(learners: tuple[Learner, ...]) -> list[tuple[Learner, ...]]:
    """Divide a long list evenly between pages, no more than 36 on each."""
    pages = max(1, -(-len(learners) // LEARNERS_A_PAGE))
    size = max(1, -(-len(learners) // pages))
    return [learners[start : start + size] for start in range(0, pages * size, size)]


def _bottom_of(blocks: list[PageBlock]) -> float:
    """Return where the table of marks and its footnotes end."""
    return max(
        block.top + block.height for block in blocks if isinstance(block, Grid | Notes)
    )


def _has_room(page: LeftPage) -> bool:
    try:
        left_blocks(page, pending)
    except DoesNotFitError:
        return False
    return True


def _lessons_of(spread: Spread, count: int) -> str:
    if not spread.units:
        return "занятий нет"
    first = spread.units[0].lesson.number
    last = spread.units[-1].lesson.number
    if first == last:
        return f"занятие {first} из {count}"
    return f"занятия {first}–{last} из {count}"

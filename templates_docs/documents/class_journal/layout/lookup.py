"""Facts found by key, and references to pages that have no number yet."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from templates_docs.documents.class_journal.context import (
    Block,
    Correction,
    Debt,
    Gap,
    JournalContext,
    Learner,
)
from templates_docs.documents.class_journal.layout.look import RUNNING
from templates_docs.documents.class_journal.layout.model import Block as PageBlock
from templates_docs.documents.class_journal.layout.model import Run

CellKey = tuple[str, int | None, str, int | None]
"""Block, lesson, «», «control» or a final's period, learner."""

PageOf = Callable[[str], str]
"""Tells the page an anchor stands on, as text."""

Compose = Callable[[PageOf], tuple[PageBlock, ...]]


def running(text: str) -> Run:
    """Return a running header of the usual type."""
    return Run(text, RUNNING)


def pending(anchor: str) -> str:
    """Stand for a page not known yet by the widest text it can have."""
    del anchor
    return "т.\u00a00, с.\u00a0000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A page before it has a number.

    `place` is «verso» or «recto» where a spread needs that side, else «»;
    `anchors` are what other pages may refer to.
    """

    kind: str
    running: Run
    compose: Compose
    place: str = ""
    anchors: tuple[str, ...] = ()
    heading: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the journal: its pages and its line in the contents.

    A part with `index` or `teacher` stands among the courses of the contents,
    one with a title only among the common pages, one without is not listed.
    """

    key: str
    drafts: tuple[Draft, ...]
    title: str = ""
    index: str = ""
    teacher: str = ""
    hours: str = ""
    course: bool = False
    even: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """A context with its facts by key."""

    context: JournalContext
    learners: Mapping[int, Learner] = field(default_factory=dict)
    blocks: Mapping[str, Block] = field(default_factory=dict)
    corrections: Mapping[CellKey, tuple[tuple[int, Correction], ...]] = field(
        default_factory=dict
    )
    by_block: Mapping[str, tuple[tuple[int, Correction], ...]] = field(
        default_factory=dict
    )
    debts: Mapping[tuple[str, str, int], Debt] = field(default_factory=dict)

    def corrections_of(self, block: str) -> tuple[tuple[int, Correction], ...]:
        """Return a block's corrections with their numbers in the list."""
        return self.by_block.get(block, ())

    def semester_of(self, day: date) -> int | None:
        """Return the semester a day belongs to; holidays belong to the one before."""
        found: int | None = None
        for semester in self.context.year.semesters:
            if found is None or semester.start <= day:
                found = semester.number
        return found

    def gaps_of(self, block: Block, learner: int) -> tuple[Gap, ...]:
        """Return a learner's gaps in the group and in the block."""
        own = next((m.gaps for m in block.members if m.learner == learner), ())
        return self.learners[learner].gaps + own


def build_lookup(context: JournalContext) -> Lookup:
    """Index a context by what pages ask for."""
    corrections: dict[CellKey, list[tuple[int, Correction]]] = defaultdict(list)
    by_block: dict[str, list[tuple[int, Correction]]] = defaultdict(list)
    for number, item in enumerate(context.corrections, start=1):
        by_block[item.block].append((number, item))
        kind = item.period or ("control" if item.control else "")
        key = (item.block, item.lesson, kind, item.learner)
        corrections[key].append((number, item))
    return Lookup(
        context=context,
        learners={learner.number: learner for learner in context.learners},
        blocks={block.key: block for block in context.blocks},
        corrections={key: tuple(items) for key, items in corrections.items()},
        by_block={key: tuple(items) for key, items in by_block.items()},
        debts={(d.index, d.period, d.learner): d for d in context.debts},
    )

"""Who is in a subgroup, and who decided it (состав подгруппы, §1.8)."""

from itertools import zip_longest

from templates_docs.documents.class_journal.context import Block
from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.lookup import Lookup
from templates_docs.documents.class_journal.layout.measure import (
    bind,
    height,
    wrapped,
)
from templates_docs.documents.class_journal.layout.model import Block as PageBlock
from templates_docs.documents.class_journal.layout.model import (
    Cell,
    Prose,
    Rich,
    Row,
    Run,
    Table,
)
from templates_docs.documents.class_journal.layout.names import fit_name
from templates_docs.documents.class_journal.layout.words import (
    full_name,
    subgroup_number,
)
from templates_docs.formatting.dates import short_date

_WIDTHS = (7.0, 48.5, 16.0, 16.0)
_HEAD, _ROW = 5.6, 4.9


def composition_height(block: Block, lookup: Lookup) -> float:
    """Return the height the table takes, with the space above it."""
    blocks = composition_blocks(block, lookup, top=0)
    return sum(item.height for item in blocks if isinstance(item, Prose | Table)) + 7.0


def composition_blocks(
    block: Block, lookup: Lookup, *, top: float
) -> tuple[PageBlock, ...]:
    """Return the caption and the table of a subgroup's learners, in two halves."""
    caption = (
        Run(f"Состав подгруппы {subgroup_number(block.subgroup)}", look.BODY_BOLD),
    )
    title = Prose(top, height(caption), caption)
    decided = wrapped(bind(block.composition), look.NOTE, look.TEXT_WIDTH)
    lead = Prose(title.top + title.height + 0.6, height(decided), decided)
    half = -(-len(block.members) // 2)
    lines = [_cells(block, lookup, index) for index in range(len(block.members))]
    blank = (Cell(),) * len(_WIDTHS)
    pairs = zip_longest(lines[:half], lines[half:], fillvalue=blank)
    rows = tuple(_row(left + right) for left, right in pairs)
    table = Table(lead.top + lead.height + 1.2, _WIDTHS * 2, (_head(), *rows))
    return (title, lead, table) if decided else (title, table)


def _row(cells: tuple[Cell, ...]) -> Row:
    return Row(max(_ROW, max(height(cell.rich) for cell in cells) + 0.9), cells)


def _head() -> Row:
    captions = ("№", "Фамилия, имя, отчество", "С даты", "По дату") * 2
    cells = tuple(
        Cell((Run(text, look.HEAD_SMALL),), "center", middle=True) for text in captions
    )
    return Row(_HEAD, cells, look.GROUP)


def _cells(block: Block, lookup: Lookup, index: int) -> tuple[Cell, ...]:
    member = block.members[index]
    since = member.since or lookup.context.year.started_on
    until = short_date(member.until) if member.until else ""
    name = fit_name(
        full_name(lookup.learners[member.learner]), _WIDTHS[1], look.BODY_SMALL
    )
    return (
        _small(str(member.learner), "right"),
        Cell(name, middle=True),
        _small(short_date(since)),
        _small(until),
    )


def _small(text: str, align: str = "center") -> Cell:
    rich: Rich = (Run(text, look.BODY_SMALL),) if text else ()
    return Cell(rich, "right" if align == "right" else "center", middle=True)

"""A planned page as blocks of Word, each at its height by the space before it."""

from collections.abc import Iterator
from itertools import groupby

from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.model import (
    Block,
    Field,
    Grid,
    Legend,
    Notes,
    Page,
    Prose,
    Rule,
    Signatures,
    Table,
)
from templates_docs.documents.class_journal.word import blocks as word
from templates_docs.documents.class_journal.word.grids import grid_table
from templates_docs.documents.class_journal.word.styles import paragraph, spacer
from templates_docs.rendering.docx_values import Block as WordBlock

Group = list[Block]


def page_blocks(page: Page, *, broken: bool) -> Iterator[WordBlock]:
    """Yield the blocks of a page; `broken` begins it with a page break."""
    bottom = look.TEXT_TOP
    if broken:
        yield spacer(0, page_break=True)
    for group in _groups(page.blocks):
        top = min(block.top for block in group)
        gap = top - bottom
        single = len(group) == 1 and isinstance(group[0], Prose)
        if single and isinstance(group[0], Prose) and not group[0].left:
            prose = group[0]
            yield paragraph(prose.rich, prose.align, before=max(gap, 0.0))
        else:
            yield spacer(gap)
            yield _table(group)
        bottom = max(_bottom(block) for block in group)


def _groups(blocks: tuple[Block, ...]) -> Iterator[Group]:
    """Yield what stands side by side, and rules that stand one under another."""
    for _, same in groupby(blocks, key=_kind):
        items = list(same)
        if isinstance(items[0], Rule):
            yield items
        elif isinstance(items[0], Prose | Field):
            yield from _rows(items)
        else:
            for item in items:
                yield [item]


def _kind(block: Block) -> type[Block]:
    return type(block)


def _rows(items: Group) -> Iterator[Group]:
    row: Group = []
    for item in items:
        if row and item.top >= _bottom(row[0]) - 0.4:
            yield row
            row = []
        row.append(item)
    if row:
        yield row


def _bottom(block: Block) -> float:
    if isinstance(block, Rule):
        return block.top + 0.4
    if isinstance(block, Field):
        hint = look.FIELD_CAPTION.pitch * look.POINT if block.hint else 0.0
        return block.top + block.height + hint
    if isinstance(block, Signatures):
        return block.top + block.pitch * len(block.lines)
    return block.top + block.height


def _table(group: Group) -> WordBlock:
    first = group[0]
    if isinstance(first, Prose):
        return word.prose_row([item for item in group if isinstance(item, Prose)])
    if isinstance(first, Field):
        return word.fields_table([item for item in group if isinstance(item, Field)])
    if isinstance(first, Rule):
        return word.rules_table([item for item in group if isinstance(item, Rule)])
    return _single(first)


def _single(block: Block) -> WordBlock:
    if isinstance(block, Grid):
        return grid_table(block)
    if isinstance(block, Table):
        return word.text_table(block)
    if isinstance(block, Notes):
        return word.notes_table(block)
    if isinstance(block, Legend):
        return word.legend_table(block)
    if isinstance(block, Signatures):
        return word.signatures_table(block)
    message = f"no Word twin of {type(block).__name__}"
    raise TypeError(message)

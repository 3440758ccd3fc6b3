"""The right page: table of records, footnotes, totals, signatures (§1.7)."""

from dataclasses import dataclass

from templates_docs.document import Signature
from templates_docs.documents.class_journal.context import Block, PeriodTotals
from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.caption import (
    signatures,
    signatures_height,
)
from templates_docs.documents.class_journal.layout.lookup import Lookup, PageOf
from templates_docs.documents.class_journal.layout.measure import height, wrap_rich
from templates_docs.documents.class_journal.layout.model import (
    Block as PageBlock,
)
from templates_docs.documents.class_journal.layout.model import (
    Cell,
    Prose,
    Row,
    Run,
    SignatureLine,
    Table,
)
from templates_docs.documents.class_journal.layout.spread import records
from templates_docs.documents.class_journal.layout.spread.fill import (
    Period,
    Room,
    Spread,
    Unit,
)
from templates_docs.documents.class_journal.layout.spread.notes import (
    Footnotes,
    notes_block,
)
from templates_docs.documents.class_journal.layout.words import date_or_blank
from templates_docs.formatting.dates import short_date

_GAP = 3.2
_TEACHER = "Преподаватель"


@dataclass(frozen=True, slots=True, kw_only=True)
class RightPage:
    """What the right page of one spread shows."""

    lookup: Lookup
    block: Block
    spread: Spread
    top: float


def room_of(block: Block, period: Period, top: float) -> Room:
    """Return the height rows of lessons may take on pages of a period."""
    space = look.TEXT_BOTTOM - top - records.HEAD_HEIGHT
    totals = sum(prose.height + _GAP for prose in _totals(block, period.totals, 0.0))
    lines = len(_signature_lines(block, period.totals))
    return Room(
        plain=space - signatures_height(1),
        closing=space - totals - signatures_height(lines),
    )


def right_blocks(page: RightPage, page_of: PageOf) -> tuple[PageBlock, ...]:
    """Return the table of records and what stands under it."""
    notes = Footnotes(page_of)
    rows = [
        records.heads(page.block),
        *(_row(page, unit, notes) for unit in page.spread.units),
    ]
    if not page.spread.units:
        rows.append(_no_lessons())
    table = Table(page.top, records.WIDTHS, tuple(rows))
    top = table.top + table.height + _GAP
    blocks: list[PageBlock] = [table]
    if notes.signs:
        block = notes_block(table.top + table.height + 1.5, notes.all())
        blocks.append(block)
        top = block.top + block.height + _GAP
    blocks += _totals(page.block, page.spread.totals, top)
    blocks.append(signatures(*_signature_lines(page.block, page.spread.totals)))
    return tuple(blocks)


def _row(page: RightPage, unit: Unit, notes: Footnotes) -> Row:
    lesson = unit.lesson
    key = (page.block.key, lesson.number, "", None)
    items = page.lookup.corrections.get(key)
    if not items:
        return unit.row
    place = f"запись о занятии {short_date(lesson.date)}"
    row = records.lesson_row(lesson, notes.record(place, items))
    return row._replace(height=max(row.height, unit.row.height))


def _no_lessons() -> Row:
    text = (Run("Занятия в учебном году не проводились", look.BODY),)
    return Row(
        records.ROW_LEAST,
        (Cell(text, "center", middle=True, span=len(records.WIDTHS)),),
    )


def _totals(
    block: Block, totals: tuple[PeriodTotals, ...], top: float
) -> tuple[Prose, ...]:
    by_semester = any(item.semester is not None for item in block.totals)
    blocks = []
    for item in totals:
        sentence = records.totals_rich(item, by_semester=by_semester)
        rich = wrap_rich(sentence, look.TEXT_WIDTH)
        blocks.append(Prose(top, height(rich), rich))
        top += height(rich) + _GAP / 2
    return tuple(blocks)


def _signature_lines(
    block: Block, totals: tuple[PeriodTotals, ...]
) -> tuple[SignatureLine, ...]:
    own = Signature(role=_TEACHER, name=block.signature)
    given = {(s.role, s.name): s for item in totals for s in item.signatures}
    if not any(name == block.signature for _, name in given):
        given = {(own.role, own.name): own, **given}
    return tuple(
        SignatureLine(item.role, item.name, date_or_blank(item.signed_on))
        for item in given.values()
    )

"""Text tables that flow over pages: header on each, no row split (§1.1)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.caption import (
    page_title,
    signatures,
    signatures_height,
)
from templates_docs.documents.class_journal.layout.look import Style, style
from templates_docs.documents.class_journal.layout.lookup import (
    Draft,
    PageOf,
    pending,
    running,
)
from templates_docs.documents.class_journal.layout.measure import (
    bind,
    fit_line,
    height,
    words_fit,
    wrapped,
)
from templates_docs.documents.class_journal.layout.model import (
    Align,
    Block,
    Cell,
    Prose,
    Rich,
    Row,
    Run,
    SignatureLine,
    Table,
)

SIDES, ABOVE, BELOW = 1.2, 1.4, 1.1
TITLE_GAP, LEAD_GAP, NOTE_GAP = 5.0, 4.0, 3.0
WRITING_ROW = 9.4
"""Height of an empty row for handwriting."""

Rows = Callable[[PageOf], tuple[Row, ...]]


class Col(NamedTuple):
    """A column: its width, caption, and how its texts stand."""

    width: float
    caption: str
    align: Align = "left"
    face: Style = look.BODY
    middle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A titled table that takes as many pages as it needs.

    `rows` are made when pages have numbers; their heights do not depend on them.
    `empty` says what stands in a table without rows.
    """

    kind: str
    running: str | Run
    title: str
    columns: tuple[Col, ...]
    rows: Rows
    lead: str = ""
    note: str = ""
    note_face: Style = look.NOTE
    lines: tuple[SignatureLine, ...] = ()
    anchors: Callable[[tuple[Row, ...]], tuple[str, ...]] = lambda rows: ()
    fixed_anchors: tuple[str, ...] = ()


def text_cell(column: Col, text: str, *, face: Style | None = None) -> Cell:
    """Return a cell with a text broken into its column.

    A word wider than the column is condensed rather than cut.
    """
    plain = bind(text)
    space = column.width - 2 * SIDES
    used = face or column.face
    if not words_fit(plain, used, space):
        used = _condensed(used, plain, space)
    rich = wrapped(plain, used, space)
    return Cell(rich, column.align, middle=column.middle)


def _condensed(face: Style, text: str, space: float) -> Style:
    sizes = (face.size, face.size - 0.5, face.size - 1, 7, 6.5, 6)
    ladder = [style("narrow", size, face.pitch, bold=face.bold) for size in sizes]
    return next((item for item in ladder if words_fit(text, item, space)), ladder[-1])


def table_row(
    cells: tuple[Cell, ...], least: float = 6.2, *, tight: bool = False
) -> Row:
    """Return a row as high as its highest cell."""
    padding = 1.7 if tight else ABOVE + BELOW
    tall = max((height(cell.rich) for cell in cells), default=0) + padding
    return Row(max(least, tall), cells)


def space_above(row: Row) -> float:
    """Return the space over the first lines of a row: one baseline for all cells."""
    free = row.height - max(height(cell.rich) for cell in row.cells)
    return min(ABOVE, max(free - 0.4, free / 2))


def text_row(
    columns: tuple[Col, ...],
    texts: tuple[str, ...],
    least: float = 6.2,
    *,
    tight: bool = False,
) -> Row:
    """Return a row of plain texts."""
    cells = tuple(map(text_cell, columns, texts))
    return table_row(cells, least, tight=tight)


def blank_row(columns: tuple[Col, ...], tall: float = WRITING_ROW) -> Row:
    """Return an empty row for entries by hand."""
    return Row(tall, (Cell(),) * len(columns))


def spanning_row(columns: tuple[Col, ...], text: str, face: Style = look.BODY) -> Row:
    """Return a row of one text through all columns."""
    space = sum(column.width for column in columns) - 2 * SIDES
    rich = wrapped(bind(text), face, space)
    return table_row((Cell(rich, span=len(columns)),))


def head_row(columns: tuple[Col, ...], weight: float = look.FRAME) -> Row:
    """Return the header: captions centred, condensed where they are long."""
    cells = tuple(
        Cell(_caption(column.caption, column.width), "center", middle=True)
        for column in columns
    )
    tall = max(height(cell.rich) for cell in cells) + 3.4
    return Row(max(8.4, tall), cells, weight)


def _caption(text: str, wide: float) -> Rich:
    parts = text.split("\n")
    runs = [fit_line(part, (look.HEAD, look.HEAD_NARROW), wide - 1.4) for part in parts]
    face = next((r.style for r in runs if r.style is not look.HEAD), look.HEAD)
    lines = [fit_line(part, (face,), wide - 1.4).text for part in parts]
    return (Run("\n".join(lines), face),)


def flow_drafts(flow: Flow) -> Iterator[Draft]:
    """Yield the pages of a table; signatures stand at the foot of the last."""
    rows = flow.rows(pending)
    header = running(flow.running) if isinstance(flow.running, str) else flow.running
    cuts = list(_cuts(flow, [row.height for row in rows]))
    for index, (start, end) in enumerate(cuts):
        yield Draft(
            kind=flow.kind,
            running=header,
            compose=_composer(flow, start, end, last=index == len(cuts) - 1),
            anchors=(
                *flow.anchors(rows[start:end]),
                *(flow.fixed_anchors[: index == 0]),
            ),
        )


def _composer(
    flow: Flow, start: int, end: int, *, last: bool
) -> Callable[[PageOf], tuple[Block, ...]]:
    def compose(page_of: PageOf) -> tuple[Block, ...]:
        blocks, top = _opening(flow, continued=start > 0)
        widths = tuple(column.width for column in flow.columns)
        rows = (head_row(flow.columns), *flow.rows(page_of)[start:end])
        table = Table(top, widths, rows)
        closing = _closing(flow, top + table.height) if last else ()
        return (*blocks, table, *closing)

    return compose


def _opening(flow: Flow, *, continued: bool) -> tuple[tuple[Block, ...], float]:
    title = page_title(f"{flow.title} (продолжение)" if continued else flow.title)
    top = title.top + title.height + TITLE_GAP
    if continued or not flow.lead:
        return (title,), top
    rich = wrapped(bind(flow.lead), look.LEAD, look.TEXT_WIDTH)
    lead = Prose(top - 0.6, height(rich), rich)
    return (title, lead), top + lead.height + LEAD_GAP - 0.6


def _closing(flow: Flow, top: float) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if flow.note:
        rich = wrapped(bind(flow.note), flow.note_face, look.TEXT_WIDTH)
        blocks.append(Prose(top + NOTE_GAP, height(rich), rich))
    if flow.lines:
        blocks.append(signatures(*flow.lines))
    return tuple(blocks)


def _closing_height(flow: Flow) -> float:
    note = 0.0
    if flow.note:
        note = (
            height(wrapped(bind(flow.note), flow.note_face, look.TEXT_WIDTH)) + NOTE_GAP
        )
    return note + (signatures_height(len(flow.lines)) if flow.lines else 0)


def _cuts(flow: Flow, heights: list[float]) -> Iterator[tuple[int, int]]:
    """Yield the rows of each page; the last keeps room for note and signatures."""
    head = head_row(flow.columns).height
    space = look.TEXT_BOTTOM - _opening(flow, continued=False)[1] - head
    start, used = 0, 0.0
    for index, tall in enumerate(heights):
        reserve = _closing_height(flow) if index == len(heights) - 1 else 0.0
        if index > start and used + tall + reserve > space:
            yield start, index
            start, used = index, 0.0
            space = look.TEXT_BOTTOM - _opening(flow, continued=True)[1] - head
        used += tall
    yield start, len(heights)

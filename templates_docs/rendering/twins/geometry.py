"""Whether cells stand in the PDF in the columns and rows the Word table gives them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from templates_docs.rendering.twins.values import Block, Grid, Kind, Place

# Millimetre of grace: a letter's box is larger than its ink, lines have widths.
_GRACE = 72 / 25.4
_ENOUGH_FOR_DATA = 0.6
_ENOUGH_FOR_LAYOUT = 0.9
_SCALES = (1.0, *(1 + sign * step / 200 for step in range(1, 31) for sign in (1, -1)))


@dataclass(slots=True)
class Found:
    """A cell and its place in the PDF."""

    number: int
    block: Block
    place: Place


def check_table(grid: Grid, cells: Sequence[Found]) -> Iterator[tuple[Kind, Found]]:
    """Yield cells that stand in another row, out of order, or in another column."""
    whole = [cell for cell in cells if cell.place.pages == 1]
    astray: set[int] = set()
    for kind, cell in _check_rows(whole):
        astray.add(cell.number)
        yield kind, cell
    rest = [cell for cell in whole if cell.number not in astray]
    by_page: dict[int, list[Found]] = defaultdict(list)
    for cell in rest:
        by_page[cell.place.page].append(cell)
    for page_cells in by_page.values():
        yield from _check_columns(grid, page_cells)


def _check_rows(cells: Sequence[Found]) -> Iterator[tuple[Kind, Found]]:
    rows: dict[int, list[Found]] = defaultdict(list)
    for cell in cells:
        if not cell.block.tall:
            rows[cell.block.row].append(cell)
    tops: dict[int, float] = {}
    for number in sorted(rows, reverse=True):
        row = rows[number]
        pages = Counter(cell.place.page for cell in row)
        page = pages.most_common(1)[0][0]
        here = [cell for cell in row if cell.place.page == page]
        yield from (("row", cell) for cell in row if cell.place.page != page)
        yield from _check_band(here, tops.get(page, float("inf")))
        tops[page] = min(cell.place.y0 for cell in here)


def _check_band(row: list[Found], next_top: float) -> Iterator[tuple[Kind, Found]]:
    """Yield cells of one row that overlap no other cell of it in height.

    The band is what most cells agree on, so one cell astray is told from the rest.
    What stands at the foot of its row may stand under the band, above the next row.
    """
    if len(row) < 2:
        return
    middle = _most_crossed([(cell.place.y0, cell.place.y1) for cell in row])
    right_edge = float("-inf")
    for cell in row:
        place = cell.place
        bottom = next_top if cell.block.low else middle
        if not (place.y0 - _GRACE <= bottom and middle <= place.y1 + _GRACE) or (
            cell.block.low and place.y1 > next_top + _GRACE
        ):
            yield "row", cell
        elif place.x0 < right_edge - _GRACE:
            yield "column", cell
        else:
            right_edge = max(right_edge, place.x0)


def _check_columns(grid: Grid, cells: list[Found]) -> Iterator[tuple[Kind, Found]]:
    if len(cells) < 2 or len(grid.edges) < 3:
        return
    astray: list[Found] = cells
    for scale in _SCALES:
        left = _offset(grid, cells, scale)
        edges = [edge * scale + left for edge in grid.edges]
        outside = [cell for cell in cells if not _fits(edges, cell)]
        if len(outside) < len(astray):
            astray = outside
        if len(astray) <= len(cells) // 50:
            break
    share = 1 - len(astray) / len(cells)
    if share < _ENOUGH_FOR_DATA and grid.head_rows:
        yield "grid", cells[0]
    elif grid.head_rows or share >= _ENOUGH_FOR_LAYOUT:
        yield from (("column", cell) for cell in astray)


def _offset(grid: Grid, cells: list[Found], scale: float) -> float:
    """Return the left edge of the table that puts most cells into their columns."""
    return _most_crossed(
        [
            (
                cell.place.x1
                - grid.edges[_edge(grid.edges, cell.block.last + 1)] * scale,
                cell.place.x0 - grid.edges[_edge(grid.edges, cell.block.first)] * scale,
            )
            for cell in cells
        ]
    )


def _fits(edges: Sequence[float], cell: Found) -> bool:
    first = edges[_edge(edges, cell.block.first)]
    last = edges[_edge(edges, cell.block.last + 1)]
    return first - _GRACE <= cell.place.x0 and cell.place.x1 <= last + _GRACE


def _edge(edges: Sequence[float], number: int) -> int:
    return min(number, len(edges) - 1)


def _most_crossed(stretches: list[tuple[float, float]]) -> float:
    """Return the middle of the place that most stretches (start, end) cover."""
    events = sorted(
        [(min(start, end), 0) for start, end in stretches]
        + [(max(start, end), 1) for start, end in stretches]
    )
    depth = best = 0
    place = (0.0, 0.0)
    for index, (at, closing) in enumerate(events):
        depth += -1 if closing else 1
        if depth > best:
            best = depth
            after = events[index + 1][0] if index + 1 < len(events) else at
            place = (at, after)
    return (place[0] + place[1]) / 2

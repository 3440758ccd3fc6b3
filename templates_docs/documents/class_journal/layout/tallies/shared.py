"""What grids of service pages share: heights of rows, slices of long lists."""

from templates_docs.documents.class_journal.context import Gap, JournalContext, Learner
from templates_docs.documents.class_journal.layout.look import POINT, Style, style
from templates_docs.documents.class_journal.layout.measure import clean, wrap, wrapped
from templates_docs.documents.class_journal.layout.model import Rich, Run

ROW_USUAL, ROW_LEAST = 5.75, 4.9
ROWS_TRIED = (5.75, 5.3, 4.9)
"""Heights of rows, the usual first: lower ones save a page."""

_MOST = 40
_HEADS = (
    style("sans", 7.5, 8.6),
    style("narrow", 7.5, 8.6),
    style("narrow", 7, 7.6),
    style("narrow", 6.5, 7),
)


def service_row_height(count: int, space: float = 172.0) -> float:
    """Return the height of a row: the usual one, less for many learners."""
    if count * ROW_USUAL <= space:
        return ROW_USUAL
    return max(ROW_LEAST, round(space / count, 2))


def row_heights(count: int) -> tuple[float, ...]:
    """Return the heights to try for a number of learners, the usual one first."""
    usual = service_row_height(count)
    return (usual, *(tall for tall in ROWS_TRIED if tall < usual))


def slices_of(learners: tuple[Learner, ...]) -> list[tuple[Learner, ...]]:
    """Divide a list evenly between pages of at most forty learners."""
    pages = max(1, -(-len(learners) // _MOST))
    size = max(1, -(-len(learners) // pages))
    return [learners[start : start + size] for start in range(0, pages * size, size)]


def gone_at_the_end(learner: Learner, context: JournalContext) -> Gap | None:
    """Return the gap that lasts to the end of the year, if a learner has one."""
    end = context.year.ended_on
    for gap in learner.gaps:
        starts = gap.first is not None and gap.first <= end
        if gap.kind != "arrival" and starts and (gap.last is None or gap.last >= end):
            return gap
    return None


def course_head(index: str, title: str, space: float, *, length: float) -> Rich:
    """Return a rotated caption: the index in bold, under it the name.

    The name is condensed until both go into the width of the cell.
    """
    name = clean(title)
    fitting = (face for face in _HEADS if _head_height(name, face, length) <= space)
    face = next(fitting, _HEADS[-1])
    bold = style("sans", face.size, face.pitch, bold=True)
    return (Run(f"{clean(index)}\n", bold), *wrapped(name, face, length))


def head_width(title: str, least: float, *, length: float) -> float:
    """Return the width a rotated caption needs, the usual one where it is enough."""
    return max(least, _head_height(clean(title), _HEADS[-1], length))


def _head_height(name: str, face: Style, length: float) -> float:
    return (len(wrap(name, face, length)) + 1) * face.pitch * POINT + 0.3

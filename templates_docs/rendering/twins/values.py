"""What a comparison of two twins tells, and what it is made from."""

from dataclasses import dataclass, field
from typing import Literal

from records.kernel.errors import RecordsError

Kind = Literal["changed", "missing", "extra", "column", "row", "order", "grid"]
_SAYINGS: dict[Kind, str] = {
    "changed": "в DOCX «{docx}», в PDF «{pdf}»",
    "missing": "«{docx}» есть в DOCX, но нет в PDF",
    "extra": "«{pdf}» есть в PDF, но нет в DOCX",
    "column": "«{docx}» стоит в PDF в другой графе",
    "row": "«{docx}» стоит в PDF в другой строке",
    "order": "«{docx}» стоит в PDF в другом месте",
    "grid": "графы таблицы в PDF и DOCX разной ширины",
}
_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where the twins differ, with its address."""

    kind: Kind
    place: str
    docx: str = ""
    pdf: str = ""

    @property
    def message(self) -> str:
        """The difference as a sentence."""
        return (
            f"{self.place}: {_SAYINGS[self.kind].format(docx=self.docx, pdf=self.pdf)}"
        )


class TwinsDifferError(RecordsError):
    """The PDF and the DOCX of one document say different things: not issued."""

    def __init__(self, differences: tuple[Difference, ...]) -> None:
        self.differences = differences
        shown = [difference.message for difference in differences[:_SHOWN]]
        if len(differences) > _SHOWN:
            shown.append(f"и ещё {len(differences) - _SHOWN}")
        message = "PDF и DOCX расходятся, документ не выдан:\n" + "\n".join(shown)
        super().__init__(message, code="twins_differ", clause="3.8.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningZones:
    """Bands of running header and footer, in millimetres from the sheet's edges."""

    top_mm: float
    bottom_mm: float


@dataclass(slots=True, kw_only=True)
class Block:
    """A paragraph or a cell of the Word document.

    `text` is bare (see `normal`); `table` is -1 outside tables; `first` and `last`
    are grid columns; a tall cell is joined through rows, a low one stands at the
    foot of its row.
    """

    text: str
    shown: str
    table: int = -1
    row: int = 0
    first: int = 0
    last: int = 0
    tall: bool = False
    low: bool = False


@dataclass(slots=True, kw_only=True)
class Grid:
    """A table of the Word document: edges of its columns in points, its head."""

    edges: tuple[float, ...]
    head_rows: int
    captions: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Place:
    """Where a block was found in the PDF: page and box, y from the top, in points."""

    page: int
    x0: float
    x1: float
    y0: float
    y1: float
    pages: int = 1

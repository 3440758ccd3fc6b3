"""How the rows of a list stand on its page, the same in both twins."""

from dataclasses import dataclass

LIST_ROW_STYLE = "ListRow"
"""Word style «Строка списка» of a paragraph whose row is one of the list."""
SPARE_STYLE = "SpareSpace"
"""Word style «Запас до подписей» of the paragraph that holds the spare space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPlan:
    """Height of a row in millimetres, size of two lines in it, what is left over.

    `small_pt` is the largest size of a text on two lines, `spare_mm` the free space
    of the page above the signatures, nothing where the list goes on to another page.
    """

    height_mm: float
    small_pt: float
    spare_mm: float = 0

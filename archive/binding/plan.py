"""Pages become leaves: what is on the face and on the back of each (листы, §2.1).

Pure counting; a leaf has two pages in duplex and one in simplex.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A leaf of a volume with the pages on its sides (лист)."""

    number: int
    face: int
    back: int | None


def count_sheets(pages: int, *, duplex: bool) -> int:
    """Return the leaves a number of pages takes: «листов» of the certification."""
    return -(-pages // 2) if duplex else pages


def leaves_of(pages: int, *, duplex: bool) -> tuple[Leaf, ...]:
    """Return the leaves of a volume in order; the last back may be blank."""
    if not duplex:
        return tuple(
            Leaf(number=page, face=page, back=None) for page in range(1, pages + 1)
        )
    return tuple(
        Leaf(number=page // 2 + 1, face=page, back=page + 1 if page < pages else None)
        for page in range(1, pages + 1, 2)
    )


def sheet_of_page(page: int, *, duplex: bool) -> int:
    """Return the leaf a page stands on."""
    return (page + 1) // 2 if duplex else page


def sheets_text(sheets: list[int]) -> str:
    """Return numbers of leaves as an inventory has them: «4, 9–12»."""
    runs: list[list[int]] = []
    for sheet in sorted(set(sheets)):
        if runs and sheet == runs[-1][1] + 1:
            runs[-1][1] = sheet
        else:
            runs.append([sheet, sheet])
    return ", ".join(
        f"{first}" if first == last else f"{first}–{last}" for first, last in runs
    )

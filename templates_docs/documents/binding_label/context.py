"""Fields of the labels over the knot (заверительная надпись, п. 3.8.5)."""

from dataclasses import dataclass
from datetime import date

from templates_docs.document import Imprint


@dataclass(frozen=True, slots=True, kw_only=True)
class BindingLabel:
    """The label of one volume; `caption` stands beside it, outside the cut line."""

    caption: str
    sheets: int
    signer_role: str
    signer_name: str
    signed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BindingLabels:
    """Labels 40 × 80 mm, eight on an A4 sheet, one a volume.

    `sheets_of_labels` is the same labels cut into rows of two and sheets of eight.
    """

    academic_year: str
    sheets_of_labels: tuple[tuple[tuple[BindingLabel, ...], ...], ...]
    imprint: Imprint


def arrange(
    labels: tuple[BindingLabel, ...],
) -> tuple[tuple[tuple[BindingLabel, ...], ...], ...]:
    """Return labels as sheets of four rows of two (раскладка наклеек)."""
    rows = tuple(labels[i : i + 2] for i in range(0, len(labels), 2))
    return tuple(rows[i : i + 4] for i in range(0, len(rows), 4))

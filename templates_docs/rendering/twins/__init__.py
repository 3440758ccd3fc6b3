"""The proof that a PDF and a DOCX say the same, cell by cell (двойники)."""

from templates_docs.rendering.twins.compare import assert_twins, compare
from templates_docs.rendering.twins.values import (
    Difference,
    RunningZones,
    TwinsDifferError,
)

__all__ = [
    "Difference",
    "RunningZones",
    "TwinsDifferError",
    "assert_twins",
    "compare",
]

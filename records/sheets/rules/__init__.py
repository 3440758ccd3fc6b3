"""What may be written into a sheet, and its figures: pure functions."""

from records.sheets.rules.totals import (
    compute_group_totals,
    compute_totals,
    count_results,
)

__all__ = ["compute_group_totals", "compute_totals", "count_results"]

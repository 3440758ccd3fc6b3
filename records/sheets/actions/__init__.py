"""Commands on sheets: draft, open, fill, close, correct, print, hand in, re-take."""

from records.sheets.actions.correcting import correct_row
from records.sheets.actions.filling import advance_sheet, fill_sheet
from records.sheets.actions.opening import (
    draft_sheet,
    open_draft,
    open_retake,
    open_sheet,
)

__all__ = [
    "advance_sheet",
    "correct_row",
    "draft_sheet",
    "fill_sheet",
    "open_draft",
    "open_retake",
    "open_sheet",
]

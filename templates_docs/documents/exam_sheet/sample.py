"""A filled examination sheet; the institution's people are invented."""

from dataclasses import replace
from datetime import time

from records.sheets.rules import compute_totals
from templates_docs.documents.exam_sheet.context import EXAM, ExamSheet
from templates_docs.layout.sheet.people import (
    imprint,
    results,
    sheet_foot,
    sheet_head,
    sheet_lines,
)
from templates_docs.rendering.digest import canonical_digest


def sample() -> ExamSheet:
    """Return the sheet of an exam of twenty-three learners, one of whom did not come."""
    sheet = ExamSheet(
        head=sheet_head(
            EXAM, "Э-07/2026-27", starts=time(9, 0), ends=time(12, 40), room="214"
        ),
        lines=sheet_lines(),
        totals=compute_totals(results()),
        foot=sheet_foot(),
        imprint=imprint("EX07-3PDW", ""),
    )
    return replace(sheet, imprint=imprint("EX07-3PDW", canonical_digest(sheet)))

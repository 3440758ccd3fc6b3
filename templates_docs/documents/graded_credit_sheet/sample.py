"""A filled graded credit sheet; the institution's people are invented."""

from dataclasses import replace

from records.sheets.rules import compute_totals
from templates_docs.documents.graded_credit_sheet.context import (
    GRADED_CREDIT,
    GradedCreditSheet,
)
from templates_docs.layout.sheet.people import (
    imprint,
    results,
    sheet_foot,
    sheet_head,
    sheet_lines,
)
from templates_docs.rendering.digest import canonical_digest


def sample() -> GradedCreditSheet:
    """Return the sheet of a graded credit."""
    sheet = GradedCreditSheet(
        head=sheet_head(
            GRADED_CREDIT,
            "ДЗ-03/2026-27",
            discipline="ОГСЭ.03 Иностранный язык",
            hours=64,
            control_form="дифференцированный зачёт",
            examiner_caption="Преподаватель",
        ),
        lines=sheet_lines(),
        totals=compute_totals(results()),
        foot=sheet_foot("Преподаватель"),
        imprint=imprint("DZ03-8KFA", ""),
    )
    return replace(sheet, imprint=imprint("DZ03-8KFA", canonical_digest(sheet)))

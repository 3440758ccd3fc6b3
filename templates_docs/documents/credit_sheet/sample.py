"""A filled credit sheet; the institution's people are invented."""

from dataclasses import replace

from records.sheets.rules import compute_totals
from records.sheets.values import Result
from templates_docs.documents.credit_sheet.context import CREDIT, CreditSheet
from templates_docs.layout.sheet.people import (
    imprint,
    results,
    sheet_foot,
    sheet_head,
    sheet_lines,
)
from templates_docs.rendering.digest import canonical_digest


def sample() -> CreditSheet:
    """Return the sheet of a credit: those with a «2» did not pass."""
    given = tuple(map(_credited, results()))
    sheet = CreditSheet(
        head=sheet_head(
            CREDIT,
            "З-11/2026-27",
            discipline="ОГСЭ.04 Физическая культура",
            hours=32,
            control_form="зачёт",
            examiner_caption="Преподаватель",
        ),
        lines=sheet_lines(given),
        totals=compute_totals(given),
        foot=sheet_foot("Преподаватель"),
        imprint=imprint("ZA11-2QWE", ""),
    )
    return replace(sheet, imprint=imprint("ZA11-2QWE", canonical_digest(sheet)))


def _credited(result: Result) -> Result:
    if result is Result.ABSENT:
        return result
    return Result.FAILED if result is Result.TWO else Result.PASSED

"""Questions about sheets: one, those of a journal, the register, the ledger's part."""

from records.sheets.queries.ahead import find_exam
from records.sheets.queries.facts import (
    count_retakes,
    get_numbered_sheet,
    get_sheet,
    list_names,
    list_people,
    list_roll,
    list_sheets,
)
from records.sheets.queries.projections import (
    project_sheet,
    project_sheet_row,
    row_payload,
    sheet_payload,
)
from records.sheets.queries.register import count_open, list_register

__all__ = [
    "count_open",
    "count_retakes",
    "find_exam",
    "get_numbered_sheet",
    "get_sheet",
    "list_names",
    "list_people",
    "list_register",
    "list_roll",
    "list_sheets",
    "project_sheet",
    "project_sheet_row",
    "row_payload",
    "sheet_payload",
]

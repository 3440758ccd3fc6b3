"""Fields of the act of handover and its inventory (акт приёма-передачи, опись)."""

from dataclasses import dataclass
from datetime import date

from templates_docs.document import Imprint, Letterhead, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedVolume:
    """One volume in the table of the act (переданный том).

    `keep_until` is the month of the group's graduation, `sha256` the digest of
    the volume's final PDF.
    """

    number: int
    file_index: str
    title: str
    academic_year: str
    volume: int
    sheets: int
    copies: int
    sha256: str
    keep_until: date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InventoryItem:
    """One file in the inventory (дело в описи)."""

    number: int
    file_index: str
    title: str
    started_on: date
    finished_on: date
    sheets: int
    retention: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """The inventory of files attached to the act (сдаточная опись дел).

    `last_number` is zero when nothing is listed; `lettered` and `missing` are empty
    when there are no such numbers.
    """

    number: str
    department: str
    year: int
    approver: Signature
    items: tuple[InventoryItem, ...]
    files: int
    first_number: int
    last_number: int
    lettered: str
    missing: str
    compiler: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverAct:
    """The act of handover of a year's journals (акт приёма-передачи, п. 3.8.5).

    `giver_in_text` and `receiver_in_text` are the parties as the preamble names
    them; empty `remarks` print «претензий нет». Totals are counted from volumes,
    `inventory_sheets` from the printed inventory.
    """

    letterhead: Letterhead
    number: str
    act_date: date
    academic_year: str
    file_index: str
    approver: Signature
    giver: Signature
    giver_in_text: str
    receiver: Signature
    receiver_in_text: str
    volumes: tuple[HandedVolume, ...]
    total_journals: int
    total_volumes: int
    total_sheets: int
    total_copies: int
    medium: str
    remarks: str
    inventory: Inventory
    inventory_sheets: int
    imprint: Imprint

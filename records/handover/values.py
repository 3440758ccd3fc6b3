"""Acts of handover as plain values (акты приёма-передачи)."""

from dataclasses import dataclass
from datetime import date

from records.issuance.values import IssuedFact


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverItemFact:
    """A bound volume in an act; the sheets are those of its final PDF."""

    document: IssuedFact
    sheets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverFact:
    """An act with its volumes in the order of issue (акт)."""

    id: int
    year: str
    number: int
    act_date: date
    receiver_post: str
    receiver_name: str
    medium: str
    state: str
    items: tuple[HandoverItemFact, ...]

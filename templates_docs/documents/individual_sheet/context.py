"""Fields of the individual sheet (направление на сдачу, пересдачу; п. 4.2.5)."""

from dataclasses import dataclass
from datetime import date

from templates_docs.document import Imprint, Letterhead, Signature
from templates_docs.layout.sheet.context import Outcome

RETAKE = "НАПРАВЛЕНИЕ НА ПЕРЕСДАЧУ"
FIRST_TIME = "НАПРАВЛЕНИЕ НА СДАЧУ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One learner's direction; a commission is a chair and two members.

    `outcome` and `taken_on` are blank until the learner has come; `issued_on` is
    the day of issue, `deputy` the one who sends.
    """

    learner: str
    group: str
    course: int | None
    discipline: str
    examiners: tuple[str, ...]
    basis: str
    attempt: str
    issued_on: date
    valid_until: date | None
    deputy: str
    outcome: Outcome
    taken_on: date | None
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndividualSheet:
    """Directions of one number, half a page each (А5, две на листе А4)."""

    letterhead: Letterhead
    title: str
    number: str
    slips: tuple[Slip, ...]
    imprint: Imprint

"""Cells of the grid as they are sent to be saved, and what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from records.kernel.actor import Actor
from records.marks.values.facts import Basis, NotAttested
from records.marks.values.works import CellKind, Period


class Outcome(StrEnum):
    """What became of a cell that was sent to be saved."""

    SAVED = "saved"
    CONFLICT = "conflict"
    REFUSED = "refused"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellWish:
    """A cell of the grid as a teacher wants it: its text, the versions seen.

    `key` recognises a repeated request. A final names its `period`, any other cell
    its lesson. `basis` makes a correction after the day, `terms` belong to «н/а»
    of a final.
    """

    key: str
    person_id: int
    kind: CellKind
    text: str
    seen: Mapping[str, int]
    lesson_id: int | None = None
    period: Period | None = None
    basis: Basis | None = None
    terms: NotAttested | None = None

    @property
    def place(self) -> tuple[object, ...]:
        """Return which cell it is, to find one that is given twice."""
        return self.kind, self.lesson_id, self.period, self.person_id


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRequest:
    """What one teacher asks to save in one course; all or nothing if `whole`."""

    course_id: int
    wishes: Sequence[CellWish]
    actor: Actor
    now: datetime
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CellAnswer:
    """What became of a wish: what stands now, with its versions; why, if not saved.

    `author_id` and `at` tell of a conflict who wrote what stands, and when.
    """

    key: str
    outcome: Outcome
    text: str = ""
    versions: Mapping[str, int] = field(default_factory=dict)
    was: str = ""
    message: str = ""
    code: str = ""
    clause: str = ""
    author_id: int | None = None
    at: datetime | None = None
    corrected: bool = False

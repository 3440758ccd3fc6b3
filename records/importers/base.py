"""What every importer answers: is it mine, what does it hold, what do we have."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypedDict, TypeVar

from sqlalchemy.orm import Session

from records.curriculum.drafts import Written
from records.importers.reading.faults import Faults
from records.importers.reading.lines import Line
from records.importers.values import Kind, Layout
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.text import fold
from records.norms.values import YearFact

Read = TypeVar("Read")


class Signed(TypedDict):
    """Who writes, when, and where the salts come from."""

    actor: Actor
    now: datetime
    entropy: Entropy


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The record a file is brought into: the session, the year, who brings it."""

    session: Session
    year: YearFact
    actor: Actor
    now: datetime
    entropy: Entropy

    @property
    def signed(self) -> Signed:
        """Return the arguments of a command that is a ledger entry."""
        return {"actor": self.actor, "now": self.now, "entropy": self.entropy}


class Importer(Protocol[Read]):
    """One kind of file (вид файла).

    `read` turns a line into a value and notes what is wrong with its form;
    `existing` compares all of them with the record and notes what contradicts it;
    `apply` writes and says how much was new.
    """

    kind: Kind
    layout: Layout

    def read(self, line: Line, office: Office) -> Read | None:
        """Return what a line says, None when it says it wrongly."""

    def existing(
        self, rows: list[tuple[Line, Read]], office: Office, faults: Faults
    ) -> Any:  # noqa: ANN401 - each kind has a plan of its own
        """Return what is to be written, having compared it with the record."""

    def apply(self, plan: Any, office: Office) -> Written:  # noqa: ANN401 - see above
        """Write the plan."""


def recognises(layout: Layout, headings: Collection[str]) -> bool:
    """Tell whether a file's headings are those of a kind: all the required ones."""
    given = {fold(heading) for heading in headings}
    return all(
        fold(column.name) in given for column in layout.columns if column.required
    )


def read_rows(
    importer: Importer[Read], lines: Iterator[Line], office: Office
) -> list[tuple[Line, Read]]:
    """Read every line; those that are wrong are left out, their faults are noted."""
    rows = []
    for line in lines:
        value = importer.read(line, office)
        if value is not None:
            rows.append((line, value))
    return rows

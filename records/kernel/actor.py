"""Who acts: person, role, session, on whose behalf (исполнитель)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The person behind a command, in the role used for it.

    `person_id` is None for the program itself (role «system»); `source` names
    the session or the command the entry came through.
    """

    person_id: int | None
    role: str
    source: str = "cli"
    login: str = ""

    @property
    def mark(self) -> str:
        """Return the pseudonymous identifier that goes into the ledger."""
        return "system" if self.person_id is None else f"p{self.person_id}"


def read_mark(mark: str) -> int | None:
    """Return the person behind an actor's mark («p12»); None for the program."""
    number = mark.removeprefix("p")
    return int(number) if number.isdecimal() else None


SYSTEM = Actor(person_id=None, role="system")

"""Expected refusals: Russian text for a person, stable code for a machine.

The edge maps each class to an exit code (contract §2) or an HTTP status.
"""

from records.kernel.finding import Finding


class RecordsError(Exception):
    """A command that cannot be done; says everything that is wrong."""

    exit_code = 4

    def __init__(
        self,
        message: str,
        *,
        code: str = "refused",
        clause: str = "",
        findings: tuple[Finding, ...] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.clause = clause
        self.findings = findings

    def __reduce__(self) -> tuple[object, ...]:
        """Go from a printing process to its parent whole, `__init__` left out."""
        return _revive, (type(self), self.args), self.__dict__


class InputRefusedError(RecordsError):
    """A file or a value from outside is wrong; lists every fault at once."""

    exit_code = 2


class RuleViolationError(RecordsError):
    """A rule of the regulation forbids the command."""

    @classmethod
    def of(cls, findings: tuple[Finding, ...]) -> "RuleViolationError":
        """Build the refusal that lists these findings."""
        first = findings[0]
        message = "\n".join(_sentence(found) for found in findings)
        return cls(message, code=first.code, clause=first.clause, findings=findings)


class PeriodClosedError(RuleViolationError):
    """The month or the year the record belongs to is closed."""


class StaleVersionError(RecordsError):
    """Somebody has written a newer version than the one that was seen."""


class NotFoundError(RecordsError):
    """There is no such thing in the record."""

    exit_code = 5


class NotAllowedError(RecordsError):
    """The person's role does not give the right."""

    exit_code = 6


class VerificationError(RecordsError):
    """What is checked is not what was recorded."""

    exit_code = 3


class MissingPartError(RecordsError):
    """A needed part of the machine (font, library) is absent."""

    exit_code = 69


def _revive(kind: type[RecordsError], arguments: tuple[object, ...]) -> RecordsError:
    return kind.__new__(kind, *arguments)


def _sentence(found: Finding) -> str:
    place = f"{found.subject}: " if found.subject else ""
    clause = f" (п. {found.clause})" if found.clause else ""
    advice = f" — {found.advice}" if found.advice else ""
    return f"{place}{found.message}{clause}{advice}"

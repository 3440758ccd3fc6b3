"""What stops the planning of a journal (отказ вёрстки)."""

from records.kernel.errors import RecordsError


class DoesNotFitError(RecordsError):
    """A fact has more text than a page of the journal can hold."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="journal-does-not-fit", clause="3.8.5")

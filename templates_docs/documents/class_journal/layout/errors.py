"""What stops the planning of a journal (отказ вёрстки)."""

from records.kernel.errors import RecordsError


class DoesNotFitError(RecordsError):
    """A fact has more text than a page of the journal can hold."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="journal-does-not-fit", clause="3.8.5")


class PagesDifferError(RecordsError):
    """The printed journal has not the pages of its plan: references would lie."""

    def __init__(self, *, planned: int, printed: int) -> None:
        super().__init__(
            f"В журнале {printed} страниц вместо {planned}: документ не выдан.",
            code="journal-pages-differ",
            clause="3.8.5",
        )

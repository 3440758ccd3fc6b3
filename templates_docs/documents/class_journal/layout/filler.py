"""Pages left empty on purpose, and the words that say so (§1.1)."""

from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.lookup import Draft, PageOf, running
from templates_docs.documents.class_journal.layout.measure import height
from templates_docs.documents.class_journal.layout.model import Block, Prose, Run

FILLER_TEXT = "Страница не заполняется"
_MIDDLE = 140.0
NO_RUNNING = running("")


def filler_draft(text: str = FILLER_TEXT, *, header: Run = NO_RUNNING) -> Draft:
    """Return a page with one line in its middle; it is counted and numbered."""

    def compose(page_of: PageOf) -> tuple[Block, ...]:
        del page_of
        rich = (Run(text, look.TEACHER),)
        return (Prose(_MIDDLE, height(rich), rich, align="center"),)

    return Draft(kind="filler", running=header, compose=compose)

"""One transaction for one request: `reading` to look, `writing` to change."""

from contextlib import AbstractContextManager

from sqlalchemy.orm import Session

from records.kernel.db import transaction
from web.site.state import get_site


def reading() -> AbstractContextManager[Session]:
    """Give a session that sees one state of the record and writes nothing."""
    return transaction(get_site().engine, write=False)


def writing() -> AbstractContextManager[Session]:
    """Give a session in one writing transaction, committed at its end."""
    return transaction(get_site().engine)

"""An office that issues notes: its home, desk and press, for the tests of issuing."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from archive.issue import Desk, Issued, issue_all
from archive.press import Press
from archive.store.content import ContentStore
from records.issuance.tables import IssuedDocument
from records.kernel.actor import SYSTEM, Actor
from records.kernel.db import transaction
from records.kernel.entropy import SeededEntropy
from records.ledger.queries import get_head
from records.norms.actions import set_institution
from tests.archive.notes import find_note
from tests.builders import entropy, institution, make_world

NOW = datetime(2026, 9, 2, 3, 30, tzinfo=UTC)
OFFICE = Actor(person_id=None, role="content_admin")


@pytest.fixture
def founded(clean_engine: Engine) -> Engine:
    with transaction(clean_engine) as session:
        make_world(session)
    return clean_engine


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(
        store=ContentStore(tmp_path / "documents"),
        actor=OFFICE,
        now=NOW,
        entropy=SeededEntropy("desk"),
    )


@pytest.fixture
def press() -> Iterator[Press]:
    with Press(find=find_note) as press:
        yield press


def issue(
    engine: Engine, desk: Desk, press: Press, *subjects: str, code: str = "T-NOTE"
) -> list[Issued]:
    wanted = [(code, subject) for subject in subjects or ("1",)]
    return list(issue_all(engine, wanted, desk=desk, press=press))


def bytes_of(issued: Issued) -> dict[str, bytes]:
    return {one.format: one.data for one in issued.files}


def size(engine: Engine) -> int:
    with transaction(engine, write=False) as session:
        return get_head(session).size


def register(engine: Engine) -> int:
    with transaction(engine, write=False) as session:
        counted = select(func.count()).select_from(IssuedDocument)
        return session.scalar(counted) or 0


def ring(engine: Engine, phone: str) -> None:
    """Change what the note tells."""
    with transaction(engine) as session:
        new = institution(phone=phone)
        set_institution(session, new, actor=SYSTEM, now=NOW, entropy=entropy())

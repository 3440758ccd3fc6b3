import re

import pytest
from sqlalchemy.orm import Session

from records.kernel.entropy import SeededEntropy
from records.kernel.errors import NotFoundError
from records.ledger.actions import checkpoint, erase_payloads
from records.ledger.queries import get_head, list_checkpoints, list_versions
from records.ledger.verification import verify_chain
from tests.ledgers import NOW, TEACHER, entry, later, lesson, write


def test_a_checkpoint_holds_the_state_of_the_log(session: Session) -> None:
    empty = checkpoint(session, purpose="начало", now=NOW)
    write(session, lesson(1))

    made = checkpoint(session, purpose="акт", now=later(1))

    head = get_head(session)
    assert (made.size, made.root, made.at) == (head.size, head.root, later(1))
    assert re.fullmatch("surguch/[0-9a-f]{16}", made.origin)
    assert list_checkpoints(session) == (empty, made)
    assert verify_chain(session).checkpoints == 2


def test_erased_content_leaves_a_chain_that_verifies(session: Session) -> None:
    write(session, [entry("card/1", "Томск"), entry("card/1", "Омск"), entry("card/2")])

    told = erase_payloads(
        session,
        ["card/1"],
        basis="заявление от 01.10.2026",
        actor=TEACHER,
        now=later(30),
        entropy=SeededEntropy("e"),
    )

    assert [one.payload for one in list_versions(session, "card/1")] == [None, None]
    assert list_versions(session, "card/2")[0].payload == {"value": "5"}
    (tale,) = list_versions(session, told.entry_id)
    assert tale.payload is not None
    assert tale.payload["basis"] == "заявление от 01.10.2026"
    assert tale.payload["entries"] == [
        one.hash for one in list_versions(session, "card/1")
    ]
    assert verify_chain(session).problems == ()


def test_erasing_what_is_not_there_is_refused(session: Session) -> None:
    with pytest.raises(NotFoundError, match="Стирать нечего"):
        erase_payloads(
            session,
            ["card/1"],
            basis="-",
            actor=TEACHER,
            now=NOW,
            entropy=SeededEntropy("e"),
        )

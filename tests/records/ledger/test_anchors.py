from dataclasses import replace

import pytest
from sqlalchemy import Engine

from records.kernel.db import transaction
from records.ledger.actions import checkpoint
from records.ledger.merkle import Frontier
from records.ledger.values import Checkpoint
from tests.ledgers import (
    codes,
    entry,
    harm,
    later,
    rewrite,
    stored_row,
    verified,
    write,
)


def pinned(engine: Engine, *, days: int = 0) -> Checkpoint:
    with transaction(engine) as session:
        return checkpoint(session, purpose="test", now=later(days))


def test_a_rewritten_tail_is_found_by_a_stored_checkpoint(filled: Engine) -> None:
    pinned(filled)
    rewrite(filled, 10, ('"reason":""', '"reason":"-"'))

    (problem,) = verified(filled).problems
    assert problem.code == "tail_rewritten"


def test_a_rewritten_tail_is_named_from_the_last_good_checkpoint(
    filled: Engine,
) -> None:
    first = pinned(filled)
    with transaction(filled) as session:
        write(session, [entry("mark/9/1"), entry("mark/9/2")], journal="journal/2")
    second = pinned(filled, days=1)
    rewrite(filled, 25, ('"reason":""', '"reason":"-"'))

    (problem,) = verified(filled, first, second).problems
    assert (problem.code, problem.journal, problem.entry) == (
        "tail_rewritten",
        "journal/2",
        "mark/9/1",
    )
    assert "№№ 25–26" in problem.message


def test_a_rewritten_database_is_found_by_a_checkpoint_kept_outside(
    filled: Engine,
) -> None:
    outside = pinned(filled)
    rewrite(filled, 0, ('"reason":""', '"reason":"-"'))
    harm(filled, "DELETE FROM ledger_checkpoint")

    assert verified(filled).intact
    assert codes(verified(filled, outside)) == ["checkpoint_lost", "tail_rewritten"]


def test_a_cut_and_mended_log_is_found_by_a_checkpoint(filled: Engine) -> None:
    frontier = Frontier()
    for gseq in range(24):
        frontier.append(bytes.fromhex(stored_row(filled, gseq)["hash"]))
    outside = pinned(filled)
    harm(
        filled,
        "DELETE FROM ledger_payload WHERE gseq = 24",
        "DELETE FROM ledger_entry WHERE gseq = 24",
        "UPDATE ledger_head SET size = 24, root = :root, frontier = :frontier",
        "UPDATE ledger_journal SET size = size - 1, hash = (SELECT hash "
        "FROM ledger_entry WHERE gseq = 19) WHERE journal = 'journal/1'",
        "DELETE FROM ledger_checkpoint",
        root=frontier.root().hex(),
        frontier=frontier.text(),
    )

    assert verified(filled).intact
    report = verified(filled, outside)
    assert codes(report) == ["checkpoint_lost", "tail_rewritten"]
    assert "удалён конец" in report.problems[1].message


def test_an_honest_continuation_fits_every_checkpoint(filled: Engine) -> None:
    kept = [pinned(filled)]
    with transaction(filled) as session:
        write(session, [entry("mark/9/9")])
    kept.append(pinned(filled, days=1))

    report = verified(filled, *kept)
    assert report.intact
    assert report.checkpoints == 2


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE ledger_checkpoint SET body = 'x' WHERE number = 1", "altered"),
        ("UPDATE ledger_checkpoint SET hash = 'x' WHERE number = 1", "altered"),
        ("DELETE FROM ledger_checkpoint WHERE number = 1", "lost"),
    ],
)
def test_a_changed_chain_of_checkpoints_is_found(
    filled: Engine, statement: str, code: str
) -> None:
    for days in range(3):
        pinned(filled, days=days)
    harm(filled, statement)

    assert f"checkpoint_{code}" in codes(verified(filled))


def test_a_foreign_checkpoint_does_not_fit(filled: Engine) -> None:
    foreign = replace(pinned(filled), origin="surguch/another")

    report = verified(filled, foreign)
    assert codes(report) == ["checkpoint_lost", "tail_rewritten"]
    assert "начат заново" in report.problems[1].message


def test_versions_that_do_not_follow_each_other_are_found(filled: Engine) -> None:
    rewrite(filled, 24, ('"version":2', '"version":3'))
    harm(filled, "UPDATE ledger_entry SET version = 3 WHERE gseq = 24")

    assert codes(verified(filled)) == ["versions_broken"]

"""The mark of an actor in the ledger: written and read back."""

import pytest

from records.kernel.actor import SYSTEM, Actor, read_mark


@pytest.mark.parametrize(
    "actor", [Actor(person_id=12, role="teacher"), SYSTEM], ids=["person", "program"]
)
def test_a_mark_is_read_back_as_it_was_written(actor: Actor) -> None:
    assert read_mark(actor.mark) == actor.person_id


@pytest.mark.parametrize("mark", ["", "p", "x12", "p12b"])
def test_what_is_no_mark_names_nobody(mark: str) -> None:
    assert read_mark(mark) is None

import pytest
from sqlalchemy.orm import Session

from records.ledger.counters import take_number


def test_every_series_counts_from_one(session: Session) -> None:
    taken = [take_number(session, series) for series in ("a", "a", "b", "a")]

    assert taken == [1, 2, 1, 3]


def test_a_number_of_an_undone_transaction_is_given_again(session: Session) -> None:
    take_number(session, "a")
    with pytest.raises(InterruptedError), session.begin_nested():
        _take_and_fail(session)

    assert take_number(session, "a") == 2


def _take_and_fail(session: Session) -> None:
    assert take_number(session, "a") == 2
    raise InterruptedError

from collections.abc import Iterator, Mapping

import pytest
from sqlalchemy.orm import Session

from records.kernel.entropy import SeededEntropy
from records.ledger.actions import erase_payloads
from records.ledger.projection import Projection, compare
from records.ledger.values import JsonValue
from tests.ledgers import NOW, TEACHER, entry, write

Toy = dict[str, tuple[int, dict[str, JsonValue]]]


@pytest.fixture
def toys(session: Session) -> Toy:
    write(session, [entry("toy/1", "мяч"), entry("toy/2", "кубик"), entry("other/1")])
    write(session, [entry("toy/1", "юла")])
    return {"toy/1": (2, {"value": "юла"}), "toy/2": (1, {"value": "кубик"})}


def told(session: Session, toys: Toy) -> list[tuple[str, str]]:
    def rows(_: Session) -> Iterator[tuple[str, int, Mapping[str, JsonValue]]]:
        for entry_id, (version, payload) in toys.items():
            yield entry_id, version, payload

    problems = list(compare(session, Projection(kind="toy", rows=rows)))
    assert {problem.code for problem in problems} <= {"row_altered"}
    assert all(problem.entry in problem.message for problem in problems)
    return [(problem.journal, problem.entry) for problem in problems]


def test_rows_that_say_what_the_ledger_says_are_good(
    session: Session, toys: Toy
) -> None:
    assert told(session, toys) == []


@pytest.mark.parametrize("row", [(2, {"value": "мяч"}), (1, {"value": "юла"})])
def test_a_row_that_says_something_else_is_found(
    session: Session, toys: Toy, row: tuple[int, dict[str, JsonValue]]
) -> None:
    assert told(session, toys | {"toy/1": row}) == [("journal/1", "toy/1")]


def test_a_row_the_ledger_does_not_know_is_found(session: Session, toys: Toy) -> None:
    assert told(session, toys | {"toy/9": (1, {"value": "х"})}) == [("", "toy/9")]


def test_a_removed_row_is_found(session: Session, toys: Toy) -> None:
    del toys["toy/2"]

    assert told(session, toys) == [("journal/1", "toy/2")]


def test_the_way_a_letter_is_composed_is_no_difference(
    session: Session, toys: Toy
) -> None:
    write(session, [entry("toy/3", "май")])

    assert told(session, toys | {"toy/3": (1, {"value": "маи\u0306"})}) == []


def test_a_value_that_cannot_be_in_the_ledger_is_found(
    session: Session, toys: Toy
) -> None:
    toys["toy/2"] = (1, {"value": 2**60})

    assert told(session, toys) == [("journal/1", "toy/2")]


def test_erased_content_is_not_compared(session: Session, toys: Toy) -> None:
    erase_payloads(
        session,
        ["toy/2"],
        basis="-",
        actor=TEACHER,
        now=NOW,
        entropy=SeededEntropy("e"),
    )

    assert told(session, toys | {"toy/2": (1, {"value": ""})}) == []

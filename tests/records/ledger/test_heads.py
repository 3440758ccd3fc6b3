import pytest
from sqlalchemy import Engine

from tests.ledgers import codes, harm, verified


@pytest.mark.parametrize(
    "change", ["root = 'x'", "frontier = 'x'", "size = 3", "size = 900", "id = 1"]
)
def test_a_changed_head_is_found(filled: Engine, change: str) -> None:
    harm(filled, f"UPDATE ledger_head SET {change}")  # noqa: S608 - our own names

    found = codes(verified(filled))
    assert found == {
        "id = 1": [],
        "size = 900": ["entry_missing"],
    }.get(change, ["head_altered"])


def test_a_removed_head_is_found(filled: Engine) -> None:
    harm(filled, "DELETE FROM ledger_head")

    assert "head_altered" in codes(verified(filled))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("hash = 'x'", "head_altered"),
        ("size = 2", "head_altered"),
        ("size = 900", "entry_missing"),
        ("journal = 'journal/3'", "head_altered"),
    ],
)
def test_a_changed_end_of_a_journal_is_found(
    filled: Engine, change: str, code: str
) -> None:
    harm(filled, f"UPDATE ledger_journal SET {change} WHERE journal = 'journal/2'")  # noqa: S608 - our own names

    report = verified(filled)
    assert code in codes(report)
    assert "journal/2" in {problem.journal for problem in report.problems}

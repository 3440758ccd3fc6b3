from collections.abc import Callable

import pytest
from sqlalchemy import Engine, text

from records.kernel.db import transaction
from records.kernel.errors import NotFoundError
from records.ledger import rules
from records.ledger.protection import drop_protection
from records.ledger.queries import get_head
from tests.ledgers import codes, entry, harm, stored_row, verified, write

TARGET = 6
"""The first mark of the second lesson: place 6 of the log, 3 of journal/2."""

COLUMNS = ["journal", "kind", "entry_id", "actor", "at", "idem", "prev"]
SWAP_PLACES = (
    "UPDATE ledger_payload SET gseq = -gseq WHERE gseq IN (5, 7)",
    "UPDATE ledger_entry SET gseq = -gseq WHERE gseq IN (5, 7)",
    "UPDATE ledger_entry SET gseq = 12 + gseq WHERE gseq < 0",
    "UPDATE ledger_payload SET gseq = 12 + gseq WHERE gseq < 0",
)


def test_an_untouched_ledger_is_intact(filled: Engine) -> None:
    report = verified(filled)

    with transaction(filled, write=False) as session:
        head = get_head(session)
    assert report.intact
    assert (report.entries, report.head) == (head.size, head.root) == (25, head.root)
    assert report.journals == 2


def test_an_empty_ledger_is_intact(clean_engine: Engine) -> None:
    assert verified(clean_engine).entries == 0
    assert verified(clean_engine).intact


def test_progress_is_told(filled: Engine) -> None:
    from records.ledger.verification import verify_chain

    told: list[tuple[int, int]] = []
    with transaction(filled, write=False) as session:
        verify_chain(session, progress=lambda *given: told.append(given))

    assert told == [(25, 25)]


@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_column_is_found_and_named(filled: Engine, column: str) -> None:
    harm(
        filled,
        f"UPDATE ledger_entry SET {column} = 'x' WHERE gseq = {TARGET}",  # noqa: S608 - our own names
    )

    (problem,) = verified(filled).problems
    assert problem.code == "entry_altered"
    assert (problem.journal, problem.entry) == ("journal/2", "mark/1/1")
    assert column in problem.message


@pytest.mark.parametrize("column", ["jseq", "version"])
def test_a_changed_number_is_found_and_named(filled: Engine, column: str) -> None:
    harm(
        filled,
        f"UPDATE ledger_entry SET {column} = 77 WHERE gseq = {TARGET}",  # noqa: S608 - our own names
    )

    (problem,) = verified(filled).problems
    assert (problem.code, problem.entry) == ("entry_altered", "mark/1/1")
    assert column in problem.message


@pytest.mark.parametrize(
    ("old", "new"),
    [('"p7"', '"p8"'), ('"v":1', '"v":2'), ("}", ""), ("{", "{{"), ('"at"', '"аt"')],
)
def test_a_changed_record_is_found_and_named(
    filled: Engine, old: str, new: str
) -> None:
    record = stored_row(filled, TARGET)["record"].replace(old, new)
    harm(
        filled,
        "UPDATE ledger_entry SET record = :record WHERE gseq = 6",
        record=record,
    )

    (problem,) = verified(filled).problems
    assert (problem.code, problem.journal, problem.entry) == (
        "entry_altered",
        "journal/2",
        "mark/1/1",
    )


@pytest.mark.parametrize("change", [str.upper, lambda end: end[1:] + "0"])
def test_a_changed_hash_is_found_once(
    filled: Engine, change: Callable[[str], str]
) -> None:
    harm(
        filled,
        "UPDATE ledger_entry SET hash = :end WHERE gseq = 6",
        end=change(stored_row(filled, TARGET)["hash"]),
    )

    assert codes(verified(filled)) == ["entry_altered"]


def test_a_rewritten_record_with_its_hash_breaks_the_link_after_it(
    filled: Engine,
) -> None:
    record = stored_row(filled, TARGET)["record"].replace('"reason":""', '"reason":"-"')
    harm(
        filled,
        "UPDATE ledger_entry SET record = :record, hash = :end WHERE gseq = 6",
        record=record,
        end=rules.hash_record(record),
    )

    (problem,) = verified(filled).problems
    assert (problem.code, problem.journal, problem.entry) == (
        "chain_broken",
        "journal/2",
        "mark/1/2",
    )


@pytest.mark.parametrize(
    "change",
    [
        'payload = \'{"value":"4"}\'',
        "salt = (SELECT salt FROM ledger_payload WHERE gseq = 1)",
    ],
)
def test_changed_content_is_found_and_named(filled: Engine, change: str) -> None:
    harm(filled, f"UPDATE ledger_payload SET {change} WHERE gseq = {TARGET}")  # noqa: S608 - our own names

    (problem,) = verified(filled).problems
    assert (problem.code, problem.journal, problem.entry) == (
        "payload_altered",
        "journal/2",
        "mark/1/1",
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_payload SET salt = NULL, payload = NULL WHERE gseq = 6",
        "DELETE FROM ledger_payload WHERE gseq = 6",
    ],
)
def test_content_gone_without_a_tale_is_found(filled: Engine, statement: str) -> None:
    harm(filled, statement)

    (problem,) = verified(filled).problems
    assert (problem.code, problem.entry) == ("payload_missing", "mark/1/1")


def test_content_without_an_entry_is_found(filled: Engine) -> None:
    harm(
        filled,
        "INSERT INTO ledger_payload SELECT 900, salt, payload "
        "FROM ledger_payload WHERE gseq = 1",
    )

    assert codes(verified(filled)) == ["payload_altered"]


@pytest.mark.parametrize("gone", [[6], [0], [24], [6, 7], [3, 5, 9], [22, 23, 24]])
def test_removed_entries_are_found_with_their_journals(
    filled: Engine, gone: list[int]
) -> None:
    rows = [stored_row(filled, gseq) for gseq in gone]
    numbers = ", ".join(map(str, gone))
    harm(
        filled,
        f"DELETE FROM ledger_payload WHERE gseq IN ({numbers})",  # noqa: S608 - numbers
        f"DELETE FROM ledger_entry WHERE gseq IN ({numbers})",  # noqa: S608 - numbers
    )

    report = verified(filled)
    assert set(codes(report)) == {"entry_missing"}
    assert {problem.journal for problem in report.problems} == {
        one["journal"] for one in rows
    }
    places = {(one["journal"], f"#{one['jseq'] + 1}") for one in rows}
    assert {(one.journal, one.entry) for one in report.problems} <= places


def test_an_emptied_ledger_is_found(filled: Engine) -> None:
    harm(filled, "DELETE FROM ledger_payload", "DELETE FROM ledger_entry")

    report = verified(filled)
    assert codes(report) == ["entry_missing", "entry_missing"]
    assert report.entries == 0


def test_a_swapped_pair_of_one_journal_is_found(filled: Engine) -> None:
    harm(filled, *SWAP_PLACES)

    report = verified(filled)
    assert codes(report) == ["entries_swapped", "entries_swapped"]
    assert [problem.entry for problem in report.problems] == ["mark/1/2", "mark/1/0"]


def test_a_swapped_pair_of_two_journals_is_found(filled: Engine) -> None:
    swap = [
        statement.replace("(5, 7)", "(7, 9)").replace("12 +", "16 +")
        for statement in SWAP_PLACES
    ]
    harm(filled, *swap)

    report = verified(filled)
    assert codes(report) == ["entries_swapped", "entries_swapped"]
    assert {problem.journal for problem in report.problems} == {
        "journal/1",
        "journal/2",
    }


def test_swapped_records_are_found(filled: Engine) -> None:
    one, two = stored_row(filled, 5), stored_row(filled, 7)
    change = "UPDATE ledger_entry SET record = :{0}r, hash = :{0}h WHERE gseq = {1}"
    harm(
        filled,
        change.format("a", 7),
        change.format("b", 5),
        ar=one["record"],
        ah=one["hash"],
        br=two["record"],
        bh=two["hash"],
    )

    assert codes(verified(filled)) == ["entries_swapped", "entries_swapped"]


def test_a_doubled_entry_is_found(filled: Engine) -> None:
    harm(
        filled,
        "INSERT INTO ledger_entry SELECT 25, journal, 900, kind, entry_id, 900, actor, "
        "at, NULL, prev, hash, record FROM ledger_entry WHERE gseq = 6",
        "INSERT INTO ledger_payload SELECT 25, salt, payload FROM ledger_payload "
        "WHERE gseq = 6",
    )

    report = verified(filled)
    assert {"entries_swapped", "head_altered"} == set(codes(report))
    assert "mark/1/1" in {problem.entry for problem in report.problems}


def test_an_entry_before_the_beginning_is_found(filled: Engine) -> None:
    harm(
        filled,
        "INSERT INTO ledger_entry SELECT -1, journal, 900, kind, 'x', 1, actor, at, "
        "NULL, prev, hash, record FROM ledger_entry WHERE gseq = 6",
    )

    assert codes(verified(filled)) == ["head_altered"]


def test_guards_that_were_taken_off_are_reported(filled: Engine) -> None:
    with transaction(filled) as session:
        drop_protection(session.connection())

    (problem,) = verified(filled).problems
    assert problem.code == "triggers_missing"
    assert "guard_ledger_entry_delete" in problem.message


def test_a_database_without_a_ledger_cannot_be_verified(
    empty_database_url: str,
) -> None:
    from records.kernel.db import open_database

    engine = open_database(empty_database_url)
    with pytest.raises(NotFoundError, match="surguch init"):
        verified(engine)
    engine.dispose()


def test_a_ledger_without_one_of_its_tables_is_damaged(filled: Engine) -> None:
    with filled.begin() as connection:
        connection.execute(text("DROP TABLE ledger_checkpoint"))

    assert codes(verified(filled)) == ["database_damaged"]


@pytest.mark.slow
def test_a_rewritten_database_does_not_fill_the_report(filled: Engine) -> None:
    from records.ledger import walk

    with transaction(filled) as session:
        for number in range(300):
            write(session, [entry(f"mark/8/{number}/{k}") for k in range(4)])
    harm(filled, "UPDATE ledger_entry SET record = 'x'")

    assert len(verified(filled).problems) == walk.ENOUGH

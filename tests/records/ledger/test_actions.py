import json
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from records.kernel.actor import SYSTEM, Actor
from records.kernel.db import transaction
from records.kernel.entropy import SeededEntropy, SystemEntropy
from records.kernel.errors import NotFoundError, RecordsError, StaleVersionError
from records.ledger.actions import append
from records.ledger.merkle import compute_root
from records.ledger.queries import (
    count_later,
    get_head,
    journal_head,
    list_current,
    list_journal_heads,
    list_versions,
    list_versions_of,
)
from records.ledger.rules import commit, hash_record
from records.ledger.values import NO_LINK, Appended, NewEntry
from records.ledger.verification import verify_chain
from tests.ledgers import NOW, TEACHER, entry, lesson, write


def stored(session: Session, columns: str) -> list[dict[str, Any]]:
    query = (
        f"SELECT {columns} FROM ledger_entry AS e "  # noqa: S608 - our own words
        "JOIN ledger_payload AS p ON p.gseq = e.gseq ORDER BY e.gseq"
    )
    return [dict(row) for row in session.execute(text(query)).mappings()]


def test_entries_get_consecutive_places_in_log_and_journal(session: Session) -> None:
    first = write(session, lesson(1, marks=2))
    second = write(session, [entry("order/1")], journal="institution")
    third = write(session, lesson(2, marks=1))

    places = [(one.gseq, one.jseq) for one in (*first, *second, *third)]
    assert places == [(0, 0), (1, 1), (2, 2), (3, 0), (4, 3), (5, 4)]


def test_a_record_says_all_that_the_design_wants(session: Session) -> None:
    new = NewEntry(
        kind="mark",
        entry_id="mark/1/2",
        payload={"value": "5"},
        reason="пересдача",
        idem="form-1",
    )
    (written,) = write(session, [new])

    (row,) = stored(session, "e.record, e.hash, p.salt, p.payload")
    assert json.loads(row["record"]) == {
        "v": 1,
        "journal": "journal/1",
        "gseq": 0,
        "jseq": 0,
        "prev": NO_LINK,
        "kind": "mark",
        "entry_id": "mark/1/2",
        "version": 1,
        "actor": "p7",
        "role": "teacher",
        "at": "2026-09-01T03:00:00.000000Z",
        "session": "web",
        "commit": commit(row["salt"], '{"value":"5"}'),
        "supersedes": None,
        "reason": "пересдача",
        "idem": "form-1",
    }
    assert row["hash"] == written.hash == hash_record(row["record"])
    assert len(row["salt"]) == 16


def test_every_entry_of_a_journal_links_to_the_one_before(session: Session) -> None:
    write(session, lesson(1))
    write(session, lesson(9), journal="journal/2")
    write(session, lesson(2))

    rows = [
        json.loads(row["record"]) | {"hash": row["hash"]}
        for row in stored(session, "e.record, e.hash")
    ]
    for journal in ("journal/1", "journal/2"):
        chain = [row for row in rows if row["journal"] == journal]
        links = [NO_LINK, *(row["hash"] for row in chain[:-1])]
        assert [row["prev"] for row in chain] == links


def test_the_head_is_the_merkle_root_over_all_entries(session: Session) -> None:
    written = [one for number in range(5) for one in write(session, lesson(number))]

    head = get_head(session)
    assert head.size == len(written) == 20
    assert head.root == compute_root(bytes.fromhex(one.hash) for one in written).hex()


def test_each_entry_has_versions_of_its_own(session: Session) -> None:
    write(session, [entry("mark/1/1", "3")])
    (second,) = write(session, [entry("mark/1/1", "5")])
    (other,) = write(session, [entry("mark/1/2", "4")])

    first_version, second_version = list_versions(session, "mark/1/1")
    assert (second.version, other.version) == (2, 1)
    assert second_version.supersedes == first_version.hash
    assert first_version.payload == {"value": "3"}
    assert second_version.payload == {"value": "5"}
    assert second_version.at == NOW


def test_two_versions_may_stand_in_one_append(session: Session) -> None:
    first, second = write(session, [entry("mark/1/1", "3"), entry("mark/1/1", "4")])

    assert (first.version, second.version) == (1, 2)
    assert list_versions(session, "mark/1/1")[1].supersedes == first.hash


def test_the_versions_of_many_entries_come_at_once(session: Session) -> None:
    write(session, lesson(1))
    write(session, [entry("mark/1/0", "2")])

    found = list_versions_of(session, ["mark/1/0", "mark/1/1", "mark/9/9"])

    assert {name: len(versions) for name, versions in found.items()} == {
        "mark/1/0": 2,
        "mark/1/1": 1,
    }


@pytest.mark.parametrize(("seen", "stands"), [(0, 1), (1, 2), (3, 2)])
def test_a_writer_who_saw_another_version_is_refused(
    session: Session, seen: int, stands: int
) -> None:
    for value in ["3", "4"][:stands]:
        write(session, [entry("mark/1/1", value)])

    with pytest.raises(StaleVersionError, match=f"сейчас версия {stands}"):
        write(session, [entry("mark/1/2"), entry("mark/1/1", "5", seen=seen)])

    assert get_head(session).size == stands


@pytest.mark.parametrize("seen", [None, 1])
def test_a_writer_who_saw_the_present_version_goes_on(
    session: Session, seen: int | None
) -> None:
    write(session, [entry("mark/1/1", "3", seen=0)])

    (written,) = write(session, [entry("mark/1/1", "5", seen=seen)])

    assert written.version == 2


def test_a_repeated_request_writes_nothing_and_gets_the_same_answer(
    session: Session,
) -> None:
    request = [entry("mark/1/1", seen=0, idem="a"), entry("mark/1/2", seen=0, idem="b")]
    first = write(session, request)

    again = write(session, request, seed="another salt")

    assert again == tuple(_repeated(one) for one in first)
    assert get_head(session).size == 2


def test_what_is_new_in_a_repeated_request_is_written(session: Session) -> None:
    write(session, [entry("mark/1/1", idem="a")])

    old, new = write(
        session, [entry("mark/1/1", idem="a"), entry("mark/1/2", idem="b")]
    )

    assert (old.repeated, old.gseq, new.repeated, new.gseq) == (True, 0, False, 1)


@pytest.mark.parametrize(
    "other", [entry("mark/1/1", "2", idem="a"), entry("mark/1/9", "5", idem="a")]
)
def test_a_used_key_for_something_else_is_refused(
    session: Session, other: NewEntry
) -> None:
    write(session, [entry("mark/1/1", "5", idem="a")])

    with pytest.raises(RecordsError, match="уже использован") as refusal:
        write(session, [other])

    assert refusal.value.code == "idem_conflict"


def test_one_key_twice_in_a_request_is_refused(session: Session) -> None:
    with pytest.raises(RecordsError, match="повторён"):
        write(session, [entry("mark/1/1", idem="a"), entry("mark/1/2", idem="a")])


def test_a_refused_payload_leaves_no_trace(session: Session) -> None:
    broken = NewEntry(kind="mark", entry_id="mark/1/2", payload={"value": "\ud83d"})

    with pytest.raises(RecordsError, match="Юникода"):
        write(session, [entry("mark/1/1"), broken])

    assert get_head(session).size == 0


def test_an_empty_request_writes_nothing(session: Session) -> None:
    assert write(session, []) == ()
    assert get_head(session).size == 0


def test_a_quoted_cyrillic_text_survives_every_database(session: Session) -> None:
    topic = 'Тема «Право» \\ "норма" \n\t\u0001 100% :имя <&> 😀'
    new = NewEntry(kind="topic", entry_id="topic/1", payload={"t": topic}, reason=topic)

    write(session, [new])

    (version,) = list_versions(session, "topic/1")
    assert version.payload == {"t": topic}
    assert version.reason == topic
    assert verify_chain(session).intact


def test_the_same_chance_gives_the_same_ledger(session: Session) -> None:
    with session.begin_nested() as trial:
        write(session, lesson(1), seed="one")
        first = get_head(session)
        trial.rollback()

    write(session, lesson(1), seed="one")

    assert get_head(session) == first


def test_equal_marks_have_different_commitments(session: Session) -> None:
    entries = [entry("mark/1/1"), entry("mark/1/2")]
    append(session, "j", entries, actor=TEACHER, now=NOW, entropy=SystemEntropy())

    one, two = (json.loads(row["record"]) for row in stored(session, "e.record"))
    assert one["commit"] != two["commit"]


@pytest.mark.parametrize(
    ("actor", "mark"), [(SYSTEM, "system"), (Actor(person_id=3, role="x"), "p3")]
)
def test_no_name_stands_for_the_actor(
    session: Session, actor: Actor, mark: str
) -> None:
    append(
        session, "j", [entry("a/1")], actor=actor, now=NOW, entropy=SeededEntropy("s")
    )

    assert list_versions(session, "a/1")[0].actor == mark


def test_the_ends_of_the_journals_are_kept(session: Session) -> None:
    one = write(session, lesson(1))
    two = write(session, [entry("order/1")], journal="institution")

    assert [
        (head.journal, head.size, head.hash) for head in list_journal_heads(session)
    ] == [("institution", 1, two[-1].hash), ("journal/1", 4, one[-1].hash)]
    assert journal_head(session, "journal/9").size == 0


def test_current_entries_are_the_last_versions_of_a_kind(session: Session) -> None:
    write(session, [entry("mark/1/1", "3"), entry("lesson/1"), entry("mark/1/2")])
    write(session, [entry("mark/1/1", "4")])

    assert sorted(list_current(session, "mark")) == [
        ("mark/1/1", 2, '{"value":"4"}'),
        ("mark/1/2", 1, '{"value":"5"}'),
    ]


def test_later_entries_of_a_journal_are_counted(session: Session) -> None:
    write(session, lesson(1, marks=2))
    write(session, lesson(2, marks=2), journal="journal/2")
    write(session, [entry("mark/1/0", "4"), entry("issue/X")])

    assert count_later(session, "journal/1", gseq=3, but="issue") == 1
    assert count_later(session, "journal/1", gseq=0, but="issue") == 4


def test_a_database_without_a_ledger_is_named_as_such(
    clean_engine: Engine,
) -> None:
    from tests.ledgers import attack

    attack(clean_engine, "DELETE FROM ledger_head")

    with (
        transaction(clean_engine) as session,
        pytest.raises(NotFoundError, match="surguch init"),
    ):
        write(session, lesson(1))


def _repeated(one: Appended) -> Appended:
    from dataclasses import replace

    return replace(one, repeated=True)

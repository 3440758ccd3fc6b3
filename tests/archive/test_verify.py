import ast
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from archive.store.checkpoints import FILE_NAME, keep_checkpoint
from archive.store.content import ContentStore
from archive.verify import (
    PROJECTIONS,
    Report,
    Status,
    verify_files,
    verify_record,
)
from records.issuance.actions import register
from records.issuance.values import FileFact, NewDocument
from records.kernel.db import sqlite_path, transaction
from records.kernel.errors import NotFoundError
from records.ledger.actions import checkpoint
from records.ledger.queries import get_head
from records.schema import ROOT
from tests.builders import NOW, entropy, make_world
from tests.ledgers import attack, entry, write

PDF = b"%PDF-1.7 an order"


@pytest.fixture
def store(tmp_path: Path) -> ContentStore:
    return ContentStore(tmp_path / "documents")


@pytest.fixture
def filled(clean_engine: Engine, store: ContentStore) -> Engine:
    """A home with a learner and an issued extract of the journal."""
    with transaction(clean_engine) as session:
        world = make_world(session)
        world.learner()
        document = NewDocument(
            id="JYEA-ABCD-EFGH",
            code="J-YEAR",
            series="J-YEAR/2027",
            number="1",
            issued_on=date(2027, 6, 30),
            title="Журнал учебных занятий",
            subject="ЮР-21 2026/2027",
            journal_id=world.journal_id,
            volume=1,
            pages=2,
            sheets=1,
            entries=get_head(session).size,
            revision="1",
            digest="0" * 64,
            files=(FileFact(format="pdf", sha256=store.put(PDF), size=len(PDF)),),
        )
        register(session, document, actor=world.actor, now=NOW, entropy=entropy())
    return clean_engine


def checked(engine: Engine, store: ContentStore) -> Report:
    return verify_record(engine, home=store.root.parent, store=store)


def told(engine: Engine, store: ContentStore) -> Sequence[tuple[str, str]]:
    report = checked(engine, store)
    assert report.status is (Status.ALTERED if report.problems else Status.INTACT)
    return [(problem.code, problem.entry) for problem in report.problems]


def test_every_projection_of_every_area_is_compared() -> None:
    declared = {
        node.name.removeprefix("project_")
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("project_")
    }

    assert {one.kind for one in PROJECTIONS} == declared


def test_an_untouched_home_is_intact(filled: Engine, store: ContentStore) -> None:
    with transaction(filled) as session:
        made = checkpoint(session, purpose="act", now=NOW)
    keep_checkpoint(store.root.parent, made)

    report = checked(filled, store)

    assert report.problems == ()
    assert (report.status, report.entries, report.head) == (
        Status.INTACT,
        made.size,
        made.root,
    )


def test_a_row_changed_behind_the_ledger_is_found(
    filled: Engine, store: ContentStore
) -> None:
    attack(filled, "UPDATE membership SET end_date = '2026-12-01'")

    assert told(filled, store) == [("row_altered", "membership/1")]


def test_a_row_whose_text_cannot_be_read_is_found(
    filled: Engine, store: ContentStore
) -> None:
    unreadable = filled.dialect.name == "sqlite"
    value = "CAST(x'd0ff' AS TEXT)" if unreadable else "'x'"
    attack(filled, f"UPDATE movement SET note = {value}")  # noqa: S608 - our own words

    (problem,) = checked(filled, store).problems
    assert problem.code == ("database_damaged" if unreadable else "row_altered")


def test_a_row_added_behind_the_ledger_is_found(
    filled: Engine, store: ContentStore
) -> None:
    attack(
        filled,
        "INSERT INTO membership (group_id, person_id, start_date, arrived_by, version) "
        "SELECT group_id, person_id, '2027-01-01', arrived_by, 1 FROM membership",
    )

    assert told(filled, store) == [("row_altered", "membership/2")]


def test_a_broken_chain_is_found(filled: Engine, store: ContentStore) -> None:
    attack(filled, "UPDATE ledger_payload SET payload = '{}' WHERE gseq = 0")

    assert ("payload_altered", "institution") in told(filled, store)


def test_altered_bytes_of_an_issued_document_are_found(
    filled: Engine, store: ContentStore
) -> None:
    (digest,) = store.list_digests()
    store.path(digest).write_bytes(PDF + b" ")

    assert told(filled, store) == [("bytes_altered", "issue/JYEA-ABCD-EFGH")]


def test_missing_bytes_of_an_issued_document_are_found(
    filled: Engine, store: ContentStore
) -> None:
    (digest,) = store.list_digests()
    store.path(digest).unlink()

    (problem,) = checked(filled, store).problems
    assert (problem.code, problem.journal) == ("bytes_missing", "journal/1")
    assert "Журнал учебных занятий № 1 от 30.06.2027" in problem.message


def test_a_document_taken_out_of_the_register_is_found(
    filled: Engine, store: ContentStore
) -> None:
    attack(filled, "DELETE FROM issued_file", "DELETE FROM issued_document")

    assert told(filled, store) == [("row_altered", "issue/JYEA-ABCD-EFGH")]


def test_a_tail_cut_off_is_found_by_the_file_of_checkpoints(
    filled: Engine, store: ContentStore
) -> None:
    with transaction(filled) as session:
        session.begin_nested()
        write(session, [entry("norm/x")], journal="institution")
        made = checkpoint(session, purpose="act", now=NOW)
        session.rollback()
    keep_checkpoint(store.root.parent, made)

    assert {code for code, _ in told(filled, store)} == {
        "checkpoint_lost",
        "tail_rewritten",
    }


def test_a_changed_line_of_checkpoints_is_found(
    filled: Engine, store: ContentStore
) -> None:
    (store.root.parent / FILE_NAME).write_text("{}\n")

    assert told(filled, store) == [("checkpoint_altered", "")]


def test_a_damaged_file_is_altered_not_a_crash(
    filled: Engine, store: ContentStore
) -> None:
    path = sqlite_path(filled)
    if path is None:
        attack(filled, "UPDATE ledger_head SET root = 'x'")
    else:
        filled.dispose()
        data = bytearray(path.read_bytes())
        data[4096:] = bytes(len(data) - 4096)
        path.write_bytes(data)

    report = checked(filled, store)

    assert report.status is Status.ALTERED
    assert report.problems[0].code in {"database_damaged", "head_altered"}


def test_what_is_no_database_is_altered_too(
    clean_engine: Engine, store: ContentStore
) -> None:
    path = sqlite_path(clean_engine)
    if path is None:
        with clean_engine.begin() as connection:
            connection.execute(text("DROP TABLE ledger_payload"))
    else:
        path.write_bytes(b"not a database" * 1000)

    report = checked(clean_engine, store)

    assert [problem.code for problem in report.problems] == ["database_damaged"]


def test_a_home_without_a_record_cannot_be_verified(
    empty_database_url: str, store: ContentStore
) -> None:
    from records.kernel.db import open_database

    engine = open_database(empty_database_url)
    with pytest.raises(NotFoundError):
        checked(engine, store)
    engine.dispose()


def files(engine: Engine, store: ContentStore, *paths: Path) -> Report:
    with transaction(engine, write=False) as session:
        return verify_files(session, paths, store=store)


def test_a_file_we_issued_is_known_to_the_byte(
    filled: Engine, store: ContentStore, tmp_path: Path
) -> None:
    path = tmp_path / "Журнал.pdf"
    path.write_bytes(PDF)

    report = files(filled, store, path)

    (one,) = report.files
    assert (report.status, one.status) == (Status.INTACT, Status.INTACT)
    assert (one.path, one.document) == (str(path), "JYEA-ABCD-EFGH")
    assert "выдан нами, совпадает до байта" in one.message
    assert "внесено" not in one.message


def test_later_entries_of_its_journal_are_told(
    filled: Engine, store: ContentStore, tmp_path: Path
) -> None:
    path = tmp_path / "copy.pdf"
    path.write_bytes(PDF)
    with transaction(filled) as session:
        write(session, [entry("mark/1/1"), entry("mark/1/2")])

    (one,) = files(filled, store, path).files

    assert one.status is Status.INTACT
    assert "После него в журнал внесено записей: 2" in one.message


@pytest.mark.parametrize(
    ("change", "told"),
    [("state = 'annulled'", "состояние: annulled"), ("journal_id = NULL", "до байта.")],
)
def test_what_became_of_a_document_is_told(
    filled: Engine, store: ContentStore, tmp_path: Path, change: str, told: str
) -> None:
    path = tmp_path / "copy.pdf"
    path.write_bytes(PDF)
    attack(filled, f"UPDATE issued_document SET {change}")  # noqa: S608 - our own words

    (one,) = files(filled, store, path).files

    assert one.status is Status.INTACT
    assert told in one.message


@pytest.mark.parametrize("data", [b"%PDF another", PDF + b"\n", b""])
def test_a_file_we_did_not_issue_is_unknown(
    filled: Engine, store: ContentStore, tmp_path: Path, data: bytes
) -> None:
    ours, path = tmp_path / "ours.pdf", tmp_path / "other.pdf"
    ours.write_bytes(PDF)
    path.write_bytes(data)

    report = files(filled, store, ours, path)

    assert [one.status for one in report.files] == [Status.INTACT, Status.UNKNOWN]
    assert report.status is Status.UNKNOWN
    assert "выдан не нами или изменён" in report.files[1].message


def test_a_file_smuggled_into_the_register_is_not_believed(
    filled: Engine, store: ContentStore, tmp_path: Path
) -> None:
    path = tmp_path / "forged.pdf"
    path.write_bytes(b"%PDF forged")
    attack(
        filled, "UPDATE issued_file SET sha256 = :sha", sha=store.put(b"%PDF forged")
    )

    report = files(filled, store, path)

    assert report.status is report.files[0].status is Status.ALTERED
    assert "в реестре записей его нет" in report.files[0].message


def test_our_own_lost_copy_is_told(
    filled: Engine, store: ContentStore, tmp_path: Path
) -> None:
    path = tmp_path / "copy.pdf"
    path.write_bytes(PDF)
    (digest,) = store.list_digests()
    store.path(digest).unlink()

    (one,) = files(filled, store, path).files

    assert one.status is Status.INTACT
    assert "экземпляра в хранилище нет" in one.message


def test_a_file_that_is_not_there_cannot_be_checked(
    filled: Engine, store: ContentStore, tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError):
        files(filled, store, tmp_path / "none.pdf")

"""The register of issued documents: one entry a document, read back whole."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from records.issuance.actions import register
from records.issuance.queries import find_by_sha256, find_issued, list_issued
from records.issuance.values import FileFact, NewDocument
from records.kernel.actor import Actor
from records.kernel.errors import NotAllowedError
from records.ledger.queries import get_head, list_versions
from tests.builders import NOW, World, entropy, make_world
from tests.recordings import assert_recorded

OFFICE = Actor(person_id=None, role="content_admin")
PDF = FileFact(format="pdf", sha256="a" * 64, size=11)
DOCX = FileFact(format="docx", sha256="b" * 64, size=22)
REPORT = NewDocument(
    id="MON-2222-3333",
    code="MON",
    series="MON/2026",
    number="10-2026/1",
    issued_on=date(2026, 11, 3),
    title="Отчёт за октябрь",
    subject="2026-10",
    journal_id=None,
    volume=0,
    pages=3,
    sheets=3,
    entries=5,
    revision="1",
    digest="c" * 64,
    files=(PDF, DOCX),
)


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


def enter(world: World, new: NewDocument = REPORT, *, actor: Actor = OFFICE) -> None:
    register(world.session, new, actor=actor, now=NOW, entropy=entropy())


def test_a_document_is_read_as_it_was_registered(world: World) -> None:
    enter(world)

    fact = find_issued(world.session, REPORT.id)

    assert fact is not None
    assert {
        name: getattr(fact, name) for name in REPORT.__slots__ if name != "files"
    } == {name: getattr(REPORT, name) for name in REPORT.__slots__ if name != "files"}
    assert fact.files == (DOCX, PDF)
    assert (fact.state, fact.issued_at) == ("issued", NOW)
    assert_recorded(world.session)


def test_the_ledger_holds_the_hashes_of_the_files(world: World) -> None:
    size = get_head(world.session).size

    enter(world)

    (version,) = list_versions(world.session, f"issue/{REPORT.id}")
    assert (version.gseq, version.journal) == (size, "institution")
    assert version.payload is not None
    assert version.payload["files"] == [["docx", "b" * 64, 22], ["pdf", "a" * 64, 11]]


def test_a_journals_document_stands_in_the_journals_chain(world: World) -> None:
    enter(world, replace(REPORT, journal_id=world.journal_id))

    (version,) = list_versions(world.session, f"issue/{REPORT.id}")
    assert version.journal == f"journal/{world.journal_id}"


def test_documents_are_listed_by_type_and_journal_in_the_order_of_issue(
    world: World,
) -> None:
    journal_id = world.journal_id
    later = replace(REPORT, id="MON-0000-0001", number="10-2026/2")
    book = replace(REPORT, id="JYEA-9", code="J-YEAR", journal_id=journal_id)
    for one in (REPORT, book, later):
        enter(world, one)

    session = world.session
    assert [one.id for one in list_issued(session)] == [REPORT.id, book.id, later.id]
    assert [one.id for one in list_issued(session, code="MON")] == [REPORT.id, later.id]
    (own,) = list_issued(session, journal_id=journal_id)
    assert own.id == book.id
    assert list_issued(session, code="V-EX") == ()


def test_documents_are_listed_by_codes_and_since_a_moment(world: World) -> None:
    enter(world)
    enter(world, replace(REPORT, id="MON-4444-5555", number="11-2026/1"))

    def codes(**wanted: Any) -> list[str]:
        return [one.id for one in list_issued(world.session, **wanted)]

    assert codes(ids={"MON-4444-5555", "MON-0000-0000"}) == ["MON-4444-5555"]
    assert codes(ids=set()) == []
    assert codes(since=NOW) == [REPORT.id, "MON-4444-5555"]
    assert codes(since=NOW + timedelta(microseconds=1)) == []


def test_a_document_is_found_by_any_of_its_files(world: World) -> None:
    enter(world)

    for file in (PDF, DOCX):
        found = find_by_sha256(world.session, file.sha256)
        assert found is not None
        assert found.id == REPORT.id
    assert find_by_sha256(world.session, "d" * 64) is None
    assert find_issued(world.session, "MON-9999-9999") is None


@pytest.mark.parametrize("role", ["teacher", "director", "curator", "learner"])
def test_who_has_no_right_registers_nothing(world: World, role: str) -> None:
    with pytest.raises(NotAllowedError):
        enter(world, actor=Actor(person_id=1, role=role))

    assert list_issued(world.session) == ()

"""Issuing: printed, stored and registered as one; the same again is a reprint."""

from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import Engine

from archive.issue import Desk, make_code
from archive.press import Press
from archive.store.content import ContentStore
from archive.verify import Status, verify_files
from records.issuance.queries import find_issued, list_issued
from records.kernel.db import transaction
from records.kernel.entropy import SeededEntropy, SystemEntropy
from records.kernel.errors import NotFoundError, VerificationError
from templates_docs.catalogue import find as find_real
from templates_docs.rendering.digest import canonical_digest
from tests.archive.notes import NOTE, find_note
from tests.archive.office import NOW, OFFICE, bytes_of, issue, register, ring, size
from tests.builders import make_world
from tests.recordings import assert_recorded


def test_an_issued_document_is_numbered_stored_and_registered(
    founded: Engine, desk: Desk, press: Press
) -> None:
    before = size(founded)

    (issued,) = issue(founded, desk, press, "3")

    fact = issued.fact
    assert (fact.code, fact.number, fact.series) == ("T-NOTE", "1", "T-NOTE/2026")
    assert (fact.subject, fact.pages, fact.sheets) == ("3", 3, 3)
    assert (fact.entries, fact.issued_at, fact.revision) == (before, NOW, "1")
    assert (issued.group, issued.reprinted) == ("ЮР-21", False)
    assert size(founded) == before + 1
    for file, data in zip(fact.files, issued.files[::-1], strict=True):
        assert (file.format, file.size) == (data.format, len(data.data))
        assert file.sha256 == sha256(data.data).hexdigest()
        assert desk.store.get(file.sha256) == data.data
    with transaction(founded, write=False) as session:
        assert find_issued(session, fact.id) == fact
        assert_recorded(session)


def test_the_code_and_the_moment_of_the_record_are_printed(
    founded: Engine, desk: Desk, press: Press
) -> None:
    (issued,) = issue(founded, desk, press)

    with transaction(founded, write=False) as session:
        context = NOTE.build(session, "1").context
    pdf = PdfReader(BytesIO(bytes_of(issued)["pdf"]))
    assert f"код {issued.fact.id}" in pdf.pages[0].extract_text()
    assert pdf.metadata is not None
    assert pdf.metadata.creation_date == NOW
    assert issued.fact.digest == canonical_digest(context)


def test_the_same_content_again_is_a_reprint_of_the_same_bytes(
    founded: Engine, desk: Desk, press: Press
) -> None:
    (first,) = issue(founded, desk, press)
    before = size(founded)

    (again,) = issue(founded, replace(desk, now=NOW.replace(hour=9)), press)

    assert again.reprinted
    assert again.fact == first.fact
    assert bytes_of(again) == bytes_of(first)
    assert (size(founded), register(founded)) == (before, 1)


def test_a_reprint_comes_from_the_store_and_is_not_made_anew(
    founded: Engine, desk: Desk, press: Press
) -> None:
    (first,) = issue(founded, desk, press)
    digest = first.fact.files[0].sha256
    desk.store.path(digest).write_bytes(b"altered")

    with pytest.raises(VerificationError, match=digest):
        issue(founded, desk, press)

    desk.store.path(digest).unlink()
    with pytest.raises(NotFoundError, match=digest):
        issue(founded, desk, press)


def test_new_content_is_a_new_document_with_the_next_number(
    founded: Engine, desk: Desk, press: Press
) -> None:
    (first,) = issue(founded, desk, press)
    ring(founded, "21-00-01")

    (second,) = issue(founded, desk, press)

    assert (first.fact.number, second.fact.number) == ("1", "2")
    assert first.fact.id != second.fact.id
    with transaction(founded, write=False) as session:
        ids = [one.id for one in list_issued(session, code="T-NOTE", subject="1")]
    assert ids == [first.fact.id, second.fact.id]


def test_several_documents_come_in_the_order_they_were_wanted(
    founded: Engine, desk: Desk, press: Press
) -> None:
    issue(founded, desk, press, "2")

    made = issue(founded, desk, press, "3", "2", "1")

    assert [one.fact.subject for one in made] == ["3", "2", "1"]
    assert [one.reprinted for one in made] == [False, True, False]
    assert [one.fact.number for one in made] == ["2", "1", "3"]


def test_equal_homes_issue_equal_bytes(
    tmp_path: Path, empty_databases: tuple[Engine, Engine]
) -> None:
    made = []
    for number, engine in enumerate(empty_databases):
        with transaction(engine) as session:
            make_world(session)
        desk = Desk(
            store=ContentStore(tmp_path / str(number)),
            actor=OFFICE,
            now=NOW,
            entropy=SeededEntropy("demo"),
        )
        with Press(find=find_note) as press:
            made.append(issue(engine, desk, press, "2", "1"))

    first, second = made
    assert [one.fact for one in first] == [one.fact for one in second]
    assert [bytes_of(one) for one in first] == [bytes_of(one) for one in second]


def test_an_issued_file_is_known_and_a_changed_one_is_not(
    founded: Engine, desk: Desk, press: Press, tmp_path: Path
) -> None:
    (issued,) = issue(founded, desk, press)
    path = tmp_path / "note.pdf"
    path.write_bytes(bytes_of(issued)["pdf"])
    with transaction(founded, write=False) as session:
        known = verify_files(session, [path], store=desk.store)
        path.write_bytes(bytes_of(issued)["pdf"] + b"\n")
        changed = verify_files(session, [path], store=desk.store)

    assert (known.status, known.files[0].document) == (Status.INTACT, issued.fact.id)
    assert changed.status is Status.UNKNOWN


def test_codes_are_unguessable_and_do_not_repeat() -> None:
    made = {make_code("J-YEAR", SystemEntropy()) for _ in range(5000)}

    assert len(made) == 5000
    letters = "".join(code.removeprefix("JYEA-").replace("-", "") for code in made)
    assert set(letters) == set("23456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert all(letters.count(one) > 1000 for one in set(letters))
    assert {len(code) for code in made} == {len("JYEA-7KQ2-M9XR")}


def test_a_code_that_was_given_already_is_not_given_again(
    founded: Engine, desk: Desk, press: Press
) -> None:
    (first,) = issue(founded, desk, press, "1")

    (second,) = issue(founded, replace(desk, entropy=SeededEntropy("desk")), press, "2")

    assert second.fact.id != first.fact.id


def test_a_type_that_is_not_there_is_named_with_its_neighbours() -> None:
    with pytest.raises(NotFoundError, match="V-EX"):
        find_real("V-EXX")

"""Issuing: printed, stored, registered as one; again is a reprint; a lie is not."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from archive.issue import Desk, Issued, issue_all, issue_within, make_code
from archive.press import Press
from archive.store.content import ContentStore
from archive.verify import Status, verify_files, verify_record
from records.issuance.queries import find_issued, list_issued
from records.issuance.tables import IssuedDocument
from records.kernel.actor import SYSTEM, Actor
from records.kernel.db import transaction
from records.kernel.entropy import SeededEntropy, SystemEntropy
from records.kernel.errors import NotAllowedError, NotFoundError, VerificationError
from records.ledger.queries import get_head
from records.norms.actions import set_institution
from templates_docs.catalogue import find as find_real
from templates_docs.rendering.digest import canonical_digest
from templates_docs.rendering.twins import TwinsDifferError
from tests.archive.notes import NOTE, find_note
from tests.builders import entropy, institution, make_world
from tests.recordings import assert_recorded

NOW = datetime(2026, 9, 2, 3, 30, tzinfo=UTC)
OFFICE = Actor(person_id=None, role="content_admin")


@pytest.fixture
def home(clean_engine: Engine) -> Engine:
    with transaction(clean_engine) as session:
        make_world(session)
    return clean_engine


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(
        store=ContentStore(tmp_path / "documents"),
        actor=OFFICE,
        now=NOW,
        entropy=SeededEntropy("desk"),
    )


@pytest.fixture
def press() -> Iterator[Press]:
    with Press(find=find_note) as press:
        yield press


def issue(
    engine: Engine, desk: Desk, press: Press, *subjects: str, code: str = "T-NOTE"
) -> list[Issued]:
    wanted = [(code, subject) for subject in subjects or ("1",)]
    return list(issue_all(engine, wanted, desk=desk, press=press))


def bytes_of(issued: Issued) -> dict[str, bytes]:
    return {one.format: one.data for one in issued.files}


def size(engine: Engine) -> int:
    with transaction(engine, write=False) as session:
        return get_head(session).size


def register(engine: Engine) -> int:
    with transaction(engine, write=False) as session:
        counted = select(func.count()).select_from(IssuedDocument)
        return session.scalar(counted) or 0


def ring(engine: Engine, phone: str) -> None:
    """Change what the note tells."""
    with transaction(engine) as session:
        new = institution(phone=phone)
        set_institution(session, new, actor=SYSTEM, now=NOW, entropy=entropy())


def test_an_issued_document_is_numbered_stored_and_registered(
    home: Engine, desk: Desk, press: Press
) -> None:
    before = size(home)

    (issued,) = issue(home, desk, press, "3")

    fact = issued.fact
    assert (fact.code, fact.number, fact.series) == ("T-NOTE", "1", "T-NOTE/2026")
    assert (fact.subject, fact.pages, fact.sheets) == ("3", 3, 3)
    assert (fact.entries, fact.issued_at, fact.revision) == (before, NOW, "1")
    assert (issued.group, issued.reprinted) == ("ЮР-21", False)
    assert size(home) == before + 1
    for file, data in zip(fact.files, issued.files[::-1], strict=True):
        assert (file.format, file.size) == (data.format, len(data.data))
        assert file.sha256 == sha256(data.data).hexdigest()
        assert desk.store.get(file.sha256) == data.data
    with transaction(home, write=False) as session:
        assert find_issued(session, fact.id) == fact
        assert_recorded(session)


def test_the_code_and_the_moment_of_the_record_are_printed(
    home: Engine, desk: Desk, press: Press
) -> None:
    (issued,) = issue(home, desk, press)

    with transaction(home, write=False) as session:
        context = NOTE.build(session, "1").context
    pdf = PdfReader(BytesIO(bytes_of(issued)["pdf"]))
    assert f"код {issued.fact.id}" in pdf.pages[0].extract_text()
    assert pdf.metadata is not None
    assert pdf.metadata.creation_date == NOW
    assert issued.fact.digest == canonical_digest(context)


def test_the_same_content_again_is_a_reprint_of_the_same_bytes(
    home: Engine, desk: Desk, press: Press
) -> None:
    (first,) = issue(home, desk, press)
    before = size(home)

    (again,) = issue(home, replace(desk, now=NOW.replace(hour=9)), press)

    assert again.reprinted
    assert again.fact == first.fact
    assert bytes_of(again) == bytes_of(first)
    assert (size(home), register(home)) == (before, 1)


def test_a_reprint_comes_from_the_store_and_is_not_made_anew(
    home: Engine, desk: Desk, press: Press
) -> None:
    (first,) = issue(home, desk, press)
    digest = first.fact.files[0].sha256
    desk.store.path(digest).write_bytes(b"altered")

    with pytest.raises(VerificationError, match=digest):
        issue(home, desk, press)

    desk.store.path(digest).unlink()
    with pytest.raises(NotFoundError, match=digest):
        issue(home, desk, press)


def test_new_content_is_a_new_document_with_the_next_number(
    home: Engine, desk: Desk, press: Press
) -> None:
    (first,) = issue(home, desk, press)
    ring(home, "21-00-01")

    (second,) = issue(home, desk, press)

    assert (first.fact.number, second.fact.number) == ("1", "2")
    assert first.fact.id != second.fact.id
    with transaction(home, write=False) as session:
        ids = [one.id for one in list_issued(session, code="T-NOTE", subject="1")]
    assert ids == [first.fact.id, second.fact.id]


def test_a_document_whose_twins_differ_leaves_no_trace(
    home: Engine, desk: Desk, press: Press
) -> None:
    before = size(home)

    with pytest.raises(TwinsDifferError, match="не выдан"):
        issue(home, desk, press, code="T-LIE")

    assert (size(home), register(home)) == (before, 0)
    assert list(desk.store.list_digests()) == []
    assert issue(home, desk, press)[0].fact.number == "1"


def test_the_number_after_a_refusal_is_the_next_one(
    home: Engine, desk: Desk, press: Press
) -> None:
    issue(home, desk, press, "1")
    with pytest.raises(TwinsDifferError):
        issue(home, desk, press, "1", code="T-LIE")
    ring(home, "21-00-02")

    (after,) = issue(home, desk, press, "1")

    assert after.fact.number == "2"


def test_a_cut_between_store_and_register_leaves_a_harmless_file(
    home: Engine, desk: Desk, press: Press
) -> None:
    class Cut:
        """Chance that is gone when the register asks for its salt."""

        def __init__(self) -> None:
            self.left = 1

        def take(self, count: int) -> bytes:
            if not self.left:
                raise KeyboardInterrupt
            self.left -= 1
            return bytes(count)

    before = size(home)
    with pytest.raises(KeyboardInterrupt):
        issue(home, replace(desk, entropy=Cut()), press)
    assert len(list(desk.store.list_digests())) == 2
    assert (size(home), register(home)) == (before, 0)
    report = verify_record(home, home=desk.store.root.parent, store=desk.store)
    assert (report.status, report.problems) == (Status.INTACT, ())

    (issued,) = issue(home, desk, press)

    assert issued.fact.number == "1"
    assert len(list(desk.store.list_digests())) == 4


def test_two_offices_that_issue_one_document_at_once_issue_it_once(
    home: Engine, desk: Desk
) -> None:
    def work(seed: int) -> Issued:
        own = replace(desk, entropy=SeededEntropy(str(seed)))
        with Press(find=find_note) as press:
            return issue(home, own, press)[0]

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(work, range(4)))

    assert register(home) == 1
    assert {one.fact.id for one in made} == {made[0].fact.id}
    assert {one.fact.number for one in made} == {"1"}
    assert len({bytes_of(one)["pdf"] for one in made}) == 1


def test_several_documents_come_in_the_order_they_were_wanted(
    home: Engine, desk: Desk, press: Press
) -> None:
    issue(home, desk, press, "2")

    made = issue(home, desk, press, "3", "2", "1")

    assert [one.fact.subject for one in made] == ["3", "2", "1"]
    assert [one.reprinted for one in made] == [False, True, False]
    assert [one.fact.number for one in made] == ["2", "1", "3"]


def test_a_subject_that_is_not_there_issues_nothing(
    home: Engine, desk: Desk, press: Press
) -> None:
    with pytest.raises(NotFoundError):
        issue(home, desk, press, "1", "нет такого")

    assert register(home) == 0


@pytest.mark.parametrize("role", ["teacher", "director", "learner", "curator"])
def test_who_has_no_right_issues_nothing(
    home: Engine, desk: Desk, press: Press, role: str
) -> None:
    with pytest.raises(NotAllowedError):
        issue(home, replace(desk, actor=Actor(person_id=1, role=role)), press)

    assert register(home) == 0


def test_a_document_is_issued_with_its_fact_or_not_at_all(
    home: Engine, desk: Desk, press: Press
) -> None:
    def both(session: Session, code: str) -> Issued:
        new = institution(phone="77-77-77")
        set_institution(session, new, actor=SYSTEM, now=NOW, entropy=entropy())
        return issue_within(session, code, "1", desk=desk, press=press)

    before = size(home)
    with pytest.raises(TwinsDifferError), transaction(home) as session:
        both(session, "T-LIE")
    assert (size(home), register(home)) == (before, 0)

    with transaction(home) as session:
        made = both(session, "T-NOTE")
    with transaction(home) as session:
        again = issue_within(session, "T-NOTE", "1", desk=desk, press=press)

    assert (size(home), register(home)) == (before + 2, 1)
    assert (made.reprinted, again.reprinted) == (False, True)


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


@pytest.mark.slow
def test_processes_print_the_same_and_refuse_the_same(home: Engine, desk: Desk) -> None:
    with Press(2, find=find_note) as press:
        made = issue(home, desk, press, "1", "2", "3")
        with pytest.raises(TwinsDifferError, match="Телефона нет вовсе"):
            issue(home, desk, press, "1", "2", code="T-LIE")

    assert [one.fact.number for one in made] == ["1", "2", "3"]
    assert [one.fact.pages for one in made] == [1, 2, 3]
    assert register(home) == 3


def test_an_issued_file_is_known_and_a_changed_one_is_not(
    home: Engine, desk: Desk, press: Press, tmp_path: Path
) -> None:
    (issued,) = issue(home, desk, press)
    path = tmp_path / "note.pdf"
    path.write_bytes(bytes_of(issued)["pdf"])
    with transaction(home, write=False) as session:
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
    home: Engine, desk: Desk, press: Press
) -> None:
    (first,) = issue(home, desk, press, "1")

    (second,) = issue(home, replace(desk, entropy=SeededEntropy("desk")), press, "2")

    assert second.fact.id != first.fact.id


def test_a_type_that_is_not_there_is_named_with_its_neighbours() -> None:
    with pytest.raises(NotFoundError, match="V-EX"):
        find_real("V-EXX")

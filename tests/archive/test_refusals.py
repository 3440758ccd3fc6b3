"""What is not issued leaves no trace: lies, cuts, races, strangers."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from archive.issue import Desk, Issued, issue_within
from archive.press import Press
from archive.store.content import ContentStore
from archive.verify import Status, verify_record
from records.kernel.actor import SYSTEM, Actor
from records.kernel.db import open_database, transaction
from records.kernel.entropy import SeededEntropy
from records.kernel.errors import NotAllowedError, NotFoundError
from records.norms.actions import set_institution
from templates_docs.rendering.twins import TwinsDifferError
from tests.archive.notes import find_note
from tests.archive.office import NOW, OFFICE, bytes_of, issue, register, ring, size
from tests.builders import entropy, institution

KILLED = 9


def test_a_document_whose_twins_differ_leaves_no_trace(
    founded: Engine, desk: Desk, press: Press
) -> None:
    before = size(founded)

    with pytest.raises(TwinsDifferError, match="не выдан"):
        issue(founded, desk, press, code="T-LIE")

    assert (size(founded), register(founded)) == (before, 0)
    assert list(desk.store.list_digests()) == []
    assert issue(founded, desk, press)[0].fact.number == "1"


def test_the_number_after_a_refusal_is_the_next_one(
    founded: Engine, desk: Desk, press: Press
) -> None:
    issue(founded, desk, press, "1")
    with pytest.raises(TwinsDifferError):
        issue(founded, desk, press, "1", code="T-LIE")
    ring(founded, "21-00-02")

    (after,) = issue(founded, desk, press, "1")

    assert after.fact.number == "2"


def test_a_cut_between_store_and_register_leaves_a_harmless_file(
    founded: Engine, desk: Desk, press: Press
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

    before = size(founded)
    with pytest.raises(KeyboardInterrupt):
        issue(founded, replace(desk, entropy=Cut()), press)
    assert len(list(desk.store.list_digests())) == 2
    assert (size(founded), register(founded)) == (before, 0)
    report = verify_record(founded, home=desk.store.root.parent, store=desk.store)
    assert (report.status, report.problems) == (Status.INTACT, ())

    (issued,) = issue(founded, desk, press)

    assert issued.fact.number == "1"
    assert len(list(desk.store.list_digests())) == 4


def test_two_offices_that_issue_one_document_at_once_issue_it_once(
    founded: Engine, desk: Desk
) -> None:
    def work(seed: int) -> Issued:
        own = replace(desk, entropy=SeededEntropy(str(seed)))
        with Press(find=find_note) as press:
            return issue(founded, own, press)[0]

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(work, range(4)))

    assert register(founded) == 1
    assert {one.fact.id for one in made} == {made[0].fact.id}
    assert {one.fact.number for one in made} == {"1"}
    assert len({bytes_of(one)["pdf"] for one in made}) == 1


def test_a_subject_that_is_not_there_issues_nothing(
    founded: Engine, desk: Desk, press: Press
) -> None:
    with pytest.raises(NotFoundError):
        issue(founded, desk, press, "1", "нет такого")

    assert register(founded) == 0


@pytest.mark.parametrize("role", ["teacher", "director", "learner", "curator"])
def test_who_has_no_right_issues_nothing(
    founded: Engine, desk: Desk, press: Press, role: str
) -> None:
    with pytest.raises(NotAllowedError):
        issue(founded, replace(desk, actor=Actor(person_id=1, role=role)), press)

    assert register(founded) == 0


def test_a_document_is_issued_with_its_fact_or_not_at_all(
    founded: Engine, desk: Desk, press: Press
) -> None:
    def both(session: Session, code: str) -> Issued:
        new = institution(phone="77-77-77")
        set_institution(session, new, actor=SYSTEM, now=NOW, entropy=entropy())
        return issue_within(session, code, "1", desk=desk, press=press)

    before = size(founded)
    with pytest.raises(TwinsDifferError), transaction(founded) as session:
        both(session, "T-LIE")
    assert (size(founded), register(founded)) == (before, 0)

    with transaction(founded) as session:
        made = both(session, "T-NOTE")
    with transaction(founded) as session:
        again = issue_within(session, "T-NOTE", "1", desk=desk, press=press)

    assert (size(founded), register(founded)) == (before + 2, 1)
    assert (made.reprinted, again.reprinted) == (False, True)


@pytest.mark.slow
def test_processes_print_the_same_and_refuse_the_same(
    founded: Engine, desk: Desk
) -> None:
    with Press(2, find=find_note) as press:
        made = issue(founded, desk, press, "1", "2", "3")
        with pytest.raises(TwinsDifferError, match="Телефона нет вовсе"):
            issue(founded, desk, press, "1", "2", code="T-LIE")

    assert [one.fact.number for one in made] == ["1", "2", "3"]
    assert [one.fact.pages for one in made] == [1, 2, 3]
    assert register(founded) == 3


class Killed:
    """Chance that takes the process with it when the register asks for its salt."""

    def __init__(self) -> None:
        self.left = 1

    def take(self, count: int) -> bytes:
        if not self.left:
            os._exit(KILLED)
        self.left -= 1
        return bytes(count)


def issue_and_die(url: str, folder: Path) -> None:
    engine = open_database(url)
    desk = Desk(store=ContentStore(folder), actor=OFFICE, now=NOW, entropy=Killed())
    with Press(find=find_note) as press:
        issue(engine, desk, press)


@pytest.mark.slow
def test_a_killed_process_leaves_a_harmless_file_and_no_number(
    founded: Engine, database_url: str, desk: Desk, press: Press
) -> None:
    before = size(founded)
    child = get_context("spawn").Process(
        target=issue_and_die, args=(database_url, desk.store.root)
    )
    child.start()
    child.join(60)

    assert child.exitcode == KILLED
    assert len(list(desk.store.list_digests())) == 2
    assert (size(founded), register(founded)) == (before, 0)
    assert issue(founded, desk, press)[0].fact.number == "1"

"""Looks at personal data are written down for ever (REG 1.8, 6.1)."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, delete, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from records.kernel.db import transaction
from records.people import actions, queries
from records.people.tables import PersonalReading
from tests.builders import NOW, World, make_world
from tests.records.people.office import MINUTE, learner, teacher


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


def look(
    session: Session,
    account_id: int,
    subject: str = "course 7",
    after: timedelta = timedelta(0),
) -> bool:
    return actions.note_read(
        session,
        account_id,
        screen="journal.grid",
        what="журнал группы",
        subject=subject,
        now=NOW + after,
    )


def test_a_look_is_told_with_who_what_and_when(world: World) -> None:
    made, other = teacher(world), learner(world)
    look(world.session, made.account_id)
    look(world.session, other.account_id, "course 8", after=MINUTE)

    last, first = queries.list_reads(world.session)

    assert (first.login, first.subject, first.at) == (made.login, "course 7", NOW)
    assert (first.screen, first.what) == ("journal.grid", "журнал группы")
    assert last.account_id == other.account_id


def test_looks_are_found_by_reader_by_subject_and_by_time(world: World) -> None:
    made, other = teacher(world), learner(world)
    look(world.session, made.account_id)
    look(world.session, made.account_id, "course 8", after=MINUTE)
    look(world.session, other.account_id, after=2 * MINUTE)

    def subjects(**asked: object) -> list[str]:
        found = queries.list_reads(world.session, **asked)  # type: ignore[arg-type]
        return [one.subject for one in found]

    assert subjects(account_id=made.account_id) == ["course 8", "course 7"]
    assert subjects(subject="course 7") == ["course 7", "course 7"]
    assert subjects(since=NOW + MINUTE, until=NOW + 2 * MINUTE) == ["course 8"]
    assert len(subjects(limit=1)) == 1


def test_the_same_look_is_written_once_a_quarter_of_an_hour(world: World) -> None:
    made = teacher(world)

    done = [
        look(world.session, made.account_id, after=after * MINUTE)
        for after in (0, 14, 15, 16)
    ]

    assert done == [True, False, True, False]
    assert look(world.session, made.account_id, "course 8")


def test_what_was_looked_at_is_written_for_ever(clean_engine: Engine) -> None:
    with transaction(clean_engine) as session:
        look(session, teacher(make_world(session)).account_id)

    for statement in (
        delete(PersonalReading),
        update(PersonalReading).values(subject="course 9"),
    ):
        with (
            pytest.raises(DatabaseError, match="neither changed nor removed"),
            transaction(clean_engine) as session,
        ):
            session.execute(statement)

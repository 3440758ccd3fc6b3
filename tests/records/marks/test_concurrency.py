"""Teachers at once: one record of a lesson, no mark lost, numbers without gaps."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from records.kernel.db import transaction
from records.kernel.errors import RecordsError
from records.ledger.queries import get_head
from records.lessons.queries import list_lessons
from records.marks.actions import enter_marks, record_lesson
from records.marks.queries import list_marks
from tests.builders import entropy
from tests.records.marks.school import DAY, School, draft, local, make_school, mark


def attempt(engine: Engine, write: Callable[[Session], object]) -> str:
    """Write in a transaction of its own; give the code of a refusal."""
    try:
        with transaction(engine) as session:
            write(session)
    except RecordsError as refused:
        return refused.code
    return "done"


def record(school: School, session: Session) -> object:
    return record_lesson(
        session,
        draft(school.slots[0]),
        [mark(person) for person in school.learners],
        actor=school.teacher,
        now=local(DAY),
        entropy=entropy(),
    )


def found(engine: Engine) -> School:
    with transaction(engine) as session:
        return make_school(session)


def test_of_two_records_of_one_lesson_one_is_refused(clean_engine: Engine) -> None:
    school = found(clean_engine)

    with ThreadPoolExecutor(4) as pool:
        told = pool.map(
            lambda _number: attempt(clean_engine, lambda one: record(school, one)),
            range(4),
        )

    assert sorted(told) == ["CHK-3.13.1-twice"] * 3 + ["done"]
    with transaction(clean_engine, write=False) as session:
        assert len(list_lessons(session, 1)) == 1
        assert len(list_marks(session, 1)) == 3


def test_of_two_changes_of_a_seen_mark_one_is_refused(clean_engine: Engine) -> None:
    school = found(clean_engine)
    attempt(clean_engine, lambda session: record(school, session))
    with transaction(clean_engine, write=False) as session:
        size = get_head(session).size

    def change(value: str) -> str:
        cell = mark(school.learners[0], value, seen=1)
        return attempt(
            clean_engine,
            lambda session: enter_marks(
                session,
                1,
                [cell],
                actor=school.teacher,
                now=local(DAY, 15),
                entropy=entropy(),
            ),
        )

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(change, ("4", "3")))

    assert sorted(told) == ["done", "stale_version"]
    with transaction(clean_engine, write=False) as session:
        stands = next(
            one for one in list_marks(session, 1) if one.person_id == school.learners[0]
        )
        assert stands.value == ("4" if told[0] == "done" else "3")
        assert get_head(session).size == size + 1

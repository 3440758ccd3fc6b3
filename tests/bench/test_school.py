"""The made-up school is a record like any other: it reads, prints and verifies."""

from pathlib import Path

from sqlalchemy import Engine

from archive.store.content import ContentStore
from archive.verify import verify_record
from records.curriculum.queries import get_journal
from records.kernel.db import transaction
from records.lessons.queries import list_lessons
from records.marks.queries import list_marks
from tests.bench.school.fill import fill_tables
from tests.bench.school.ledger import fill_ledger
from tests.bench.school.plan import YEAR, School

SMALL = School(groups=2, learners=4, disciplines=3, lessons=12, unrecorded=2)


def test_school_has_the_sizes_asked_for(
    clean_engine: Engine, database_url: str
) -> None:
    fill_tables(database_url, SMALL)

    with transaction(clean_engine, write=False) as session:
        journal = get_journal(session, SMALL.group_code(1), YEAR)
        lessons = list_lessons(session, journal.id)
        marks = list_marks(session, journal.id)
    assert len(journal.learners) == 4
    assert len(journal.courses) == 3
    assert len(lessons) == 3 * 10
    assert {lesson.id for lesson in lessons} >= {mark.lesson_id for mark in marks}
    assert any(lesson.monthly_control for lesson in lessons)


def test_ledger_of_a_school_verifies_with_its_tables(
    clean_engine: Engine, database_url: str, tmp_path: Path
) -> None:
    fill_tables(database_url, SMALL)
    fill_ledger(database_url)

    store = ContentStore(tmp_path)
    report = verify_record(clean_engine, home=tmp_path, store=store)

    assert report.problems == ()
    assert report.entries > 500

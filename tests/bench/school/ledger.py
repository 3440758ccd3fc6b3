"""Writes the record of a made-up school into its ledger, chain by chain."""

from collections import defaultdict
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.verify import PROJECTIONS
from records.curriculum.queries import journal_key
from records.curriculum.tables import Course, Discipline
from records.kernel.actor import SYSTEM
from records.kernel.db import open_database, transaction
from records.kernel.entropy import SystemEntropy
from records.ledger.actions import append
from records.ledger.values import INSTITUTION, NewEntry
from records.lessons.tables import Lesson
from tests.bench.school.plan import END, moment

PORTION = 5_000


def fill_ledger(url: str) -> None:
    """Append every row of the tables as the first version of its entry."""
    engine = open_database(url)
    with transaction(engine) as session:
        for chain, entries in _entries(session).items():
            for start in range(0, len(entries), PORTION):
                append(
                    session,
                    chain,
                    entries[start : start + PORTION],
                    actor=SYSTEM,
                    now=moment(END + timedelta(days=1), 1),
                    entropy=SystemEntropy(),
                )
    engine.dispose()


def _entries(session: Session) -> dict[str, list[NewEntry]]:
    courses = session.execute(
        select(Course.id, Discipline.journal_id).join(
            Discipline, Discipline.id == Course.discipline_id
        )
    )
    of_course: dict[int, int] = dict(courses.all())
    lessons = session.execute(select(Lesson.id, Lesson.journal_id))
    of_lesson: dict[int, int] = dict(lessons.all())
    chains: dict[str, list[NewEntry]] = defaultdict(list)
    for projection in PROJECTIONS:
        for entry_id, _, payload in projection.rows(session):
            lesson, course = payload.get("lesson"), payload.get("course")
            journal = (
                of_lesson[lesson]
                if isinstance(lesson, int)
                else of_course[course]
                if isinstance(course, int)
                else 0
            )
            chain = journal_key(journal) if journal else INSTITUTION
            entry = NewEntry(
                kind=projection.kind, entry_id=entry_id, payload=dict(payload)
            )
            chains[chain].append(entry)
    return chains

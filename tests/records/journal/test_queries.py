"""What is read of a whole journal; its ledger entries rebuilt from the rows."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from records.curriculum.drafts import SlotDraft
from records.curriculum.queries import get_ref, list_journals, list_slots
from records.journal.actions import close_month
from records.journal.queries import get_facts, project_journal
from records.kernel.errors import NotFoundError
from records.ledger.queries import list_current
from records.ledger.rules import canonical_text
from records.lessons import queries as lesson_queries
from records.marks import queries as mark_queries
from records.marks.actions import correct_mark, record_lesson
from tests.builders import YEAR, entropy
from tests.records.journal.year import DAYS, live_year
from tests.records.marks.school import (
    BASIS,
    School,
    absence,
    draft,
    local,
    make_school,
    mark,
)

SUMMER = local(date(2027, 6, 30))


@pytest.fixture
def school(session: Session) -> School:
    return make_school(session)


def test_an_unknown_journal_is_not_found(session: Session) -> None:
    make_school(session)

    with pytest.raises(NotFoundError):
        get_ref(session, 999)


def test_every_ledgered_kind_is_rebuilt_from_its_rows(school: School) -> None:
    live_year(school)
    absent = absence(school.learners[1], cause="illness", document="справка № 5")
    record_lesson(
        school.session,
        draft(extra_slot(school)),
        [absent],
        actor=school.teacher,
        now=local(date(2026, 11, 2)),
        entropy=entropy(),
    )
    first = lesson_queries.list_lessons(school.session, school.world.journal_id)[0]
    correct_mark(
        school.session,
        first.id,
        mark(school.learners[0], "5"),
        basis=BASIS,
        actor=school.teacher,
        now=local(DAYS[0] + timedelta(days=1)),
        entropy=entropy(),
    )
    close_month(
        school.session,
        school.world.journal_id,
        date(2026, 9, 1),
        actor=school.world.actor,
        now=SUMMER,
        entropy=entropy(),
    )
    projections = {
        "lesson": lesson_queries.project_lesson,
        "topic": lesson_queries.project_topic,
        "homework": lesson_queries.project_homework,
        "mark": mark_queries.project_mark,
        "absence": mark_queries.project_absence,
        "final": mark_queries.project_final,
        "correction": mark_queries.project_correction,
        "journal": project_journal,
    }

    for kind, project in projections.items():
        told = list_current(school.session, kind)
        written = {entry: (version, text) for entry, version, text in told}
        assert written, kind
        rebuilt = {
            entry: (version, canonical_text(payload))
            for entry, version, payload in project(school.session)
        }
        assert rebuilt == written, kind


def extra_slot(school: School) -> int:
    slot = SlotDraft(
        course_id=school.course_id,
        day=date(2026, 11, 2),
        pair=1,
        teacher_id=school.teacher_id,
    )
    school.world.slots(slot)
    return list_slots(school.session, school.world.journal_id)[-1].id


def test_the_facts_of_a_journal_are_read_at_once(school: School) -> None:
    live_year(school)

    facts = get_facts(school.session, "ЮР-21", YEAR, today=SUMMER.date())

    assert [one.number for one in facts.lessons] == [1, 2, 3, 4]
    assert (len(facts.slots), len(facts.marks), len(facts.finals)) == (4, 18, 6)
    assert len(facts.sheets) == 1
    assert facts.timezone == "Asia/Tomsk"
    assert facts.moments[facts.marks[0].entry_no] == local(DAYS[0])
    assert [ref.state for ref in list_journals(school.session)] == ["open"]

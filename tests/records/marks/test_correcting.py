"""Corrections: reason and document, the old value kept for ever (REG 4.1.1)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from records.curriculum.tables import ClosedMonth, Journal
from records.kernel.actor import Actor
from records.kernel.errors import (
    PeriodClosedError,
    RuleViolationError,
    StaleVersionError,
)
from records.ledger.queries import list_versions
from records.marks.actions import (
    correct_absence,
    correct_mark,
    enter_marks,
    record_lesson,
)
from records.marks.queries import list_corrections, list_marks
from records.marks.values import Basis, Cell, Recorded, Work
from tests.builders import entropy
from tests.records.marks.school import (
    BASIS,
    DAY,
    School,
    absence,
    draft,
    local,
    make_school,
    mark,
)

NEXT = DAY + timedelta(days=1)


@pytest.fixture
def school(session: Session) -> School:
    return make_school(session)


@pytest.fixture
def lesson(school: School) -> int:
    recorded = record_lesson(
        school.session,
        draft(school.slots[0]),
        [mark(school.learners[0], "3"), absence(school.learners[1])],
        actor=school.teacher,
        now=local(DAY),
        entropy=entropy(),
    )
    return recorded.lesson_id or 0


def correct(
    school: School,
    lesson: int,
    cell: Cell,
    *,
    basis: Basis = BASIS,
    actor: Actor | None = None,
    idem: str | None = None,
) -> Recorded:
    return correct_mark(
        school.session,
        lesson,
        cell,
        basis=basis,
        actor=actor or school.teacher,
        now=local(NEXT, 16),
        entropy=entropy(),
        idem=idem,
    )


def codes(refused: pytest.ExceptionInfo[RuleViolationError]) -> list[str]:
    return [found.code for found in refused.value.findings]


def test_a_mark_is_corrected_with_a_basis(school: School, lesson: int) -> None:
    person = school.learners[0]

    done = correct(school, lesson, mark(person, "4", seen=1), idem="form-3")

    assert done.entries == 2
    assert correct(school, lesson, mark(person, "4"), idem="form-3").repeated
    facts = list_marks(school.session, school.world.journal_id)
    current = next(one for one in facts if one.person_id == person)
    assert (current.value, current.version) == ("4", 2)
    (correction,) = list_corrections(school.session, school.world.journal_id)
    assert (correction.old, correction.new) == ("3", "4")
    assert (correction.kind, correction.work) == ("mark", "current")
    assert (correction.lesson_id, correction.person_id) == (lesson, person)
    assert correction.basis == BASIS
    assert correction.actor_id == school.teacher_id
    assert correction.at == local(NEXT, 16)
    assert correction.entry_no == current.entry_no + 1


def test_the_ledger_tells_old_new_reason_and_basis(school: School, lesson: int) -> None:
    person = school.learners[0]
    correct(school, lesson, mark(person, "4"))

    first, second = list_versions(school.session, f"mark/{lesson}/{person}/current")
    (correction,) = list_corrections(school.session, school.world.journal_id)
    (told,) = list_versions(school.session, f"correction/{correction.id}")

    assert (first.payload or {})["value"] == "3"
    assert (second.supersedes, second.reason) == (first.hash, BASIS.reason)
    assert told.payload == {
        "kind": "mark",
        "entry": f"mark/{lesson}/{person}/current",
        "course": school.course_id,
        "lesson": lesson,
        "person": person,
        "work": "current",
        "old": "3",
        "new": "4",
        "reason": BASIS.reason,
        "basis": BASIS.document,
        "basis_date": "2026-09-03",
    }


def test_an_annulled_mark_leaves_an_empty_cell(school: School, lesson: int) -> None:
    person = school.learners[0]

    correct(school, lesson, mark(person, ""))

    facts = list_marks(school.session, school.world.journal_id)
    assert [one.person_id for one in facts] == [school.learners[1]]
    (correction,) = list_corrections(school.session, school.world.journal_id)
    assert (correction.old, correction.new) == ("3", "")


def test_an_annulled_mark_does_not_come_back_without_a_basis(
    school: School, lesson: int
) -> None:
    person = school.learners[0]
    correct(school, lesson, mark(person, ""))

    with pytest.raises(RuleViolationError) as refused:
        enter_marks(
            school.session,
            lesson,
            [mark(person, "5")],
            actor=school.teacher,
            now=local(NEXT, 17),
            entropy=entropy(),
        )

    assert codes(refused) == ["CHK-4.1.1-correction"]


def test_an_absence_is_taken_away_with_a_basis(school: School, lesson: int) -> None:
    cell = Cell(person_id=school.learners[1], work=Work.CURRENT, value="")

    correct_absence(
        school.session,
        lesson,
        cell,
        basis=BASIS,
        actor=school.teacher,
        now=local(NEXT),
        entropy=entropy(),
    )

    (correction,) = list_corrections(school.session, school.world.journal_id)
    assert (correction.kind, correction.old, correction.new) == ("absence", "н", "")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": " "}, "причина"),
        ({"document": "."}, "документ"),
        ({"document_date": date(2026, 9, 4)}, "ещё не составлен"),
    ],
)
def test_a_correction_without_a_whole_basis_is_refused(
    school: School, lesson: int, changes: dict[str, object], words: str
) -> None:
    basis = replace(BASIS, **changes)  # type: ignore[arg-type]

    with pytest.raises(RuleViolationError) as refused:
        correct(school, lesson, mark(school.learners[0], "4"), basis=basis)

    assert codes(refused) == ["CHK-4.1.1-basis"]
    assert words in refused.value.message


def test_a_correction_of_nothing_is_refused(school: School, lesson: int) -> None:
    with pytest.raises(RuleViolationError) as refused:
        correct(school, lesson, mark(school.learners[0], "3"))

    assert codes(refused) == ["CHK-4.1.1-same"]


def test_a_correction_is_of_the_designations_too(school: School, lesson: int) -> None:
    with pytest.raises(RuleViolationError) as refused:
        correct(school, lesson, mark(school.learners[0], "осв."))

    assert codes(refused) == ["CHK-4.1.8-mark"]


def test_a_stranger_corrects_nothing(school: School, lesson: int) -> None:
    stranger = Actor(person_id=school.world.teacher("Шевчук Анна"), role="teacher")

    with pytest.raises(RuleViolationError) as refused:
        correct(school, lesson, mark(school.learners[0], "4"), actor=stranger)

    assert codes(refused) == ["CHK-4.1.1-author"]


def test_what_somebody_else_has_corrected_is_refused(
    school: School, lesson: int
) -> None:
    correct(school, lesson, mark(school.learners[0], "4", seen=1))

    with pytest.raises(StaleVersionError):
        correct(school, lesson, mark(school.learners[0], "5", seen=1))


def test_a_closed_month_takes_corrections_by_request_only(
    school: School, lesson: int
) -> None:
    close_month(school)

    with pytest.raises(PeriodClosedError):
        enter_marks(
            school.session,
            lesson,
            [mark(school.learners[2])],
            actor=school.teacher,
            now=local(NEXT),
            entropy=entropy(),
        )

    change = mark(school.learners[0], "4")
    with pytest.raises(PeriodClosedError, match="только по заявке") as refused:
        correct(school, lesson, change)
    assert codes(refused) == ["CHK-3.8.8-month-closed"]
    asked = replace(BASIS, by_request=True)
    assert correct(school, lesson, change, basis=asked).entries == 2


def test_a_closed_year_takes_no_corrections(school: School, lesson: int) -> None:
    journal = school.session.get_one(Journal, school.world.journal_id)
    journal.state = "closed"

    with pytest.raises(PeriodClosedError) as refused:
        correct(school, lesson, mark(school.learners[0], "4"))

    assert "администратор контента" in refused.value.message


def close_month(school: School) -> None:
    month = DAY.replace(day=1)
    closed = ClosedMonth(
        journal_id=school.world.journal_id, month=month, closed_at=local(NEXT)
    )
    school.session.add(closed)
    school.session.flush()

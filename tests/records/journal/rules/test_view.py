"""The facts of a journal arranged; how complete they are."""

from datetime import date
from typing import Any

import pytest

from records.journal.rules.progress import compute_counts, compute_progress
from records.journal.rules.view import build_seen
from records.journal.values import JournalCounts
from records.marks.values import Work
from records.norms.values import Norms
from tests.records.journal.facts import (
    DAY,
    END,
    KIM,
    LEE,
    course,
    facts,
    final,
    lesson,
    mark,
    slot,
    term,
    view,
)

GIVEN: dict[str, Any] = {
    "slots": (slot(), slot(2, date(2026, 9, 9)), slot(3, state="cancelled")),
    "lessons": (lesson(),),
    "marks": (mark(), mark(LEE, "н", Work.ABSENCE)),
    "finals": (final(),),
}


@pytest.mark.parametrize(
    ("today", "state", "last"),
    [
        (DAY, "open", date(2026, 9, 1)),
        (date(2027, 7, 1), "open", END),
        (DAY, "closed", END),
    ],
)
def test_a_listing_judges_what_was_over_yesterday(
    today: date, state: str, last: date
) -> None:
    assert build_seen(facts(today=today, state=state), Norms()).last == last


def test_a_journal_is_counted() -> None:
    assert compute_counts(facts(**GIVEN)) == JournalCounts(
        learners=2,
        courses=1,
        slots=2,
        lessons=1,
        marks=1,
        absences=1,
        finals=1,
        corrections=0,
        sheets=0,
    )


def test_the_progress_of_a_block() -> None:
    exam = course(terms=(term(control="Э"),))

    (told,) = compute_progress(view(**GIVEN, courses=(exam,)))

    assert (told.planned, told.recorded, told.complete) == (2, 1, 1)
    assert (told.hours_planned, told.hours_given, told.marks) == (4, 2, 1)
    assert (told.finals, told.finals_due) == (1, 4)
    assert told.teacher == "Петрова Анна Викторовна"


def test_finals_are_not_due_before_their_period_ends() -> None:
    (told,) = compute_progress(view(**GIVEN, last=date(2026, 12, 25)))

    assert told.finals_due == 0


def test_marks_out_of_a_span_and_absences_do_not_count() -> None:
    seen = view(**GIVEN)

    assert seen.current_marks(1, KIM, start=DAY, end=DAY) == (4,)
    assert seen.current_marks(1, LEE, start=DAY, end=DAY) == ()
    assert seen.current_marks(1, KIM, start=date(2026, 9, 3), end=END) == ()

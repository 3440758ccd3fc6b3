"""Checks of lessons: each with a fixture that fails and one that passes."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from records.curriculum.values import CourseFact
from records.journal.rules import Rule, lessons
from records.kernel.calendar import DayKind, WorkCalendar
from records.kernel.finding import Severity
from records.marks.values import Work
from tests.records.journal.facts import (
    DAY,
    KIM,
    LEE,
    course,
    facts,
    found,
    learner,
    lesson,
    mark,
    member,
    slot,
    substitution,
    teacher,
    term,
    view,
)

NEXT_DAY = datetime(2026, 9, 2, 17, 1, tzinfo=UTC)
SAME_DAY = datetime(2026, 9, 2, 16, 59, tzinfo=UTC)
IT = course(id=2, discipline_id=2, index_code="ЕН.02", name="Информатика")


def halves(discipline: int, first: int, **changes: Any) -> tuple[CourseFact, ...]:
    """Give two subgroups: Kim in the first, Lee in the second."""
    members = (member(KIM, 1), member(LEE, 2))
    return tuple(
        course(
            id=first + number,
            discipline_id=discipline,
            subgroup=number + 1,
            members=members,
            **changes,
        )
        for number in range(2)
    )


CASES: list[tuple[str, Rule, dict[str, Any], list[str]]] = [
    (
        "a planned lesson that was not recorded",
        lessons.check_recorded,
        {"slots": (slot(),)},
        ["CHK-3.13.1-not-recorded"],
    ),
    (
        "a recorded lesson",
        lessons.check_recorded,
        {"slots": (slot(),), "lessons": (lesson(),)},
        [],
    ),
    (
        "a cancelled lesson without a record",
        lessons.check_recorded,
        {"slots": (slot(state="cancelled"),)},
        [],
    ),
    (
        "a lesson without topic, homework and roll-call",
        lessons.check_parts,
        {"lessons": (lesson(topic="", homework="", roll_called=False),)},
        ["CHK-3.13.1-topic", "CHK-3.13.1-homework", "CHK-3.13.1-roll-call"],
    ),
    (
        "a point instead of a topic",
        lessons.check_parts,
        {"lessons": (lesson(topic="."),)},
        ["CHK-3.13.1-topic"],
    ),
    ("a whole lesson", lessons.check_parts, {"lessons": (lesson(),)}, []),
    (
        "«без задания»",
        lessons.check_parts,
        {"lessons": (lesson(homework="", no_homework=True),)},
        [],
    ),
    (
        "topic and homework in English",
        lessons.check_language,
        {"lessons": (lesson(topic="Past Simple", homework="Read the text"),)},
        ["CHK-4.1.2-language", "CHK-4.1.2-language"],
    ),
    (
        "an English term in a Russian topic",
        lessons.check_language,
        {"lessons": (lesson(topic="Простое прошедшее время (Past Simple)"),)},
        [],
    ),
    (
        "a record made two minutes after midnight in Tomsk",
        lessons.check_moments,
        {"lessons": (lesson(recorded_at=NEXT_DAY),)},
        ["CHK-4.1.1-late"],
    ),
    (
        "a record made a minute before midnight in Tomsk",
        lessons.check_moments,
        {"lessons": (lesson(recorded_at=SAME_DAY, completed_at=SAME_DAY),)},
        [],
    ),
    (
        "a record completed on the next day",
        lessons.check_moments,
        {"lessons": (lesson(completed_at=NEXT_DAY),)},
        ["CHK-4.1.1-completed-late"],
    ),
    (
        "a record that is not complete yet",
        lessons.check_moments,
        {"lessons": (lesson(completed_at=None),)},
        [],
    ),
    (
        "a lesson taken over from another journal",
        lessons.check_moments,
        {"lessons": (lesson(recorded_at=NEXT_DAY, source="Дневник СПО"),)},
        [],
    ),
    (
        "a mark put on the next day",
        lessons.check_moments,
        {
            "lessons": (lesson(),),
            "marks": (mark(entry_no=7),),
            "moments": {7: NEXT_DAY},
        },
        ["CHK-4.1.1-mark-late"],
    ),
    (
        "a corrected mark and a made-up absence",
        lessons.check_moments,
        {
            "lessons": (lesson(),),
            "marks": (
                mark(entry_no=7, version=2),
                mark(LEE, work=Work.MAKEUP, entry_no=8),
                mark(LEE, entry_no=9),
            ),
            "moments": {7: NEXT_DAY, 8: NEXT_DAY, 9: SAME_DAY},
        },
        [],
    ),
    (
        "a lesson recorded by somebody else",
        lessons.check_authors,
        {"slots": (slot(),), "lessons": (lesson(teacher_id=9),)},
        ["CHK-4.1.1-author"],
    ),
    (
        "a substituted lesson recorded by the sick teacher",
        lessons.check_authors,
        {"slots": (slot(substitution=substitution()),), "lessons": (lesson(),)},
        ["CHK-4.1.1-author"],
    ),
    (
        "a substituted lesson recorded by the substitute",
        lessons.check_authors,
        {
            "slots": (slot(substitution=substitution()),),
            "lessons": (lesson(teacher_id=2),),
        },
        [],
    ),
    (
        "a lesson out of the timetable",
        lessons.check_timetable,
        {"lessons": (lesson(slot_id=None),)},
        ["CHK-3.10.1-outside"],
    ),
    (
        "a recorded lesson that was cancelled",
        lessons.check_timetable,
        {"slots": (slot(state="cancelled"),), "lessons": (lesson(),)},
        ["CHK-3.10.1-cancelled"],
    ),
    (
        "a recorded lesson that was moved",
        lessons.check_timetable,
        {"slots": (slot(pair=2),), "lessons": (lesson(),)},
        ["CHK-3.10.1-moved"],
    ),
    (
        "a lesson where the timetable has it",
        lessons.check_timetable,
        {"slots": (slot(),), "lessons": (lesson(),)},
        [],
    ),
    (
        "a lesson before the school year, on a Sunday",
        lessons.check_days,
        {"lessons": (lesson(day=date(2026, 8, 30)),)},
        ["CHK-1.5-year", "CHK-3.10.1-day-off"],
    ),
    (
        "a lesson on a holiday",
        lessons.check_days,
        {"lessons": (lesson(day=date(2026, 11, 4)),)},
        ["CHK-3.10.1-day-off"],
    ),
    (
        "a lesson on a holiday the office has made a working day",
        lessons.check_days,
        {
            "lessons": (lesson(day=date(2026, 11, 4)),),
            "calendar": WorkCalendar(exceptions={date(2026, 11, 4): DayKind.WORKING}),
        },
        [],
    ),
    (
        "a teacher in two lessons at once",
        lessons.check_at_once,
        {
            "courses": (course(), IT),
            "lessons": (lesson(), lesson(2, course_id=2)),
        },
        ["CHK-3.10.1-at-once"],
    ),
    (
        "a group in two lessons at once",
        lessons.check_at_once,
        {
            "courses": (course(), IT),
            "lessons": (lesson(), lesson(2, course_id=2, teacher_id=2)),
        },
        ["CHK-3.10.1-at-once"],
    ),
    (
        "two subgroups of a discipline at once",
        lessons.check_at_once,
        {
            "courses": halves(1, 1),
            "lessons": (lesson(), lesson(2, course_id=2, teacher_id=2)),
        },
        [],
    ),
    (
        "a learner in subgroups of two disciplines at once",
        lessons.check_at_once,
        {
            "courses": (*halves(1, 1), *halves(2, 3)),
            "lessons": (lesson(), lesson(2, course_id=3, teacher_id=2)),
        },
        ["CHK-3.10.1-at-once"],
    ),
    (
        "two lessons at different pairs",
        lessons.check_at_once,
        {"lessons": (lesson(), lesson(2, pair=2))},
        [],
    ),
]


@pytest.mark.parametrize(
    ("check", "given", "codes"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_check(check: Rule, given: dict[str, Any], codes: list[str]) -> None:
    assert found(check, view(**given)) == codes


def test_lessons_after_the_last_day_looked_at_are_not_judged() -> None:
    seen = view(slots=(slot(),), last=DAY - timedelta(days=1))

    assert found(lessons.check_recorded, seen) == []


def test_a_remark_names_group_discipline_teacher_and_place() -> None:
    seen = view(slots=(slot(substitution=substitution()),))

    (remark,) = lessons.check_recorded(seen)

    assert remark.subject == "ОП.01 Теория права, 02.09.2026, пара 1"
    assert remark.group == "ЮР-21"
    assert remark.discipline == "ОП.01 Теория права"
    assert remark.teacher == "Шевчук Анна Викторовна"
    assert (remark.clause, remark.severity) == ("3.13.1", Severity.ERROR)
    assert "диспетчер" in remark.advice


def test_an_unknown_author_is_named_by_number() -> None:
    seen = view(slots=(slot(),), lessons=(lesson(teacher_id=9),))

    (remark,) = lessons.check_authors(seen)

    assert "работник № 9" in remark.message


def test_only_learners_on_the_roll_are_in_two_places() -> None:
    left = learner(KIM, "Ким Лев", (date(2026, 9, 1), date(2026, 9, 1)))
    seen = view(
        learners=(left,),
        courses=(course(), IT),
        lessons=(lesson(), lesson(2, course_id=2, teacher_id=2)),
    )

    assert found(lessons.check_at_once, seen) == []


def test_a_course_without_semesters_names_no_teacher() -> None:
    bare = course(terms=())
    seen = view(courses=(bare,))

    assert seen.place(bare).teacher == ""
    assert facts(courses=(course(terms=(term(teacher=teacher(3)),)),)).today


def test_a_remark_names_its_lesson_and_its_place_in_the_timetable() -> None:
    planned, held = slot(), lesson(topic="")

    (unrecorded,) = lessons.check_recorded(view(slots=(planned,)))
    (bare,) = lessons.check_parts(view(slots=(planned,), lessons=(held,)))

    places = [(one.course_id, one.lesson_id, one.slot_id) for one in (unrecorded, bare)]
    assert places == [
        (planned.course_id, None, planned.id),
        (held.course_id, held.id, held.slot_id),
    ]

"""Literal facts of a journal for the tests of its rules; no database."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from records.curriculum.values import (
    CourseFact,
    DisciplineKind,
    JournalFact,
    LearnerFact,
    MovementFact,
    MovementKind,
    PlanRow,
    SemesterFact,
    SlotFact,
    Span,
    SubgroupSpan,
    SubstitutionFact,
    TeacherFact,
    TermFact,
)
from records.journal.rules import Rule
from records.journal.rules.view import View, build_view
from records.journal.values import JournalFacts
from records.lessons.values import LessonFact
from records.marks.values import FinalFact, MarkFact, NotAttested, Period, Work
from records.norms.values import Norms
from records.sheets.values import (
    Result,
    SheetCode,
    SheetFact,
    SheetRowFact,
    SheetState,
)

START, END = date(2026, 9, 1), date(2027, 6, 30)
FIRST_END = date(2026, 12, 26)
DAY = date(2026, 9, 2)
LAST = date(2026, 9, 30)
KIM, LEE = 11, 12

ENROLLED = MovementFact(
    id=1,
    person_id=KIM,
    kind=MovementKind.ENROLLED,
    effective=START,
    until=None,
    order_no="77-к",
    order_date=date(2026, 8, 31),
    note="",
    entered_on=date(2026, 9, 1),
    entered_by="p5",
)


def teacher(person_id: int = 1, surname: str = "Петрова") -> TeacherFact:
    return TeacherFact(
        person_id=person_id,
        surname=surname,
        name="Анна",
        patronymic="Викторовна",
        gender="f",
    )


def learner(
    person_id: int = KIM,
    name: str = "Ким Лев",
    *spans: tuple[date, date | None],
) -> LearnerFact:
    surname, first = name.split(" ")
    return LearnerFact(
        person_id=person_id,
        surname=surname,
        name=first,
        patronymic="",
        gender="m",
        birth_date=None,
        file_no="",
        record_book="",
        spans=tuple(
            Span(start=start, end=end, arrived_by=ENROLLED, left_by=None)
            for start, end in spans or ((START, None),)
        ),
    )


def term(semester: int = 1, **changes: Any) -> TermFact:
    values = {"hours": 4, "control": "", "teacher": teacher()}
    return TermFact(semester=semester, **{**values, **changes})


def plan(*topics: str, **changes: Any) -> tuple[PlanRow, ...]:
    values = {"hours": 2, "kind": "Л", "homework": ""}
    return tuple(
        PlanRow(id=100 + number, number=number, topic=topic, **{**values, **changes})
        for number, topic in enumerate(topics, start=1)
    )


def course(**changes: Any) -> CourseFact:
    values: dict[str, Any] = {
        "id": 1,
        "discipline_id": 1,
        "index_code": "ОП.01",
        "name": "Теория права",
        "kind": DisciplineKind.DISCIPLINE,
        "position": 1,
        "subgroup": 0,
        "terms": (term(),),
    }
    return CourseFact(**{**values, **changes})


def member(person_id: int, subgroup: int, **changes: Any) -> SubgroupSpan:
    values: dict[str, Any] = {"start": START, "end": None}
    return SubgroupSpan(person_id=person_id, subgroup=subgroup, **{**values, **changes})


def slot(slot_id: int = 1, day: date = DAY, **changes: Any) -> SlotFact:
    values = {
        "course_id": 1,
        "pair": 1,
        "teacher_id": 1,
        "room": "",
        "state": "planned",
    }
    return SlotFact(id=slot_id, day=day, **{**values, **changes})


def substitution(slot_id: int = 1, person_id: int = 2) -> SubstitutionFact:
    return SubstitutionFact(
        slot_id=slot_id,
        absent=teacher(),
        substitute=teacher(person_id, "Шевчук"),
        basis="распоряжение № 3",
        basis_date=DAY,
    )


def lesson(lesson_id: int = 1, day: date = DAY, **changes: Any) -> LessonFact:
    made = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    values: dict[str, Any] = {
        "course_id": 1,
        "slot_id": lesson_id,
        "number": lesson_id,
        "pair": 1,
        "hours": 2,
        "kind": "Л",
        "monthly_control": False,
        "roll_called": True,
        "place": "",
        "teacher_id": 1,
        "topic": "Понятие права",
        "plan_item_id": None,
        "homework": "Конспект",
        "no_homework": False,
        "recorded_at": made,
        "completed_at": made,
        "version": 1,
        "topic_version": 1,
        "homework_version": 1,
        "entry_no": lesson_id,
    }
    return LessonFact(id=lesson_id, day=day, **{**values, **changes})


def mark(
    person_id: int = KIM,
    value: str = "4",
    work: Work = Work.CURRENT,
    **changes: Any,
) -> MarkFact:
    values: dict[str, Any] = {
        "lesson_id": 1,
        "cause": "",
        "document": "",
        "version": 1,
        "entry_no": 0,
    }
    return MarkFact(
        person_id=person_id, value=value, work=work, **{**values, **changes}
    )


def final(person_id: int = KIM, value: str = "4", **changes: Any) -> FinalFact:
    values: dict[str, Any] = {
        "course_id": 1,
        "period": Period.FIRST,
        "not_attested": None,
        "recorded_on": FIRST_END,
        "version": 1,
        "entry_no": 0,
    }
    return FinalFact(person_id=person_id, value=value, **{**values, **changes})


def terms(**changes: Any) -> NotAttested:
    values: dict[str, Any] = {
        "cause": "болезнь",
        "form": "экзамен",
        "due": date(2027, 1, 26),
        "order_no": "12-к",
        "order_date": FIRST_END,
    }
    return NotAttested(**{**values, **changes})


def sheet(*results: tuple[int, Result], sheet_id: int = 1, **changes: Any) -> SheetFact:
    values: dict[str, Any] = {
        "journal_id": 1,
        "course_id": 1,
        "code": SheetCode.GRADED_CREDIT,
        "title": "",
        "semester": 1,
        "number": "ДЗ-01/2026-27",
        "state": SheetState.CLOSED,
        "held_on": FIRST_END,
        "starts": None,
        "ends": None,
        "room": "",
        "form": "",
        "first_sheet_id": None,
        "attempt": 1,
        "basis": "",
        "valid_until": None,
        "closed_at": None,
        "examiners": (),
        "rows": tuple(
            SheetRowFact(person_id=person, ticket="", result=result, version=1)
            for person, result in results
        ),
    }
    return SheetFact(id=sheet_id, **{**values, **changes})


def journal(**changes: Any) -> JournalFact:
    values: dict[str, Any] = {
        "id": 1,
        "key": "journal/1",
        "group_id": 1,
        "group_code": "ЮР-21",
        "programme": "",
        "programme_kind": "spo",
        "course": 2,
        "study_form": "",
        "duration": "",
        "starts": None,
        "graduates": None,
        "department": "",
        "curator": None,
        "headman_id": None,
        "year": "2026/2027",
        "start": START,
        "end": END,
        "state": "open",
        "semesters": (
            SemesterFact(number=1, start=START, end=FIRST_END),
            SemesterFact(number=2, start=date(2027, 1, 11), end=END),
        ),
        "closed_months": (),
        "learners": (learner(), learner(LEE, "Ли Вэй")),
        "courses": (course(),),
        "movements": (),
    }
    return JournalFact(**{**values, **changes})


def facts(**changes: Any) -> JournalFacts:
    given = {name: changes.pop(name) for name in tuple(changes) if name in _JOURNAL}
    values: dict[str, Any] = {
        "journal": journal(**given),
        "slots": (),
        "lessons": (),
        "marks": (),
        "finals": (),
        "corrections": (),
        "sheets": (),
        "course_works": (),
        "timezone": "Asia/Tomsk",
        "today": END,
    }
    return JournalFacts(**{**values, **changes})


def view(*, last: date = END, norms: Norms | None = None, **changes: Any) -> View:
    return build_view(facts(**changes), norms or Norms(), last=last)


def found(check: Rule, seen: View) -> list[str]:
    """Return the codes a check finds."""
    return [one.code for one in check(seen)]


def same(one: Any, **changes: Any) -> Any:
    """Return a copy of a fact with something changed."""
    return replace(one, **changes)


_JOURNAL = frozenset(
    {"learners", "courses", "movements", "semesters", "state", "closed_months"}
)

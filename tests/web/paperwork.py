"""Sheets, requests, inspections and orders of the test college, made by its people."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Engine

from records.curriculum.tables import ClosedMonth
from records.kernel.actor import Actor
from records.kernel.db import transaction
from records.marks.values import Basis
from records.orders.actions import draft_order, record_inspection
from records.orders.values import InspectionDraft, NewRemark
from records.requests.actions import approve_request, ask_correction
from records.requests.values import CellRef, LessonCell, NewRequest, Values
from records.sheets.actions import advance_sheet, fill_sheet, open_sheet
from records.sheets.values import Result, RowEntry, SheetCode, SheetDraft
from templates_docs.documents.inspection_order.build import CODE, SERIES, draft
from tests.builders import entropy
from tests.web.college import DAYS, MORNING, TODAY, College

RESULTS = (
    Result.FIVE,
    Result.FOUR,
    Result.ABSENT,
    Result.THREE,
    Result.TWO,
    Result.FOUR,
)
BASIS = Basis(
    reason="отметка внесена не тому",
    document="служебная записка № 12",
    document_date=date(2026, 9, 14),
)


def actor(college: College, who: str) -> Actor:
    """Return one of the college's people as the one who acts."""
    return Actor(person_id=college.people.persons[who], role=who.removeprefix("other_"))


def make_sheet(
    engine: Engine,
    college: College,
    *,
    results: Sequence[Result] = (),
    code: SheetCode = SheetCode.EXAM,
    closed: bool = False,
    foreign: bool = False,
) -> int:
    """Open a sheet of the teacher's course (of the other teacher's), fill, close it."""
    who = actor(college, "other_teacher" if foreign else "teacher")
    places, people = college.places, college.people
    course = places.other_course if foreign else places.course
    with transaction(engine) as session:
        sheet_id = open_sheet(
            session,
            SheetDraft(
                course_id=course,
                code=code,
                semester=1,
                held_on=TODAY,
                examiner_ids=(who.person_id or 0,),
            ),
            actor=who,
            now=MORNING,
            entropy=entropy(),
        )
        learners = people.others if foreign else people.learners
        entries = [
            RowEntry(person_id=person, result=result)
            for person, result in zip(learners, results, strict=False)
        ]
        fill_sheet(
            session, sheet_id, entries, actor=who, now=MORNING, entropy=entropy()
        )
        if closed:
            advance_sheet(session, sheet_id, actor=who, now=MORNING, entropy=entropy())
    return sheet_id


def close_september(engine: Engine, college: College) -> int:
    """Close the month of the recorded lessons; return the lesson of the 1st."""
    with transaction(engine) as session:
        session.add(
            ClosedMonth(
                journal_id=college.places.journal,
                month=DAYS[0],
                closed_at=MORNING,
            )
        )
    return college.places.lessons[college.places.course, DAYS[0]]


def ask(
    engine: Engine,
    college: College,
    *,
    ref: CellRef | None = None,
    wanted: Values | None = None,
    approved: bool = False,
    now: datetime = MORNING,
) -> int:
    """Let the teacher ask for a «4» instead of the «5» of the first learner."""
    lesson = college.places.lessons[college.places.course, DAYS[0]]
    place = ref or LessonCell(lesson_id=lesson, person_id=college.people.learners[0])
    new = NewRequest(ref=place, wanted=wanted or {"current": "4"}, basis=BASIS)
    with transaction(engine) as session:
        request_id = ask_correction(
            session, new, actor=actor(college, "teacher"), now=now, entropy=entropy()
        )
        if approved:
            approve_request(
                session,
                request_id,
                actor=actor(college, "deputy"),
                now=now,
                entropy=entropy(),
            )
    return request_id


def inspect(engine: Engine, college: College) -> int:
    """Let the deputy record an inspection with two remarks."""
    remarks = tuple(
        NewRemark(
            course_id=college.places.course,
            text=text,
            clause=clause,
            due=date(2026, 9, 21),
        )
        for text, clause in (("Нет темы 08.09.2026", "3.13.1"), ("Поздно", "4.1.1"))
    )
    with transaction(engine) as session:
        return record_inspection(
            session,
            InspectionDraft(
                starts=date(2026, 9, 10),
                ends=date(2026, 9, 14),
                period_from=DAYS[0],
                period_to=date(2026, 9, 14),
                report_date=date(2026, 9, 14),
                purpose="Ведение журналов",
                groups=("ЮР-21",),
                courses=3,
                lessons=6,
                courses_in_time=2,
                remarks=remarks,
            ),
            actor=actor(college, "deputy"),
            now=MORNING,
            entropy=entropy(),
        )


def word_order(engine: Engine, college: College, inspection_id: int) -> int:
    """Let the deputy word the draft of an order from an inspection."""
    with transaction(engine) as session:
        worded = draft(session, inspection_id)
        return draft_order(
            session,
            code=CODE,
            series=SERIES,
            heading=worded.heading,
            body=worded.body,
            inspection_id=inspection_id,
            actor=actor(college, "deputy"),
            now=MORNING,
            entropy=entropy(),
        )

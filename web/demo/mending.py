"""Mistakes found later: corrections with a basis, «н/а» made good (REG 4.1.1, 4.2.3)."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from records.curriculum.values import JournalFact
from records.lessons.queries import list_lessons
from records.lessons.values import LessonChange, LessonFact
from records.marks.actions.correcting import correct_mark
from records.marks.actions.finals import enter_finals, settle_not_attested
from records.marks.actions.recording import amend_lesson
from records.marks.queries import list_marks
from records.marks.values import (
    Basis,
    Cell,
    FinalCell,
    MarkFact,
    Period,
    Settlement,
    Work,
)
from records.sheets.actions import advance_sheet, fill_sheet, open_retake
from records.sheets.queries import list_sheets
from records.sheets.values import Result, RowEntry, SheetCode, SheetDraft
from web.demo.book import CourseBook
from web.demo.dice import choose
from web.demo.story import MAKE_UP
from web.demo.terms import Illness
from web.demo.world import World, teacher

REASONS = {
    "3": ("4", "ошибка при переносе отметки из работы"),
    "4": ("5", "не учтена отметка за практическое занятие"),
    "2": ("4", "работа сдана повторно"),
    "5": ("4", "отметка другого обучающегося"),
}
CORRECTION_DAYS = (
    date(2026, 10, 16),
    date(2026, 11, 20),
    date(2026, 12, 9),
    date(2027, 3, 19),
    date(2027, 5, 21),
)
BACK = timedelta(days=3)


def correct_one(
    world: World, session: Session, journal: JournalFact, day: date
) -> None:
    """Correct one mark of the last days by a memo (исправление)."""
    lessons = {
        one.id: one
        for one in list_lessons(session, journal.id)
        if day - BACK <= one.day < day
    }
    found = [
        one
        for one in list_marks(session, journal.id)
        if one.lesson_id in lessons
        and one.work is Work.CURRENT
        and one.value in REASONS
    ]
    if found:
        mark = choose(sorted(found, key=_order), "correct", journal.group_code, day)
        _correct(world, session, lessons[mark.lesson_id], mark=mark, day=day)


def _order(mark: MarkFact) -> tuple[int, int]:
    return mark.lesson_id, mark.person_id


def _correct(
    world: World, session: Session, lesson: LessonFact, *, mark: MarkFact, day: date
) -> None:
    value, reason = REASONS[mark.value]
    correct_mark(
        session,
        lesson.id,
        Cell(
            person_id=mark.person_id,
            work=Work.CURRENT,
            value=value,
            seen=mark.version,
        ),
        basis=Basis(reason=reason, document="служебная записка", document_date=day),
        actor=teacher(lesson.teacher_id),
        now=world.after(day, 15, "correction", lesson.id),
        entropy=world.entropy,
    )


def fill_gaps(world: World, session: Session, journal: JournalFact, day: date) -> None:
    """Fill in what the month's lessons lack, before the month is closed."""
    rows = {row.id: row for course in journal.courses for row in course.plan}
    for lesson in list_lessons(session, journal.id):
        if lesson.complete or lesson.day >= day:
            continue
        row = rows.get(lesson.plan_item_id or 0)
        if row is None:
            row = next(
                course.plan[lesson.number - 1]
                for course in journal.courses
                if course.id == lesson.course_id
            )
        change = LessonChange(
            topic=None if lesson.topic else row.topic,
            plan_item_id=None if lesson.topic else row.id,
            homework=None if lesson.homework or lesson.no_homework else row.homework,
        )
        amend_lesson(
            session,
            lesson.id,
            change,
            actor=teacher(lesson.teacher_id),
            now=world.after(day, 16, "filled in", lesson.id),
            entropy=world.entropy,
        )


def make_good(
    world: World, session: Session, books: list[CourseBook], illness: Illness
) -> None:
    """Let the learner who was ill take the exam: re-take sheet and the final."""
    book = next(one for one in books if one.course.index_code == illness.index_code)
    course = book.course
    first = next(
        one
        for one in list_sheets(session, book.journal.id)
        if one.course_id == course.id and one.code is SheetCode.EXAM
    )
    examiner = course.terms[0].teacher.person_id
    actor, now = teacher(examiner), world.moment(MAKE_UP, 14, 10)
    sheet = open_retake(
        session,
        first.id,
        SheetDraft(
            course_id=course.id,
            code=SheetCode.INDIVIDUAL,
            semester=first.semester,
            held_on=MAKE_UP,
            examiner_ids=(examiner,),
            form="экзамен (устный)",
            room=first.room,
            basis="н/а, приказ от 21.12.2026 № 12-к",
            valid_until=MAKE_UP,
        ),
        learner_id=illness.person_id,
        actor=actor,
        now=now,
        entropy=world.entropy,
    )
    row = RowEntry(person_id=illness.person_id, result=Result.THREE, ticket="11")
    fill_sheet(session, sheet, [row], actor=actor, now=now, entropy=world.entropy)
    for _ in range(3):
        advance_sheet(session, sheet, actor=actor, now=now, entropy=world.entropy)
    settle_not_attested(
        session,
        course.id,
        Settlement(person_id=illness.person_id, period=Period.EXAM, result=row.result),
        basis=Basis(
            reason="сдан экзамен",
            document="приказ № 12-к",
            document_date=date(2026, 12, 21),
        ),
        actor=actor,
        now=world.moment(MAKE_UP, 15, 5),
        entropy=world.entropy,
    )
    enter_finals(
        session,
        course.id,
        Period.TOTAL,
        [FinalCell(person_id=illness.person_id, value=row.result)],
        actor=actor,
        now=world.moment(MAKE_UP, 15, 10),
        entropy=world.entropy,
    )

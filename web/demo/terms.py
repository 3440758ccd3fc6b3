"""Ends of terms: finals, exams and credits with their sheets (REG 4.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from records.curriculum.values import LearnerFact, TermFact
from records.marks.actions.finals import enter_finals
from records.marks.rules.finals import compute_due_periods, period_of
from records.marks.values import FinalCell, NotAttested, Period
from records.sheets.actions import advance_sheet, fill_sheet, open_sheet
from records.sheets.values import Result, RowEntry, SheetCode, SheetDraft
from web.demo.book import CourseBook
from web.demo.cells import imagine_mark, mean_mark
from web.demo.dice import choose, roll
from web.demo.world import World, teacher

SHEETS = {
    "Э": (SheetCode.EXAM, "экзамен (устный)", ""),
    "Эк": (SheetCode.EXAM, "экзамен по модулю", "ведомость экзамена по модулю"),
    "З": (SheetCode.CREDIT, "зачёт", ""),
    "ДЗ": (SheetCode.GRADED_CREDIT, "дифференцированный зачёт", ""),
    "КР": (SheetCode.COURSEWORK, "защита курсовой работы", ""),
    "КП": (SheetCode.COURSEWORK, "защита курсового проекта", ""),
}
PRACTICES = frozenset({"training_practice", "work_practice", "final_practice"})
STEPS = 3
NOT_ATTESTED = "н/а"


@dataclass(frozen=True, slots=True, kw_only=True)
class Illness:
    """A learner who misses an exam: «н/а» with its terms (REG 4.2.3)."""

    person_id: int
    index_code: str
    semester: int
    terms: NotAttested


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A term of a course that ends: the day, the term, who fell ill."""

    book: CourseBook
    term: TermFact
    day: date
    illness: Illness | None = None

    @property
    def learners(self) -> Sequence[LearnerFact]:
        """Return the learners on the roll that day."""
        return self.book.learners(self.day)

    def ill(self, person_id: int) -> NotAttested | None:
        """Return the terms of «н/а» of a learner who fell ill before this exam."""
        found = self.illness
        if found is None or found.person_id != person_id:
            return None
        exam = (self.book.course.index_code, self.term.semester)
        return found.terms if exam == (found.index_code, found.semester) else None


def close_term(world: World, session: Session, closing: Closing) -> None:
    """Give the finals of a term and its sheet; clear the term's marks."""
    period = period_of(closing.term.semester)
    due = compute_due_periods(closing.book.course)
    if period in due:
        _finals(world, session, closing, period)
    rows = _sheet(world, session, closing) if closing.term.control else ()
    if _is_last(closing) and period is not Period.TOTAL and due:
        _totals(world, session, closing, rows)
    closing.book.term.clear()


def _is_last(closing: Closing) -> bool:
    return closing.term.semester == closing.book.course.terms[-1].semester


def _finals(world: World, session: Session, closing: Closing, period: Period) -> None:
    cells = [
        FinalCell(person_id=one.person_id, value=_term_mark(closing, one.person_id))
        for one in closing.learners
    ]
    _enter(world, session, closing, period=period, cells=cells)


def _totals(
    world: World, session: Session, closing: Closing, rows: Sequence[RowEntry]
) -> None:
    exams = {row.person_id: row.result for row in rows if _is_exam(closing)}
    cells = [
        FinalCell(
            person_id=one.person_id,
            value=total_mark(
                _term_mark(closing, one.person_id), exams.get(one.person_id, "")
            ),
        )
        for one in closing.learners
        if exams.get(one.person_id) is not Result.ABSENT
    ]
    _enter(world, session, closing, period=Period.TOTAL, cells=cells)


def _is_exam(closing: Closing) -> bool:
    return SHEETS[closing.term.control][0] is SheetCode.EXAM


def total_mark(term: str, exam: str) -> str:
    """Return the mark of the whole course: a failed exam fails it."""
    if exam in {"", "2"}:
        return exam or term
    return mean_mark([term, exam])


def _term_mark(closing: Closing, person_id: int) -> str:
    known = closing.book.term_mark(person_id)
    return known or imagine_mark(person_id, closing.book.course.title, closing.day)


def _enter(
    world: World,
    session: Session,
    closing: Closing,
    *,
    period: Period,
    cells: Sequence[FinalCell],
) -> None:
    enter_finals(
        session,
        closing.book.course.id,
        period,
        cells,
        actor=teacher(closing.term.teacher.person_id),
        now=world.after(closing.day, 18, closing.book.course.id, period),
        entropy=world.entropy,
    )


def _sheet(world: World, session: Session, closing: Closing) -> Sequence[RowEntry]:
    course, term = closing.book.course, closing.term
    code, form, title = SHEETS[term.control]
    if course.kind in PRACTICES:
        code = SheetCode.PRACTICE
    examiner = term.teacher.person_id
    actor = teacher(examiner)
    now = world.after(closing.day, 19, course.id)
    begins = 540
    sheet = open_sheet(
        session,
        SheetDraft(
            course_id=course.id,
            code=code,
            title=title,
            form=form,
            semester=term.semester,
            held_on=closing.day,
            examiner_ids=(examiner,),
            room=str(choose((104, 207, 214, 305, 312), "room", course.id)),
            starts=begins,
            ends=begins + 140 + int(roll("ends", course.id) * 60),
        ),
        actor=actor,
        now=now,
        entropy=world.entropy,
    )
    rows = [_row(closing, code, one.person_id) for one in closing.learners]
    fill_sheet(session, sheet, rows, actor=actor, now=now, entropy=world.entropy)
    for step in range(STEPS):
        later = now + timedelta(minutes=10 * (step + 1))
        advance_sheet(session, sheet, actor=actor, now=later, entropy=world.entropy)
    if code is SheetCode.EXAM:
        _exam_finals(world, session, closing, rows)
    return rows


def _row(closing: Closing, code: SheetCode, person_id: int) -> RowEntry:
    if closing.ill(person_id):
        return RowEntry(person_id=person_id, result=Result.ABSENT)
    mark = _sheet_mark(closing, code, person_id)
    if code is SheetCode.CREDIT:
        result = Result.FAILED if mark == "2" else Result.PASSED
        return RowEntry(person_id=person_id, result=result)
    ticket = ""
    if code is SheetCode.EXAM:
        ticket = str(1 + int(roll("ticket", closing.day, person_id) * 30))
    return RowEntry(person_id=person_id, result=Result(mark), ticket=ticket)


def _sheet_mark(closing: Closing, code: SheetCode, person_id: int) -> str:
    if code in {SheetCode.GRADED_CREDIT, SheetCode.PRACTICE, SheetCode.CREDIT}:
        return _term_mark(closing, person_id)
    drawn = imagine_mark(person_id, "exam", closing.book.course.title)
    return "3" if drawn == "2" and roll("second try", person_id) < 0.7 else drawn


def _exam_finals(
    world: World, session: Session, closing: Closing, rows: Sequence[RowEntry]
) -> None:
    cells = [
        FinalCell(
            person_id=row.person_id,
            value=NOT_ATTESTED if row.result is Result.ABSENT else row.result,
            not_attested=closing.ill(row.person_id),
        )
        for row in rows
    ]
    _enter(world, session, closing, period=Period.EXAM, cells=cells)

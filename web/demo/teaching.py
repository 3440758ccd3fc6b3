"""A day of lessons: every teacher records what was held (REG 3.13.1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from records.curriculum.values import PlanRow, SlotFact
from records.lessons.values import LessonDraft
from records.marks.actions.recording import record_lesson
from records.marks.values import Cell, Work
from web.demo.book import CourseBook
from web.demo.cells import imagine_cells, imagine_mark
from web.demo.dice import roll
from web.demo.world import World, teacher

FIRST_PAIR = 9
PAIR_HOURS = 2
NO_HOMEWORK = "Без задания"
NOT_ATTESTED = "н/а"
MARKS = frozenset("5432")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What a teacher did wrong with one lesson, for the inspection to find."""

    late: bool = False
    without_topic: bool = False
    without_homework: bool = False


def teach(
    world: World,
    session: Session,
    book: CourseBook,
    slot: SlotFact,
    *,
    slip: Slip | None = None,
) -> int:
    """Record one lesson with its roll-call and marks; return its id."""
    slip = slip or Slip()
    row = book.take_row()
    cells = _cells(book, slot, row)
    day = slot.day + timedelta(days=1) if slip.late else slot.day
    hour = 8 if slip.late else FIRST_PAIR + PAIR_HOURS * slot.pair - 1
    now = world.after(day, min(hour, 21), slot.id)
    monthly = book.marked and slot.id in book.last_of_month
    recorded = record_lesson(
        session,
        _draft(slot, row, slip=slip, monthly=monthly),
        cells,
        actor=teacher(slot.leader_id),
        now=now,
        entropy=world.entropy,
        late_reason="занесено на следующий день" if slip.late else "",
    )
    if recorded.lesson_id is None:
        raise RuntimeError("a recorded lesson has an id")
    return recorded.lesson_id


def list_today(
    books: Iterable[CourseBook], day: date
) -> Sequence[tuple[CourseBook, SlotFact]]:
    """Return the day's lessons in the order of pairs."""
    found = [
        (book, slot)
        for book in books
        for slot in book.slots
        if slot.day == day and slot.state == "planned"
    ]
    return sorted(found, key=lambda one: (one[1].pair, one[1].id))


def _draft(
    slot: SlotFact, row: PlanRow | None, *, slip: Slip, monthly: bool
) -> LessonDraft:
    if row is None:
        return LessonDraft(
            slot_id=slot.id,
            kind="СР",
            topic="Обобщение и повторение пройденного материала",
            no_homework=True,
            monthly_control=monthly,
        )
    homework = "" if slip.without_homework else row.homework
    free = not row.homework or row.homework.startswith(NO_HOMEWORK)
    return LessonDraft(
        slot_id=slot.id,
        kind=row.kind,
        topic="" if slip.without_topic else row.topic,
        hours=row.hours,
        homework="" if free else homework,
        no_homework=free and not slip.without_homework,
        plan_item_id=row.id,
        monthly_control=monthly,
    )


def _cells(book: CourseBook, slot: SlotFact, row: PlanRow | None) -> list[Cell]:
    learners = [one.person_id for one in book.learners(slot.day)]
    kind = row.kind if row else "СР"
    course = book.course
    lesson = f"{course.title}/{course.subgroup}/{slot.day}/{slot.pair}"
    drawn = list(imagine_cells(lesson, kind, learners))
    if not book.marked:
        return [cell for cell in drawn if cell.work is Work.ABSENCE]
    for cell in drawn:
        if cell.value in MARKS:
            book.note(cell.person_id, cell.value)
    if slot.id not in book.last_of_month:
        return drawn
    return drawn + _monthly(book, drawn, learners, lesson)


def _monthly(
    book: CourseBook, drawn: Sequence[Cell], learners: Sequence[int], lesson: str
) -> list[Cell]:
    absent = {cell.person_id for cell in drawn if cell.work is Work.ABSENCE}
    cells = []
    for person in learners:
        if not book.month[person] and person not in absent:
            mark = imagine_mark(person, lesson, "asked at last")
            book.note(person, mark)
            cells.append(Cell(person_id=person, work=Work.CURRENT, value=mark))
        value = book.month_mark(person) or NOT_ATTESTED
        cells.append(Cell(person_id=person, work=Work.MONTHLY_CONTROL, value=value))
    book.month.clear()
    return cells


def slip_of(slot: SlotFact, slips: dict[int, Slip]) -> Slip | None:
    """Return what goes wrong with a lesson: what the story says, or a rare delay."""
    told = slips.get(slot.id)
    if told is not None:
        return told
    return Slip(late=True) if roll("late", slot.id) < 0.004 else None

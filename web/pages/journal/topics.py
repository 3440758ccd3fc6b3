"""The right side of the page: dates, topics, homework, hours; practical works (4.1.3)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from records.curriculum.queries import list_plan
from records.curriculum.values import PlanRow
from records.lessons.queries import list_course_lessons
from records.lessons.values import LESSON_KINDS, LessonFact
from records.marks.queries.narrow import list_short_names
from web.pages.journal.desk import CourseDesk

PRACTICAL = ("ЛР", "ПЗ", "КР", "КП", "СР")
"""Kinds of work a learner does by hand; the regulation asks for them (REG 4.1.6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLine:
    """A lesson as the right page writes it."""

    lesson_id: int
    number: int
    day: date
    kind: str
    kind_words: str
    topic: str
    planned: str
    homework: str
    no_homework: bool
    hours: int
    teacher: str

    @property
    def differs(self) -> bool:
        """Tell whether the topic is not the one of its row of the plan."""
        return bool(self.planned) and self.planned != self.topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """The lessons of a course with the rows of the plan that are still ahead."""

    lines: tuple[TopicLine, ...]
    ahead: tuple[PlanRow, ...]
    hours_planned: int
    hours_given: int
    hours_of_plan: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    """A kind of practical work: how many the plan asks for, how many were held."""

    kind: str
    words: str
    planned: int
    held: tuple[TopicLine, ...]


def build_topics(session: Session, desk: CourseDesk) -> Topics:
    """Read the lessons of a course with plan and fact."""
    plan = list_plan(session, desk.ref.id) if desk.slots is None else ()
    lessons = [
        one
        for one in list_course_lessons(session, desk.ref.id)
        if desk.shows(one.slot_id)
    ]
    names = list_short_names(session, {one.teacher_id for one in lessons})
    rows = {row.id: row for row in plan}
    used = {one.plan_item_id for one in lessons}
    return Topics(
        lines=tuple(_line(one, rows, names) for one in lessons),
        ahead=tuple(row for row in plan if row.id not in used),
        hours_planned=sum(term.hours for term in desk.setting.terms),
        hours_given=sum(one.hours for one in lessons),
        hours_of_plan=sum(row.hours for row in plan),
    )


def list_works(topics: Topics) -> tuple[WorkLine, ...]:
    """List the practical works by kind: plan, fact, the lessons held (REG 4.1.6)."""
    planned = Counter(row.kind for row in topics.ahead)
    held: dict[str, list[TopicLine]] = {}
    for line in topics.lines:
        held.setdefault(line.kind, []).append(line)
    return tuple(
        WorkLine(
            kind=kind,
            words=LESSON_KINDS[kind],
            planned=planned[kind] + len(held.get(kind, ())),
            held=tuple(held.get(kind, ())),
        )
        for kind in PRACTICAL
        if planned[kind] or held.get(kind)
    )


def _line(
    lesson: LessonFact, rows: dict[int, PlanRow], names: dict[int, str]
) -> TopicLine:
    row = rows.get(lesson.plan_item_id or 0)
    return TopicLine(
        lesson_id=lesson.id,
        number=lesson.number,
        day=lesson.day,
        kind=lesson.kind,
        kind_words=LESSON_KINDS.get(lesson.kind, lesson.kind),
        topic=lesson.topic,
        planned=row.topic if row else "",
        homework=lesson.homework,
        no_homework=lesson.no_homework,
        hours=lesson.hours,
        teacher=names.get(lesson.teacher_id, ""),
    )

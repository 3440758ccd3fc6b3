"""What a lesson taken over from another journal must be like (перенос)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from records.curriculum.values import CourseFact, JournalFact, LearnerFact
from records.kernel.finding import Finding
from records.lessons.rules import (
    MONTH_CLOSED,
    check_day,
    check_homework,
    check_kind,
    check_topic,
    check_year,
    declare,
    remark,
)
from records.lessons.values import Place
from records.marks.rules.cells import ROLL, SUBGROUP, check_together
from records.marks.rules.designations import check_value
from records.marks.values import Cell, TakenLesson
from records.norms.values import Norms

DIFFERS = declare("CHK-3.13.1-differs", "занятие уже записано иначе")
COURSE = declare("CHK-1.5-course", "дисциплины нет в журнале группы")

KNOWN = (DIFFERS, COURSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingSetting:
    """The journal a lesson is taken over into, ready for many of them."""

    journal: JournalFact
    courses: Mapping[int, CourseFact]
    learners: Mapping[int, LearnerFact]
    today: date
    norms: Norms

    def place_of(self, lesson: TakenLesson) -> Place:
        """Return where a remark about the lesson points."""
        course = self.courses.get(lesson.course_id)
        title = course.title if course else f"дисциплина № {lesson.course_id}"
        return Place(
            words=f"{title}, {lesson.day:%d.%m.%Y}, пара {lesson.pair}",
            group=self.journal.group_code,
            discipline=title,
        )


def open_taking(journal: JournalFact, *, today: date, norms: Norms) -> TakingSetting:
    """Make a journal ready for checking the lessons taken over into it."""
    return TakingSetting(
        journal=journal,
        courses={course.id: course for course in journal.courses},
        learners={learner.person_id: learner for learner in journal.learners},
        today=today,
        norms=norms,
    )


def check_taken(lesson: TakenLesson, setting: TakingSetting) -> Iterator[Finding]:
    """Check one lesson with its cells; it was written in time elsewhere."""
    place, journal = setting.place_of(lesson), setting.journal
    yield from check_year(journal.state, place)
    if lesson.day.replace(day=1) in journal.closed_months:
        yield remark(place, MONTH_CLOSED)
    if lesson.course_id not in setting.courses:
        yield remark(place, COURSE, advice="проверьте учебный план")
        return
    if lesson.day > setting.today:
        yield from check_day(lesson.day, setting.today, place)
    yield from check_kind(lesson.kind, lesson.hours, place)
    yield from check_topic(lesson.topic, place, setting.norms)
    yield from check_homework(
        lesson.homework,
        no_homework=lesson.no_homework,
        place=place,
        norms=setting.norms,
    )
    for person_id in dict.fromkeys(cell.person_id for cell in lesson.cells):
        yield from _check_learner(person_id, lesson, setting)


def _check_learner(
    person_id: int, lesson: TakenLesson, setting: TakingSetting
) -> Iterator[Finding]:
    learner = setting.learners.get(person_id)
    name = learner.short_name if learner else f"обучающийся № {person_id}"
    place = setting.place_of(lesson)
    place = replace(place, words=f"{place.words}, {name}")
    if learner is None or not learner.on_roll(lesson.day):
        yield remark(place, ROLL, f"не числится в группе {lesson.day:%d.%m.%Y}")
    elif not setting.courses[lesson.course_id].led(person_id, lesson.day):
        yield remark(place, SUBGROUP)
    cells: list[Cell] = [one for one in lesson.cells if one.person_id == person_id]
    for cell in cells:
        yield from check_value(cell.work, cell.value, place=place, norms=setting.norms)
    yield from check_together({cell.work: cell.value for cell in cells}, place)

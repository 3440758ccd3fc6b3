"""The facts of a journal arranged for its checks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from records.curriculum.values import (
    CourseFact,
    JournalFact,
    LearnerFact,
    SlotFact,
    TeacherFact,
)
from records.journal.values import JournalFacts
from records.lessons.values import LessonFact, Place
from records.marks.values import CURRENT_WORKS, MarkFact
from records.norms.values import Norms

PLANNED = "planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a check looks at: facts, norms, the days from `first` to `last`.

    Lessons, slots and marks are those of the days looked at; `all_lessons` and
    `all_marks` are of the whole year until the last of them.
    """

    facts: JournalFacts
    norms: Norms
    first: date
    last: date
    courses: Mapping[int, CourseFact]
    learners: Mapping[int, LearnerFact]
    teachers: Mapping[int, TeacherFact]
    slots: tuple[SlotFact, ...]
    slot_of: Mapping[int, SlotFact]
    lessons: tuple[LessonFact, ...]
    lesson_of: Mapping[int, LessonFact]
    recorded_slots: frozenset[int]
    lessons_of: Mapping[int, tuple[LessonFact, ...]]
    marks_of: Mapping[int, tuple[MarkFact, ...]]
    dated_marks: Mapping[tuple[int, int], tuple[tuple[date, int], ...]]
    rolls: dict[tuple[int, date], tuple[LearnerFact, ...]] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)

    @property
    def journal(self) -> JournalFact:
        """Return the journal itself."""
        return self.facts.journal

    def roll(self, course: CourseFact, day: date) -> tuple[LearnerFact, ...]:
        """Return the learners of a block of the journal that day."""
        key = (course.id, day)
        if key not in self.rolls:
            self.rolls[key] = tuple(
                learner
                for learner in self.journal.learners
                if learner.on_roll(day) and course.led(learner.person_id, day)
            )
        return self.rolls[key]

    def name(self, person_id: int) -> str:
        """Return a learner's name for a message."""
        learner = self.learners.get(person_id)
        return learner.short_name if learner else f"обучающийся № {person_id}"

    def teacher_of(self, course: CourseFact) -> str:
        """Return the name of a course's teacher."""
        return course.terms[-1].teacher.full_name if course.terms else ""

    def place(
        self, course: CourseFact, *words: str, teacher_id: int | None = None
    ) -> Place:
        """Return where a remark about a block of the journal points."""
        teacher = self.teachers.get(teacher_id) if teacher_id else None
        title = course_title(course)
        return Place(
            words=", ".join((title, *words)),
            group=self.journal.group_code,
            discipline=title,
            teacher=teacher.full_name if teacher else self.teacher_of(course),
            course_id=course.id,
        )

    def group_place(self, *words: str) -> Place:
        """Return where a remark about the whole group points."""
        code = self.journal.group_code
        return Place(words=", ".join((f"группа {code}", *words)), group=code)

    def lesson_place(self, lesson: LessonFact, *words: str) -> Place:
        """Return where a remark about a lesson points."""
        place = self.places.get(lesson.id)
        if place is None:
            place = self.places[lesson.id] = replace(
                self.place(
                    self.courses[lesson.course_id],
                    f"{lesson.day:%d.%m.%Y}, пара {lesson.pair}",
                    teacher_id=lesson.teacher_id,
                ),
                lesson_id=lesson.id,
                slot_id=lesson.slot_id,
            )
        return (
            replace(place, words=", ".join((place.words, *words))) if words else place
        )

    def slot_place(self, slot: SlotFact) -> Place:
        """Return where a remark about a lesson of the timetable points."""
        place = self.place(
            self.courses[slot.course_id],
            f"{slot.day:%d.%m.%Y}, пара {slot.pair}",
            teacher_id=slot.leader_id,
        )
        return replace(place, slot_id=slot.id)

    def current_marks(
        self, course_id: int, person_id: int, *, start: date, end: date
    ) -> tuple[int, ...]:
        """Return a learner's marks in a course between two days, МИУД apart."""
        dated = self.dated_marks.get((course_id, person_id), ())
        return tuple(mark for day, mark in dated if start <= day <= end)


def course_title(course: CourseFact) -> str:
    """Return «ОГСЭ.03 Иностранный язык, подгруппа 1»."""
    part = f", подгруппа {course.subgroup}" if course.subgroup else ""
    return f"{course.title}{part}"


def build_view(
    facts: JournalFacts, norms: Norms, *, first: date | None = None, last: date
) -> View:
    """Arrange the facts for checks of the days from `first` to `last`."""
    start = first or date.min
    lessons = tuple(one for one in facts.lessons if one.day <= last)
    slots = tuple(one for one in facts.slots if one.state == PLANNED)
    courses = {course.id: course for course in facts.journal.courses}
    return View(
        facts=facts,
        norms=norms,
        first=start,
        last=last,
        courses=courses,
        learners={one.person_id: one for one in facts.journal.learners},
        teachers=_teachers(facts, courses.values()),
        slots=tuple(one for one in slots if start <= one.day <= last),
        slot_of={one.id: one for one in facts.slots},
        lessons=tuple(one for one in lessons if one.day >= start),
        lesson_of={one.id: one for one in facts.lessons},
        recorded_slots=frozenset(one.slot_id for one in lessons if one.slot_id),
        lessons_of=_lessons_of(lessons),
        marks_of=_marks_of(facts.marks),
        dated_marks=_dated_marks(lessons, facts.marks),
    )


def build_seen(facts: JournalFacts, norms: Norms) -> View:
    """Arrange the facts for a listing: what was over yesterday is judged.

    Today's lessons may still be written; a closed journal is judged whole.
    """
    end = facts.journal.end
    if facts.journal.state == "open":
        end = min(facts.today - timedelta(days=1), end)
    return build_view(facts, norms, last=end)


def join_names(names: Iterable[str], *, most: int = 5) -> str:
    """Return the first names of a list and how many more there are."""
    listed = list(names)
    more = len(listed) - most
    words = ", ".join(listed[:most])
    return f"{words} и ещё {more}" if more > 0 else words


def _teachers(
    facts: JournalFacts, courses: Iterable[CourseFact]
) -> dict[int, TeacherFact]:
    found = {
        term.teacher.person_id: term.teacher
        for course in courses
        for term in course.terms
    }
    for slot in facts.slots:
        if slot.substitution is not None:
            substitute = slot.substitution.substitute
            found[substitute.person_id] = substitute
    return found


def _lessons_of(
    lessons: Iterable[LessonFact],
) -> dict[int, tuple[LessonFact, ...]]:
    found: dict[int, list[LessonFact]] = defaultdict(list)
    for lesson in lessons:
        found[lesson.course_id].append(lesson)
    return {
        key: tuple(sorted(few, key=lambda one: (one.day, one.pair)))
        for key, few in found.items()
    }


def _marks_of(marks: Iterable[MarkFact]) -> dict[int, tuple[MarkFact, ...]]:
    found: dict[int, list[MarkFact]] = defaultdict(list)
    for mark in marks:
        found[mark.lesson_id].append(mark)
    return {key: tuple(few) for key, few in found.items()}


def _dated_marks(
    lessons: Iterable[LessonFact], marks: Iterable[MarkFact]
) -> dict[tuple[int, int], tuple[tuple[date, int], ...]]:
    places = {lesson.id: (lesson.course_id, lesson.day) for lesson in lessons}
    found: dict[tuple[int, int], list[tuple[date, int]]] = defaultdict(list)
    for mark in marks:
        place = places.get(mark.lesson_id)
        if place and mark.work in CURRENT_WORKS and mark.value.isdecimal():
            found[place[0], mark.person_id].append((place[1], int(mark.value)))
    return {key: tuple(few) for key, few in found.items()}

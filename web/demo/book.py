"""What a teacher keeps in mind of a course while the year runs (памятка)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from records.curriculum.values import (
    CourseFact,
    DisciplineKind,
    JournalFact,
    LearnerFact,
    PlanRow,
    SlotFact,
)
from web.demo.cells import mean_mark

MARKED = frozenset(
    {
        DisciplineKind.DISCIPLINE,
        DisciplineKind.MODULE_COURSE,
        DisciplineKind.TRAINING_PRACTICE,
    }
)


@dataclass(slots=True, kw_only=True)
class CourseBook:
    """A course under way: slots to come, the plan, marks given so far."""

    journal: JournalFact
    course: CourseFact
    slots: tuple[SlotFact, ...]
    last_of_month: frozenset[int]
    next_row: int = 0
    month: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    term: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def marked(self) -> bool:
        """Tell whether lessons of this course are marked one by one."""
        return self.course.kind in MARKED

    def take_row(self) -> PlanRow | None:
        """Return the next row of the thematic plan."""
        plan = self.course.plan
        row = plan[self.next_row] if self.next_row < len(plan) else None
        self.next_row += 1
        return row

    def learners(self, day: date) -> Sequence[LearnerFact]:
        """Return the learners of the course on the roll that day."""
        return [
            one
            for one in self.journal.learners
            if one.on_roll(day) and self.course.led(one.person_id, day)
        ]

    def note(self, person_id: int, mark: str) -> None:
        """Remember a mark."""
        self.month[person_id].append(mark)
        self.term[person_id].append(mark)

    def month_mark(self, person_id: int) -> str:
        """Return the mean of the learner's month, empty without marks."""
        return mean_mark(self.month[person_id])

    def term_mark(self, person_id: int) -> str:
        """Return the mean of the learner's term, empty without marks."""
        return mean_mark(self.term[person_id])

    def slots_of(self, first: date, last: date) -> Sequence[SlotFact]:
        """Return the slots of a span of days."""
        return [slot for slot in self.slots if first <= slot.day <= last]


def find_last_of_month(slots: Iterable[SlotFact]) -> frozenset[int]:
    """Return the last slot of every month, teacher by teacher (REG 3.13.2)."""
    last: dict[tuple[int, int, int, int], SlotFact] = {}
    for slot in slots:
        key = (slot.course_id, slot.teacher_id, slot.day.year, slot.day.month)
        known = last.get(key)
        if known is None or (slot.day, slot.pair) > (known.day, known.pair):
            last[key] = slot
    return frozenset(slot.id for slot in last.values())

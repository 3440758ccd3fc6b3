"""What an office brings in about groups, courses and lessons: values to be written."""

from dataclasses import dataclass
from datetime import date

from records.curriculum.values import DisciplineKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRef:
    """The order something is done by (основание): number, date, a note without names."""

    number: str
    date: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCard:
    """What the title page says of a group; empty fields keep what was there."""

    code: str
    programme: str = ""
    programme_kind: str = ""
    course: int | None = None
    study_form: str = ""
    duration: str = ""
    starts: date | None = None
    graduates: date | None = None
    department: str = ""
    headman_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """One learner to be put on the roll (зачисление)."""

    person_id: int
    effective: date
    order: OrderRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What an order does with one learner of a group, from which day on."""

    group_id: int
    person_id: int
    effective: date
    order: OrderRef


@dataclass(frozen=True, slots=True, kw_only=True)
class TermDraft:
    """A row of the curriculum: one course in one semester (0 = no semesters)."""

    index_code: str
    name: str
    kind: DisciplineKind
    hours: int
    control: str
    teacher_id: int
    semester: int = 0
    subgroup: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraft:
    """A row of the thematic plan to be written (строка КТП)."""

    number: int
    topic: str
    hours: int
    kind: str
    homework: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubgroupPlace:
    """A learner's place in a subgroup of a discipline, by dates."""

    person_id: int
    subgroup: int
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotDraft:
    """A lesson of the timetable to be written."""

    course_id: int
    day: date
    pair: int
    teacher_id: int
    room: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotChange:
    """What changes in a lesson of the timetable; None leaves a part as it is."""

    day: date | None = None
    pair: int | None = None
    teacher_id: int | None = None
    room: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a bulk command did (итог): rows added, changed, left as they were."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    @property
    def nothing_new(self) -> bool:
        """Tell whether nothing was written."""
        return self.added == 0 and self.changed == 0

    def __add__(self, other: "Written") -> "Written":
        """Sum two results."""
        return Written(
            added=self.added + other.added,
            changed=self.changed + other.changed,
            unchanged=self.unchanged + other.unchanged,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementDraft:
    """Where a learner is sent for work practice (направление на практику)."""

    person_id: int
    organisation: str
    order: OrderRef
    starts: date
    ends: date
    report_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseWorkDraft:
    """A learner's course work or project (курсовая работа)."""

    person_id: int
    topic: str
    issued: date
    submitted: date | None = None
    defended: date | None = None

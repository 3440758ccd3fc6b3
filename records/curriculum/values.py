"""Groups, learners on the roll, courses, plans and slots as plain values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DisciplineKind(StrEnum):
    """What a line of the curriculum is (вид): it decides its pages."""

    DISCIPLINE = "discipline"
    MODULE_COURSE = "module_course"
    TRAINING_PRACTICE = "training_practice"
    WORK_PRACTICE = "work_practice"
    FINAL_PRACTICE = "final_practice"
    CONSULTATIONS = "consultations"


class MovementKind(StrEnum):
    """What an order does to a learner's place (вид движения)."""

    ENROLLED = "enrolled"
    EXPELLED = "expelled"
    ACADEMIC_LEAVE = "academic_leave"
    RETURNED = "returned"
    TRANSFERRED = "transferred"
    RENAMED = "renamed"
    SUBGROUP = "subgroup"


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementFact:
    """One movement by an order (движение контингента)."""

    id: int
    person_id: int
    kind: MovementKind
    effective: date
    until: date | None
    order_no: str
    order_date: date
    note: str
    entered_on: date
    entered_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementLine:
    """A movement in a list of several groups: whose it is and in which group."""

    movement: MovementFact
    name: str
    group_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCount:
    """How many are on a group's roll, and how many ever were."""

    on_roll: int = 0
    ever: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerHit:
    """A learner found by the name, in a group of now or of once (поиск по ФИО)."""

    person_id: int
    full_name: str
    group_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days on the roll, both ends included; no end = still there."""

    start: date
    end: date | None
    arrived_by: MovementFact
    left_by: MovementFact | None

    def covers(self, day: date) -> bool:
        """Tell whether the day lies in the span."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerFact:
    """A learner of a group with all spans on its roll (обучающийся)."""

    person_id: int
    surname: str
    name: str
    patronymic: str
    gender: str
    birth_date: date | None
    file_no: str
    record_book: str
    spans: tuple[Span, ...]
    former_surname: str = ""

    def on_roll(self, day: date) -> bool:
        """Tell whether the learner was on the roll that day."""
        return any(span.covers(day) for span in self.spans)

    @property
    def short_name(self) -> str:
        """Return «Фамилия Имя», as spreads print it."""
        return f"{self.surname} {self.name}"

    @property
    def full_name(self) -> str:
        """Return «Фамилия Имя Отчество» without a gap for an absent patronymic."""
        return f"{self.surname} {self.name} {self.patronymic}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class TeacherFact:
    """A teacher as forms name one (преподаватель)."""

    person_id: int
    surname: str
    name: str
    patronymic: str
    gender: str
    post: str = ""

    @property
    def full_name(self) -> str:
        """Return «Фамилия Имя Отчество»."""
        return f"{self.surname} {self.name} {self.patronymic}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFact:
    """Hours, control and teacher of a course in a semester (0 = no semesters)."""

    semester: int
    hours: int
    control: str
    teacher: TeacherFact


@dataclass(frozen=True, slots=True, kw_only=True)
class SubgroupSpan:
    """A learner's days in a subgroup of a discipline."""

    person_id: int
    subgroup: int
    start: date
    end: date | None

    def covers(self, day: date) -> bool:
        """Tell whether the day lies in the span."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A row of the thematic plan (строка КТП)."""

    id: int
    number: int
    topic: str
    hours: int
    kind: str
    homework: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstitutionFact:
    """A substitution of a slot's teacher with its basis (замена)."""

    slot_id: int
    absent: TeacherFact
    substitute: TeacherFact
    basis: str
    basis_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotFact:
    """A lesson of the timetable (занятие по расписанию)."""

    id: int
    course_id: int
    day: date
    pair: int
    teacher_id: int
    room: str
    state: str
    substitution: SubstitutionFact | None = None

    @property
    def leader_id(self) -> int:
        """Return who may write the lesson: the substitute, or the teacher."""
        if self.substitution is None:
            return self.teacher_id
        return self.substitution.substitute.person_id


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFact:
    """A block of the journal: a discipline or one subgroup of it (REG 4.1.4)."""

    id: int
    discipline_id: int
    index_code: str
    name: str
    kind: DisciplineKind
    position: int
    subgroup: int
    terms: tuple[TermFact, ...]
    plan: tuple[PlanRow, ...] = ()
    members: tuple[SubgroupSpan, ...] = ()

    @property
    def title(self) -> str:
        """Return «ОП.01 Теория государства и права»."""
        return f"{self.index_code} {self.name}"

    @property
    def hours(self) -> int:
        """Return the planned academic hours of the year."""
        return sum(term.hours for term in self.terms)

    def led(self, person_id: int, day: date) -> bool:
        """Tell whether the learner belongs to this block that day."""
        if self.subgroup == 0:
            return True
        return any(
            span.person_id == person_id
            and span.subgroup == self.subgroup
            and span.covers(day)
            for span in self.members
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseRef:
    """A block of a journal in a list: discipline, subgroup, group, year, state."""

    id: int
    subgroup: int
    index_code: str
    name: str
    kind: DisciplineKind
    discipline_id: int
    journal_id: int
    group_id: int
    group_code: str
    year: str
    state: str

    @property
    def title(self) -> str:
        """Return «ОП.01 Теория государства и права», with the subgroup if any."""
        subgroup = f", подгруппа {self.subgroup}" if self.subgroup else ""
        return f"{self.index_code} {self.name}{subgroup}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SemesterFact:
    """A semester's days; number 0 stands for a year without semesters."""

    number: int
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalFact:
    """One group for one school year with everything that is not a lesson."""

    id: int
    key: str
    group_id: int
    group_code: str
    programme: str
    programme_kind: str
    course: int | None
    study_form: str
    duration: str
    starts: date | None
    graduates: date | None
    department: str
    curator: TeacherFact | None
    headman_id: int | None
    year: str
    start: date
    end: date
    state: str
    semesters: tuple[SemesterFact, ...]
    closed_months: tuple[date, ...]
    learners: tuple[LearnerFact, ...]
    courses: tuple[CourseFact, ...]
    movements: tuple[MovementFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRef:
    """A journal in a list: which group, which year, in what state."""

    id: int
    key: str
    group_id: int
    group_code: str
    programme: str
    year: str
    state: str
    course: int | None = None
    starts: date | None = None
    graduates: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementFact:
    """Where a learner has the work practice (база практики)."""

    course_id: int
    person_id: int
    organisation: str
    order_no: str
    order_date: date
    starts: date
    ends: date
    report_date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseWorkFact:
    """A course work or project of a learner (курсовая работа)."""

    course_id: int
    person_id: int
    topic: str
    issued: date
    submitted: date | None
    defended: date | None

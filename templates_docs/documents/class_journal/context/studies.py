"""Facts of practices, consultations and course works (§1.8-1.10)."""

from dataclasses import dataclass
from datetime import date

from templates_docs.document import Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A consultation or a visit to the place of practice, by the schedule."""

    date: date
    place: str
    content: str
    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeResult:
    """What a learner showed at a practice."""

    learner: int
    base: str = ""
    order: str = ""
    order_date: date | None = None
    start: date | None = None
    end: date | None = None
    report: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """A practice outside the centre, ПП or ПДП (производственная практика)."""

    key: str
    index: str
    title: str
    teacher: str
    planned_hours: int | None = None
    visits: tuple[Visit, ...] = ()
    results: tuple[PracticeResult, ...] = ()
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """A consultation held (консультация, REG 4.1.5)."""

    date: date
    hours: int
    topic: str
    kind: str
    attended: str = ""
    recorded_by: str = ""
    entry_number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationCourse:
    """Consultations of one course by one teacher."""

    index: str
    title: str
    teacher: str
    consultations: tuple[Consultation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseWork:
    """A course work or project of one learner (курсовая работа)."""

    learner: int
    topic: str
    given_on: date | None = None
    handed_on: date | None = None
    defended_on: date | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseWorkList:
    """Course works of one course under one supervisor."""

    index: str
    title: str
    supervisor: str
    caption: str = "Курсовые работы"
    works: tuple[CourseWork, ...] = ()
    signatures: tuple[Signature, ...] = ()

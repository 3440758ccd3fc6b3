"""Inspections and orders as plain values (проверки, приказы)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from records.curriculum.values import TeacherFact


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkFact:
    """A remark of an inspection with its place (замечание, REG 5.2)."""

    id: int
    journal_id: int
    group_code: str
    course_id: int
    discipline: str
    teacher: TeacherFact
    text: str
    clause: str
    due: date
    fixed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionFact:
    """A check of journals by the deputy director (проверка).

    `checked` counts what was looked at: groups, pages of disciplines, lessons.
    """

    id: int
    starts: date
    ends: date
    period_from: date
    period_to: date
    report_date: date
    purpose: str
    groups: tuple[str, ...]
    courses: int
    lessons: int
    courses_in_time: int
    remarks: tuple[RemarkFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRemark:
    """A remark as the inspector writes it."""

    course_id: int
    text: str
    clause: str
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionDraft:
    """What an inspection is recorded with."""

    starts: date
    ends: date
    period_from: date
    period_to: date
    report_date: date
    purpose: str
    groups: tuple[str, ...]
    courses: int
    lessons: int
    courses_in_time: int
    remarks: tuple[NewRemark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the checks of a journal offer as a remark (предлагаемое замечание).

    One offer is one check on one page: `places` say where it was broken.
    """

    course_id: int
    group_code: str
    discipline: str
    teacher: str
    code: str
    clause: str
    title: str
    places: tuple[str, ...]
    blocking: bool

    @property
    def text(self) -> str:
        """Return the remark as an inspector may leave it."""
        shown = "; ".join(self.places[:3])
        more = len(self.places) - 3
        rest = f" и ещё {more}" if more > 0 else ""
        title = f"{self.title[:1].upper()}{self.title[1:]}"
        return f"{title}: {shown}{rest}" if shown else title


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Journals as an inspection finds them: counted, with what the checks offer."""

    groups: tuple[str, ...]
    courses: int
    lessons: int
    courses_in_time: int
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFact:
    """A director's order; number and date exist from the signature on (приказ).

    `body` holds the frozen wording: preamble, established, points, and the
    persons to be acquainted.
    """

    id: int
    code: str
    series: str
    year: int
    number: int | None
    state: str
    signed_on: date | None
    heading: str
    inspection_id: int | None
    body: Mapping[str, object]
    signed_at: datetime | None
    version: int

    @property
    def full_number(self) -> str:
        """Return «45-од», empty before the signature."""
        return "" if self.number is None else f"{self.number}-{self.series}"

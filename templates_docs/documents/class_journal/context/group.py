"""Facts of the group, its school year and its file (титульный лист, §1.2)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Semester:
    """A semester and its bounds, both inclusive (семестр)."""

    number: int
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFacts:
    """The school year; a programme without semesters has none (учебный год)."""

    name: str
    started_on: date
    ended_on: date
    semesters: tuple[Semester, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFacts:
    """The group as the title page names it (учебная группа)."""

    name: str
    programme: str
    course: str = ""
    programme_caption: str = "Специальность"
    study_form: str = ""
    duration: str = ""
    normative_start: date | None = None
    normative_end: date | None = None
    department: str = ""
    curator: str = ""
    headman: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """The file of the file plan the journal belongs to (дело)."""

    index: str = ""
    retention: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationFacts:
    """The act the journal is printed by (Положение об электронном журнале)."""

    order: str
    order_date: date
    clause: str = "3.8.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """How the journal is printed; the record is the same in every mode.

    `volume` is the volume to print, counted from 1; `contacts` prints addresses
    and parents (152-ФЗ: off by default); a draft has no code and says so.
    """

    duplex: bool = True
    draft: bool = False
    volume: int = 1
    contacts: bool = False
    sheets_a_volume: int = 250

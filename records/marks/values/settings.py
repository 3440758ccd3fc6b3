"""Where a cell stands: its course, its semesters, its learners."""

from dataclasses import dataclass
from datetime import date

from records.curriculum.values import DisciplineKind, SemesterFact
from records.lessons.values import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class RollEntry:
    """A learner of the group as a lesson sees one: on the roll, in its subgroup."""

    person_id: int
    name: str
    on_roll: bool
    led: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TermSetting:
    """A semester of a course as its finals see it."""

    semester: int
    hours: int
    control: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseSetting:
    """A course with what decides which finals it may have and who puts them.

    `leader_ids` are its teachers and those who have substituted them.
    """

    course_id: int
    discipline_id: int
    group_id: int
    subgroup: int
    title: str
    kind: DisciplineKind
    terms: tuple[TermSetting, ...]
    leader_ids: frozenset[int]
    group_code: str
    journal_id: int
    journal_state: str
    start: date
    end: date
    semesters: tuple[SemesterFact, ...]
    timezone: str

    @property
    def journal_key(self) -> str:
        """Return the name of the journal's chain in the ledger."""
        return f"journal/{self.journal_id}"

    @property
    def place(self) -> Place:
        """Return where a remark about the finals of this course points."""
        return Place(
            words=f"{self.title}, «Итоговые отметки»",
            group=self.group_code,
            discipline=self.title,
            course_id=self.course_id,
        )

"""A group with an exam, its roll changing in the year, for the tests of sheets."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from records.kernel.actor import Actor
from records.sheets.actions import fill_sheet, open_sheet
from records.sheets.values import Result, RowEntry, SheetCode, SheetDraft
from tests.builders import World, entropy, make_world

DAY = date(2026, 12, 18)
NOW = datetime(2026, 12, 18, 5, 0, tzinfo=UTC)
NAMES = ("Абрамова Дарья Олеговна", "Волков Олег Львович", "Ёлкин Лев Юрьевич")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """ЮР-21 with three learners, a teacher and ОП.01 that ends with an exam."""

    world: World
    teacher_id: int
    course_id: int
    learners: tuple[int, ...]

    @property
    def session(self) -> Session:
        """Return the session of the world."""
        return self.world.session

    @property
    def teacher(self) -> Actor:
        """Return the examiner as the one who acts."""
        return Actor(person_id=self.teacher_id, role="teacher")

    def draft(self, **changes: object) -> SheetDraft:
        """Give the draft of the exam's sheet."""
        values: dict[str, object] = {
            "course_id": self.course_id,
            "code": SheetCode.EXAM,
            "semester": 1,
            "held_on": DAY,
            "examiner_ids": (self.teacher_id,),
            "form": "экзамен (устный)",
        }
        return SheetDraft(**{**values, **changes})  # type: ignore[arg-type]

    def open(self, *, actor: Actor | None = None, **changes: object) -> int:
        """Open a sheet of the exam, changed as told."""
        return open_sheet(
            self.session,
            self.draft(**changes),
            actor=actor or self.teacher,
            now=NOW,
            entropy=entropy(),
        )

    def fill(self, sheet_id: int, *results: Result, actor: Actor | None = None) -> int:
        """Give the learners their results, in the order of the alphabet."""
        entries = [
            RowEntry(person_id=person_id, result=result)
            for person_id, result in zip(self.learners, results, strict=False)
        ]
        return fill_sheet(
            self.session,
            sheet_id,
            entries,
            actor=actor or self.teacher,
            now=NOW,
            entropy=entropy(),
        )


def make_office(session: Session, *names: str) -> Office:
    """Make the group, the teacher and the course."""
    world = make_world(session)
    teacher_id = world.teacher("Журавлёва Инна Сергеевна")
    return Office(
        world=world,
        teacher_id=teacher_id,
        course_id=world.course(teacher_id=teacher_id),
        learners=tuple(world.learner(name) for name in names or NAMES),
    )

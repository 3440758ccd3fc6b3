"""Cells sent to be saved as the grid sends them."""

from collections.abc import Mapping
from datetime import date
from itertools import count

from records.kernel.actor import Actor
from records.marks.actions import record_lesson, save_cells
from records.marks.queries import list_marks
from records.marks.values import (
    CellAnswer,
    CellKind,
    CellWish,
)
from tests.builders import entropy
from tests.records.marks.school import (
    DAY,
    School,
    draft,
    local,
)

KEYS = count()


def record(school: School, slot: int, day: date) -> int:
    recorded = record_lesson(
        school.session,
        draft(school.slots[slot]),
        [],
        actor=school.teacher,
        now=local(day),
        entropy=entropy(),
    )
    return recorded.lesson_id or 0


def wish(
    person_id: int,
    text: str,
    lesson_id: int | None = None,
    seen: Mapping[str, int] | None = None,
    **changes: object,
) -> CellWish:
    values: dict[str, object] = {
        "key": f"key-{next(KEYS)}",
        "kind": CellKind.LESSON if lesson_id else CellKind.FINAL,
        "seen": seen or {},
        "lesson_id": lesson_id,
        "person_id": person_id,
        "text": text,
    }
    return CellWish(**{**values, **changes})  # type: ignore[arg-type]


def save(
    school: School,
    *wishes: CellWish,
    day: date = DAY,
    whole: bool = False,
    actor: Actor | None = None,
    course_id: int | None = None,
) -> tuple[CellAnswer, ...]:
    return save_cells(
        school.session,
        course_id or school.course_id,
        wishes,
        actor=actor or school.teacher,
        now=local(day, 15),
        entropy=entropy(),
        whole=whole,
    )


def outcomes(answers: tuple[CellAnswer, ...]) -> list[str]:
    return [answer.outcome.value for answer in answers]


def standing(school: School) -> list[tuple[int, str, str]]:
    marks = list_marks(school.session, school.world.journal_id)
    return [(one.person_id, one.work.value, one.value) for one in marks]

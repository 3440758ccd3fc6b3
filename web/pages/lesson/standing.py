"""What stands of a lesson: its record, its cells, the versions of every part."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from records.curriculum.values import PlanRow
from records.lessons.queries import get_lesson
from records.lessons.values import LESSON_KINDS, LessonFact, LessonSetting
from records.marks.queries.grid import load_designations
from records.marks.rules.texts import WORKS, cell_text
from records.marks.values import CellKind, Work
from web.site.moment import local, now

Works = Mapping[str, tuple[str, int]]
NOTHING_SEEN: Mapping[str, Any] = {"lesson": 0, "topic": 0, "homework": 0, "cells": {}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the form of the lesson holds, recorded or offered."""

    topic: str
    homework: str
    no_homework: bool
    kind: str
    hours: int
    plan_item_id: int
    roll_called: bool
    monthly_control: bool
    saved_at: str


def state_json(session: Session, setting: LessonSetting) -> dict[str, Any]:
    """Return what stands now, as the module of the page reads it."""
    at = f"{local(now()):%H:%M}"
    if setting.lesson_id is None:
        return {"seen": NOTHING_SEEN, "record": {}, "cells": {}, "at": at}
    lesson = get_lesson(session, setting.lesson_id)
    works = find_works(load_designations(session, setting.course_id), lesson.id)
    return {
        "seen": list_seen(lesson, works),
        "record": asdict(build_record(lesson, None)),
        "cells": {str(person): list(texts_of(few)) for person, few in works.items()},
        "at": at,
    }


def build_record(lesson: LessonFact | None, offered: PlanRow | None) -> Record:
    """Return the record as it stands; of a new one what the plan offers."""
    if lesson is None:
        return Record(
            topic="",
            homework="",
            no_homework=False,
            kind=offered.kind if offered and offered.kind in LESSON_KINDS else "Л",
            hours=offered.hours if offered else 2,
            plan_item_id=0,
            roll_called=False,
            monthly_control=False,
            saved_at="",
        )
    return Record(
        topic=lesson.topic,
        homework=lesson.homework,
        no_homework=lesson.no_homework,
        kind=lesson.kind,
        hours=lesson.hours,
        plan_item_id=lesson.plan_item_id or 0,
        roll_called=lesson.roll_called,
        monthly_control=lesson.monthly_control,
        saved_at=f"{local(lesson.recorded_at):%d.%m.%Y в %H:%M}",
    )


def texts_of(works: Works) -> tuple[str, str]:
    """Return the texts of a learner's lesson cell and МИУД cell."""
    values = {work: value for work, (value, _) in works.items()}
    return (
        cell_text({one: values.get(one, "") for one in WORKS[CellKind.LESSON]}),
        values.get(Work.MONTHLY_CONTROL, ""),
    )


def find_works(
    marks: Mapping[int, Mapping[int, Works]], lesson_id: int
) -> dict[int, Works]:
    """Return the works of one lesson by learner."""
    return {
        person: lessons[lesson_id]
        for person, lessons in marks.items()
        if lesson_id in lessons
    }


def list_seen(lesson: LessonFact, works: Mapping[int, Works]) -> dict[str, Any]:
    """List the versions of every part, as the page sends them back."""
    return {
        "lesson": lesson.version,
        "topic": lesson.topic_version,
        "homework": lesson.homework_version,
        "cells": {
            str(person): {work: version for work, (_, version) in few.items()}
            for person, few in works.items()
        },
    }

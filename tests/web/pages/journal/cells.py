"""Cells as the grid sends them, and what of them is in the record."""

from itertools import count
from typing import Any

from sqlalchemy import func, select

from records.kernel.db import transaction
from records.ledger.tables import LedgerEntry
from records.marks.tables import Mark
from tests.web.conftest import Installation, Visitor

KEYS = count()


def cell(lesson: object, person: object, text: object, **more: Any) -> dict[str, Any]:
    column = more.pop("col", {"lesson": lesson, "work": "lesson"})
    made = {"key": f"k-{next(KEYS)}", "col": column, "person": person, "text": text}
    return made | {"seen": {}} | more


def save(
    visitor: Visitor, course_id: int, *cells: dict[str, Any], whole: bool = False
) -> list[dict[str, Any]]:
    answer = visitor.post_json(
        f"/journal/{course_id}/cells", {"whole": whole, "cells": list(cells)}
    )
    assert answer.status_code == 200, answer.text
    told: list[dict[str, Any]] = answer.get_json()["cells"]
    return told


def entries(site: Installation) -> int:
    with transaction(site.engine, write=False) as session:
        return session.scalar(select(func.count()).select_from(LedgerEntry)) or 0


def marks(site: Installation, lesson: int, person: int) -> dict[str, str]:
    with transaction(site.engine, write=False) as session:
        rows = session.scalars(
            select(Mark).filter_by(lesson_id=lesson, person_id=person)
        )
        return {row.work: row.value for row in rows if row.value}

"""The page of a course: who sees it, what its data say (REG 3.13.1, 4.1.1)."""

import json
import re
from collections.abc import Callable
from typing import Any

from tests.web.college import DAYS, TODAY
from tests.web.conftest import Installation, Visitor

DATA = re.compile(
    r'<script type="application/json" id="grid-data">(.*?)</script>', re.DOTALL
)
Visit = Callable[[str], Visitor]


def read_data(visitor: Visitor, course_id: int) -> dict[str, Any]:
    answer = visitor.get(f"/journal/{course_id}")
    assert answer.status_code == 200, answer.text
    found = DATA.search(answer.text)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_a_teacher_gets_the_page_of_the_own_course(
    site: Installation, visit: Visit
) -> None:
    data = read_data(visit("teacher"), site.college.places.course)
    assert data["group"] == "ЮР-21"
    assert data["today"] == TODAY.isoformat()
    assert [one["day"] for one in data["columns"] if one["work"] == "lesson"] == [
        day.isoformat() for day in DAYS
    ]
    assert data["editable"] is True
    assert len(data["learners"]) == len(data["cells"]) == 6
    assert data["learners"][0]["name"] == "Алибек уулу"

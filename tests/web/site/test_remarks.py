"""A remark leads to its lesson or its course, and only whom may read there (REG 3.3)."""

from datetime import UTC, datetime

import pytest

from records.access.roles import Role
from records.kernel.finding import Finding
from records.people.values import SignedIn
from web.site.remarks import link_of
from web.site.viewer import Viewer

NOW = datetime(2026, 9, 15, tzinfo=UTC)
OF_COURSE = Finding(code="CHK-4.1.3-given", message="", group="ЮР-21", course_id=7)
OF_LESSON = Finding(
    code="CHK-3.13.1-topic",
    message="",
    group="ЮР-21",
    course_id=7,
    lesson_id=3,
    slot_id=40,
)
TAKEN_OVER = Finding(
    code="CHK-3.13.1-topic", message="", group="ЮР-21", course_id=7, lesson_id=3
)
OF_GROUP = Finding(code="CHK-3.9.2", message="", group="ЮР-21")


def viewer(role: Role, *groups: str) -> Viewer:
    fact = SignedIn(
        session_id=1,
        account_id=1,
        login="l",
        name="",
        short_name="",
        gender="female",
        roles=(role,),
        group_codes=groups,
        person_id=1,
        guardian_id=None,
        must_change=False,
        totp=False,
        created_at=NOW,
        seen_at=NOW,
        ends_at=NOW,
    )
    return Viewer(token="", fact=fact)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (OF_LESSON, "/lesson/40"),
        (TAKEN_OVER, "/journal/7"),
        (OF_COURSE, "/journal/7"),
        (OF_GROUP, ""),
    ],
)
def test_the_nearest_page_is_led_to(found: Finding, expected: str) -> None:
    assert link_of(found, viewer(Role.DEPUTY)) == expected


@pytest.mark.parametrize(
    ("role", "groups", "expected"),
    [
        (Role.CURATOR, ("ЮР-21",), "/lesson/40"),
        (Role.CURATOR, ("БУ-25",), ""),
        (Role.DISPATCHER, (), ""),
        (Role.SYSTEM_ADMIN, (), ""),
    ],
)
def test_who_may_not_read_there_sees_plain_words(
    role: Role, groups: tuple[str, ...], expected: str
) -> None:
    assert link_of(OF_LESSON, viewer(role, *groups)) == expected

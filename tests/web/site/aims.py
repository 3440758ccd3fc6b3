"""Addresses of the site filled with what is one's own and with what is another's."""

import re
from collections.abc import Iterator, Mapping
from itertools import product

from tests.web.college import DAYS, GROUP, OTHER_GROUP, TODAY
from tests.web.site.ground import FAMILY_NAMES, SECRET, STAFF_ONLY, Ground
from tests.web.site.test_matrix import list_routes
from web.site.access import PUBLIC, Access

WEEK = "2026-W36"
PART = re.compile(r"<(?:int:)?([a-z_]+)>")
EVERYBODY = (
    "teacher", "other_teacher", "curator", "secretary", "dispatcher", "content_admin",
    "deputy", "director", "system_admin", "learner", "other_learner", "parent",
)  # fmt: skip
NARROW = (
    "teacher", "other_teacher", "curator", "dispatcher", "system_admin", "learner",
    "other_learner", "parent",
)  # fmt: skip
FREE = {"name": WEEK, "kind": "pdf", "position": 1, "number": 0, "year": 2026}
"""Parts of an address that are nobody's."""
Values = Mapping[str, tuple[object, ...]]


def list_own(ground: Ground) -> dict[str, object]:
    """Return one object of every kind: somebody of the college may open each."""
    places, ids = ground.site.college.places, ground.ids
    return {
        **FREE,
        "course_id": places.course,
        "journal_id": places.journal,
        "slot_id": places.slots[places.course, TODAY],
        "lesson_id": places.lessons[places.course, DAYS[0]],
        "person_id": ground.site.college.people.learners[2],
        "group_id": ids["group"],
        "sheet_id": ids["sheet"],
        "request_id": ids["request"],
        "inspection_id": ids["inspection"],
        "order_id": ids["order"],
        "notice_id": ids["notice"],
        "thread_id": ids["thread"],
        "account_id": ids["account"],
        "session_id": ids["session"],
        "job_id": ids["job"],
        "document": ground.documents[GROUP],
    }


def list_foreign(ground: Ground, who: str) -> Values:
    """Return what is not theirs, by the name of the part that holds its number.

    The office works with every group (REG 3.8–3.11): for it only letters, sessions
    and diaries are others'.
    """
    places, ids = ground.site.college.places, ground.ids
    learners = ground.site.college.people.learners
    others = ground.site.college.people.others
    everything: dict[str, tuple[object, ...]] = {
        "course_id": (places.course, places.second_half, places.other_course),
        "journal_id": (places.journal, places.other_journal),
        "slot_id": tuple(places.slots.values()),
        "lesson_id": tuple(places.lessons.values()),
        "person_id": (learners[0], others[0]),
        "group_id": (ids["group"], ids["other_group"]),
        "sheet_id": (ids["sheet"], ids["other_sheet"]),
        "request_id": (ids["request"],),
        "inspection_id": (ids["inspection"],),
        "order_id": (ids["order"],),
        "document": (ground.documents[GROUP], ground.documents[OTHER_GROUP]),
        "job_id": (ids["job"],),
        "account_id": (ids["account"],),
        "notice_id": (ids["notice"],),
    }
    for name in _own_kinds(who):
        everything.pop(name)
    if who not in {"curator", "secretary"}:
        everything["thread_id"] = (ids["thread"],)
    if who != "director":
        everything["session_id"] = (ids["session"],)
    return everything | _narrow(ground, who) | {k: (v,) for k, v in FREE.items()}


def _own_kinds(who: str) -> tuple[str, ...]:
    """Return the kinds of objects of which nothing is foreign to a role."""
    office = (
        "course_id", "journal_id", "slot_id", "lesson_id", "person_id", "group_id",
        "sheet_id", "request_id", "inspection_id", "order_id", "document", "job_id",
        "notice_id",
    )  # fmt: skip
    return {
        "secretary": office,
        "deputy": office,
        "director": office,
        "content_admin": (*office, "account_id"),
        "system_admin": ("account_id", "notice_id"),
        "dispatcher": ("slot_id", "notice_id"),
        "teacher": ("notice_id",),
        "other_teacher": ("request_id", "notice_id"),
        "curator": ("notice_id",),
    }.get(who, ())


def _narrow(ground: Ground, who: str) -> dict[str, tuple[object, ...]]:
    """Return what is foreign to those who have a part of a kind themselves."""
    places, ids = ground.site.college.places, ground.ids
    half, other = places.second_half, places.other_course
    foreign: dict[str, dict[str, tuple[object, ...]]] = {
        "teacher": {
            "course_id": (half,),
            "slot_id": (places.slots[half, TODAY], places.slots[other, DAYS[0]]),
            "lesson_id": (ids["half_lesson"], ids["other_lesson"]),
            "sheet_id": (ids["other_sheet"],),
        },
        "other_teacher": {
            "course_id": (places.course, places.first_half),
            "slot_id": (
                places.slots[places.course, TODAY],
                places.slots[places.first_half, TODAY],
            ),
            "sheet_id": (ids["sheet"],),
        },
        "curator": {
            "course_id": (other,),
            "journal_id": (places.other_journal,),
            "slot_id": (places.slots[other, TODAY],),
            "lesson_id": (ids["other_lesson"],),
            "person_id": (ground.site.college.people.others[0],),
            "group_id": (ids["other_group"],),
            "sheet_id": (ids["other_sheet"],),
            "document": (ground.documents[OTHER_GROUP],),
        },
    }
    if who in {"learner", "parent"}:
        return {"person_id": (ground.site.college.people.others[0],)}
    if who == "other_learner":
        return {"person_id": (ground.site.college.people.learners[0],)}
    return foreign.get(who, {})


def fill(rule: str, values: Mapping[str, object]) -> str:
    """Write the address of a rule."""
    return PART.sub(lambda part: str(values[part[1]]), rule)


def list_addresses(ground: Ground, who: str, method: str) -> Iterator[tuple[str, str]]:
    """Give (rule, address) of every route with a number, foreign objects in it."""
    foreign = list_foreign(ground, who)
    for rule, verb, _, access in list_routes(ground.site.app):
        parts = PART.findall(rule)
        numbered = set(parts) - FREE.keys()
        if verb != method or not numbered or _is_public(access):
            continue
        if not numbered <= foreign.keys():
            continue
        for chosen in product(*(foreign[part] for part in parts)):
            yield rule, fill(rule, dict(zip(parts, chosen, strict=True)))


def list_unknown_parts(ground: Ground) -> list[str]:
    """Name the parts of addresses of which it is not said here what is foreign."""
    known = list_own(ground).keys()
    return sorted(
        {
            part
            for rule, _, _, _ in list_routes(ground.site.app)
            for part in PART.findall(rule)
            if part not in known
        }
    )


def list_pages(ground: Ground) -> list[tuple[str, str]]:
    """Give (rule, address) of every GET route with an object that is there."""
    own = list_own(ground)
    return [
        (rule, fill(rule, own))
        for rule, method, _, access in list_routes(ground.site.app)
        if method == "GET" and access is not None
    ]


def spoken(body: str, who: str) -> list[str]:
    """Return the names and secrets of others that a body tells."""
    own = {"learner": "Ёлкина", "parent": "Ёлкина", "other_learner": "Ким"}.get(who)
    words = (*FAMILY_NAMES, SECRET, STAFF_ONLY)
    return [one for one in words if one != own and re.search(rf"{one}\b", body)]


def _is_public(access: Access | None) -> bool:
    return access is not None and access.needs is PUBLIC

"""Checks of rights: each tries a class of attacks and returns what went through."""

import re
from collections.abc import Iterator

from records.access.roles import RIGHTS, Role
from tests.web.college import DAYS, GROUP, OTHER_GROUP, PASSWORD
from tests.web.site.aims import list_addresses, list_foreign, spoken
from tests.web.site.ground import OTHERS, Ground, changed, dump
from tests.web.site.test_matrix import list_routes
from web.site.access import PUBLIC

REFUSED = frozenset({403, 404})
TOLD_APART = frozenset({200, 400, 404, 422})
"""A grid is answered 200: what became of each cell stands in the answer."""
BASIS = {"reason": "ошибка", "document": "записка № 1", "date": "2026-09-14"}


def read_foreign(ground: Ground, who: str) -> list[str]:
    """1. Open every page with a number as somebody whose object it is not."""
    found = []
    guest = ground.enter(who)
    for _, address in list_addresses(ground, who, "GET"):
        answer = guest.get(f"{address}?since=0", follow_redirects="/group/" in address)
        told = spoken(answer.text, who) if answer.mimetype != "application/pdf" else ()
        if answer.status_code not in REFUSED or told:
            found.append(f"{who} {address}: {answer.status_code} {' '.join(told)}")
    return found


def ask_foreign(ground: Ground, who: str) -> list[str]:
    """1. Name a foreign object in the question part of an address."""
    found = []
    guest = ground.enter(who)
    for address in list_questions(ground, who):
        answer = guest.get(address)
        told = spoken(answer.text, who)
        if told or answer.status_code >= 500:
            found.append(f"{who} {address}: {answer.status_code} {' '.join(told)}")
    return found


def list_questions(ground: Ground, who: str) -> Iterator[str]:
    """Give addresses whose question is about somebody else's."""
    foreign = list_foreign(ground, who)
    people = ground.site.college.people
    accounts = people.accounts
    code = GROUP if who == "other_teacher" else OTHER_GROUP
    person = people.learners[0] if code == GROUP else people.others[0]
    for lesson in foreign.get("lesson_id", ()):
        yield f"/requests/new?lesson={lesson}&work=lesson&person={person}"
    for sheet in foreign.get("sheet_id", ()):
        yield f"/requests/new?sheet={sheet}&person={person}"
    for course in foreign.get("course_id", ()):
        yield f"/requests/new?course={course}&final=exam&person={person}"
        yield f"/sheets/new?course={course}"
    for page in ("people", "people/consents", "sheets", "timetable", "monitoring"):
        yield f"/{page}?group={code}"
    if who in {"learner", "other_learner", "parent"}:
        yield f"/messages/new?to={accounts['director']}&learner={person}&group={code}"


def write_foreign(ground: Ground, who: str) -> list[str]:
    """2. Send every form with a number to somebody else's object."""
    guest, before = ground.enter(who), dump(ground.site)
    found = []
    for rule, address in list_addresses(ground, who, "POST"):
        if rule.endswith(("/cells", "/rows", "/save")):
            answer = guest.post_json(address, build_json(ground, rule))
        else:
            answer = guest.post(address, build_form(ground, rule))
        told = spoken(answer.text, who)
        refused = answer.status_code in REFUSED or "/sessions/" in address
        if not refused or told:
            found.append(f"{who} {address}: {answer.status_code} {' '.join(told)}")
    written = changed(before, dump(ground.site, without={}))
    return found + [f"{who} has written {table}" for table in written]


def build_json(ground: Ground, rule: str) -> dict[str, object]:
    """Return what a module would send to a route, about foreign people."""
    lesson, person = ground.ids["other_lesson"], ground.site.college.people.others[0]
    if rule.endswith("/rows"):
        return {"person": person, "text": "5", "seen": 1, "ticket": ""}
    if rule.endswith("/save"):
        return {
            "key": "a-key",
            "lesson": {"topic": "Чужая тема"},
            "seen": {"lesson": 1, "topic": 1, "homework": 1},
            "cells": [{"person": person, "work": "lesson", "text": "5"}],
        }
    column = {"lesson": lesson, "work": "lesson"}
    cell = {"key": "a-key", "col": column, "person": person, "text": "5", "seen": {}}
    return {"whole": False, "cells": [cell]}


def build_form(ground: Ground, rule: str) -> dict[str, object]:
    """Return a form with every field a page may ask for, well filled."""
    person = ground.site.college.people.others[0]
    acts = {"timetable": "cancel", "admin": "reset", "people": "record"}
    return {
        "act": next((act for area, act in acts.items() if area in rule), "record"),
        "absence": f"{ground.ids['other_lesson']}:0",
        "cause": "illness",
        "document": "справка № 1",
        "fixed_on": "2026-09-15",
        "heading": "О проверке",
        "held_on": "2026-09-15",
        "kind": "lesson",
        "password": PASSWORD,
        "person": str(person),
        "point": "Пункт",
        "reason": "перенос",
        "remark": str(ground.ids["other_remark"]),
        "room": "101",
        "seen": "open" if rule.endswith("advance") else "1",
        "text": "Текст",
        "to": str(ground.site.college.people.accounts["director"]),
        "topic": "Чужая тема",
        "until": "2026-09-30",
        "what": "2026-08",
        "why": "снято",
        "words": "отказ",
        f"result-{person}": "5",
        f"lesson-{person}": "5",
    }


def mismatch(ground: Ground) -> list[str]:
    """3. Name an own object with what belongs to another: nothing may be written."""
    before = dump(ground.site)
    found = []
    for who, answer in _try_pairs(ground):
        told = [one for one in spoken(answer[1], who) if one in OTHERS]
        if answer[0] not in TOLD_APART or told:
            found.append(f"{who} {answer[2]}: {answer[0]} {' '.join(told)}")
    written = changed(before, dump(ground.site))
    return found + [f"a pair has written {table}" for table in written]


def _try_pairs(ground: Ground) -> Iterator[tuple[str, tuple[int, str, str]]]:
    places, people = ground.site.college.places, ground.site.college.people
    ids, stranger = ground.ids, people.others[0]
    lesson = places.lessons[places.course, DAYS[0]]
    teacher, curator = ground.enter("teacher"), ground.enter("curator")
    course = f"/journal/{places.course}"
    for address in (
        f"{course}/history?lesson={ids['other_lesson']}&work=lesson"
        f"&person={people.learners[0]}",
        f"{course}/history?lesson={lesson}&work=lesson&person={stranger}",
        f"{course}/history?final=exam&person={stranger}",
        f"/requests/new?lesson={lesson}&work=lesson&person={stranger}",
        f"/requests/new?sheet={ids['sheet']}&person={stranger}",
        f"/requests/new?course={places.course}&final=exam&person={stranger}",
    ):
        answer = teacher.get(address)
        yield "teacher", (answer.status_code, answer.text, address)
    for address, value in (
        (f"{course}/cells", build_json(ground, "/cells")),
        (f"/sheets/{ids['sheet']}/rows", build_json(ground, "/rows")),
        (
            f"/lesson/{places.slots[places.course, DAYS[0]]}/save",
            build_json(ground, "/save"),
        ),
    ):
        answer = teacher.post_json(address, value)
        yield "teacher", (answer.status_code, answer.text, address)
    week = f"/group/{ids['group']}/week/2026-W36/excuse"
    for guest, address in (
        (curator, week),
        (curator, "/people/consents"),
        (ground.enter("deputy"), f"/inspections/{ids['inspection']}/settle"),
        (teacher, f"/sheets/{ids['sheet']}/retake"),
    ):
        form = build_form(ground, address) | {"holder": f"{stranger}-", "group": GROUP}
        answer = guest.post(address, form | {"on": "2026-09-10", "basis": "приказ"})
        yield guest.who, (answer.status_code, answer.text, address)


def enter_unasked(ground: Ground) -> list[str]:
    """5. Walk every route without a session."""
    stranger = ground.site.app.test_client()
    found = []
    own = ground.ids
    for rule, method, _, access in list_routes(ground.site.app):
        if access is not None and access.needs is PUBLIC:
            continue
        address = re.sub(r"<int:[^>]+>", str(own["sheet"]), rule)
        address = re.sub(r"<[^>]+>", "2026-W36", address)
        answer = stranger.open(address, method=method, buffered=True)
        turned = answer.status_code == 302 and "/login" in answer.headers["Location"]
        if (not turned and answer.status_code != 400) or spoken(answer.text, ""):
            found.append(f"{method} {address}: {answer.status_code}")
    return found


def open_by_role(ground: Ground, *viewers: str) -> list[str]:
    """4. Let those with the fewest rights try every address of the others."""
    found = []
    for who in viewers or ("learner", "parent", "teacher", "system_admin"):
        guest = ground.enter(who)
        for rule, method, _, access in list_routes(ground.site.app):
            if access is None or _holds(ground, who, access.permissions):
                continue
            if not access.permissions:
                continue
            address = re.sub(r"<[^>]+>", "1", rule)
            answer = guest.client.open(
                address,
                method=method,
                headers={"X-CSRFToken": guest.token},
                buffered=True,
            )
            if answer.status_code != 403:
                found.append(f"{who} {method} {address}: {answer.status_code}")
    return found


def _holds(ground: Ground, who: str, permissions: tuple[object, ...]) -> bool:
    role = Role(who.removeprefix("other_"))
    return any(one in RIGHTS[role] for one in permissions)

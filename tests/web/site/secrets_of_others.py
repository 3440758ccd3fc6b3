"""Checks of what is near and still not one's own: halves, drafts, fields (6, 8, 12)."""

import re
from datetime import timedelta

from sqlalchemy import select

from records.kernel.db import transaction
from records.letters.tables import Letter, LetterThread
from records.notices.tables import Notice
from records.sheets.actions import fill_sheet
from records.sheets.values import Result, RowEntry
from tests.builders import entropy
from tests.web.college import LEARNERS, MORNING
from tests.web.paperwork import actor
from tests.web.site.aims import fill, list_own
from tests.web.site.browsing import TOKEN
from tests.web.site.ground import Ground
from tests.web.site.test_matrix import list_routes

OWN_HALF = tuple(name.split()[0] for name in LEARNERS[::2])
OTHER_HALF = tuple(name.split()[0] for name in LEARNERS[1::2])
EXTRA = {
    "actor_id": "1",
    "author_id": "1",
    "published_by": "1",
    "sender_id": "1",
    "opened_by": "1",
    "role": "director",
    "version": "9",
    "locked": "0",
    "withdrawn_at": "2026-09-01",
    "order_id": "1",
    "published_at": "2020-01-01",
    "sent_at": "2020-01-01",
}
FAMILY = ("/", "/family", "/family/timetable", "/board", "/messages", "/search")


def look_over(ground: Ground) -> list[str]:
    """6. Open every page of the own subgroup: nobody of the other one is there."""
    guest, found = ground.enter("teacher"), []
    own = list_own(ground) | {"course_id": ground.site.college.places.first_half}
    seen = 0
    for rule, method, _, _ in list_routes(ground.site.app):
        if method != "GET" or "<int:course_id>" not in rule:
            continue
        body = guest.get(f"{fill(rule, own)}?since=0").text
        seen += any(one in body for one in OWN_HALF)
        found += [
            f"{rule}: {one}" for one in OTHER_HALF if re.search(rf"{one}\b", body)
        ]
    return found if seen else [*found, "the own half is nowhere"]


def look_ahead(ground: Ground) -> list[str]:
    """8. Put a result into a sheet that is not closed: the family sees no trace."""
    learner = ground.site.college.people.learners[2]
    guests = [ground.enter(who) for who in ("learner", "parent")]
    before = [_plain(guest.get(path).text) for guest in guests for path in FAMILY]
    entry = RowEntry(person_id=learner, result=Result.TWO, ticket="77")
    with transaction(ground.site.engine) as session:
        fill_sheet(
            session,
            ground.ids["sheet"],
            [entry],
            actor=actor(ground.site.college, "teacher"),
            now=MORNING + timedelta(seconds=6),
            entropy=entropy(),
        )
    after = [_plain(guest.get(path).text) for guest in guests for path in FAMILY]
    pairs = zip(before, after, FAMILY * 2, strict=True)
    return [path for old, new, path in pairs if old != new]


def assign(ground: Ground) -> list[str]:
    """12. Send forms with fields nobody asks for: they decide nothing."""
    deputy, accounts = ground.enter("deputy"), ground.site.college.people.accounts
    persons = ground.site.college.people.persons
    notice = {"title": "Приём", "text": "Слово", "section": "general"}
    letter = {"to": str(accounts["director"]), "subject": "Тема", "text": "Слово"}
    statuses = [
        deputy.post("/board/new", EXTRA | notice).status_code,
        deputy.post("/messages/new", EXTRA | letter).status_code,
    ]
    found = [] if statuses == [303, 303] else [f"{statuses}"]
    with transaction(ground.site.engine, write=False) as session:
        hung = session.scalars(select(Notice).order_by(Notice.id.desc())).first()
        sent = session.scalars(select(Letter).order_by(Letter.id.desc())).first()
        thread = session.scalars(
            select(LetterThread).order_by(LetterThread.id.desc())
        ).first()
    if hung is None or sent is None or thread is None:
        return [*found, "nothing is written"]
    if hung.author_id != persons["deputy"] or hung.order_id or hung.withdrawn_at:
        found.append("the notice is another's")
    if sent.sender_id != accounts["deputy"] or sent.sent_at.year != MORNING.year:
        found.append("the letter is another's")
    return found


def _plain(body: str) -> str:
    return re.sub(r"\d\d:\d\d", "", TOKEN.sub("", body))

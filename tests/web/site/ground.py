"""The ground the attacks are tried on: everybody has something that is not others'."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from sqlalchemy import func, inspect, select, text
from werkzeug.test import TestResponse

from records.access.roles import Role
from records.curation.queries import list_group_refs
from records.issuance.queries import list_issued
from records.jobs.actions import create_print_run
from records.jobs.values import NewItem, NewRun
from records.kernel.db import transaction
from records.kernel.entropy import SystemEntropy
from records.lessons.values import LessonDraft
from records.letters.actions import send_letter
from records.letters.values import LetterDraft
from records.marks.actions import record_lesson
from records.marks.values import Cell, Work
from records.notices.actions import publish_notice
from records.notices.values import NoticeDraft, Section
from records.orders.tables import InspectionRemark
from records.people.actions import open_session
from records.people.tables import WebSession
from records.requests.actions import ask_correction
from records.requests.values import RESULT, NewRequest, SheetLine
from records.sheets.values import Result
from tests.builders import entropy
from tests.web.college import DAYS, GROUP, LEARNERS, MORNING, OTHER_GROUP, TODAY
from tests.web.conftest import Installation
from tests.web.pages.print.conftest import work
from tests.web.paperwork import BASIS, RESULTS, actor, make_sheet, word_order
from tests.web.paperwork import inspect as look_into

SECRET = "Тайна переписки"  # noqa: S105 - the subject of a letter
STAFF_ONLY = "Только для работников"
OTHERS = ("Ким", "Цой")
FAMILY_NAMES = tuple(name.split()[0] for name in LEARNERS) + OTHERS
WATCHED_NOT: Mapping[str, str] = {
    "personal_read": "a look at people's data is noted, that is its purpose",
    "web_session": "the last moment of a session moves with every page",
    "notice_reading": "a notice that was opened is known to have been opened",
    "letter_copy": "a letter that came and was read is known to be read",
}
"""Tables that looking may write to, and why."""


@dataclass(slots=True, kw_only=True)
class Guest:
    """A browser signed in without a password: the session is put into its cookie."""

    site: Installation
    who: str
    client: FlaskClient
    token: str = ""

    def get(self, path: str, **more: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(path, buffered=True, **more)

    def post(self, path: str, fields: object = None, **more: Any) -> TestResponse:
        """Send a form with its token."""
        headers = {"X-CSRFToken": self.token, **more.pop("headers", {})}
        return self.client.post(path, data=fields or {}, headers=headers, **more)

    def post_json(self, path: str, value: object) -> TestResponse:
        """Send JSON as a module does."""
        headers = {"X-CSRFToken": self.token}
        return self.client.post(path, json=value, headers=headers)

    def post_raw(self, path: str, body: bytes) -> TestResponse:
        """Send bytes that say they are JSON."""
        headers = {"X-CSRFToken": self.token, "Content-Type": "application/json"}
        return self.client.post(path, data=body, headers=headers)


@dataclass(slots=True, kw_only=True)
class Ground:
    """The site with what the attacks are after."""

    site: Installation
    ids: Mapping[str, int]
    documents: Mapping[str, str] = field(default_factory=dict)
    guests: dict[str, Guest] = field(default_factory=dict)

    def enter(self, who: str) -> Guest:
        """Let somebody in; a second time it is the same browser."""
        if who not in self.guests:
            self.guests[who] = let_in(self.site, who)
        return self.guests[who]


def let_in(site: Installation, who: str) -> Guest:
    """Open a session of somebody and put it into a new browser."""
    client = site.app.test_client()
    with transaction(site.engine) as session:
        token = open_session(
            session,
            site.college.people.accounts[who],
            address="127.0.0.1",
            agent="Chromium",
            now=MORNING + timedelta(seconds=5),
            entropy=SystemEntropy(),
        )
    with site.app.test_request_context("/"):
        signed = generate_csrf()
        from flask import session as cookie

        raw = cookie["csrf_token"]
    with client.session_transaction() as kept:
        kept["_user_id"], kept["_fresh"] = token, True
        kept["csrf_token"] = raw
    return Guest(site=site, who=who, client=client, token=signed)


def lay(site: Installation) -> Mapping[str, int]:
    """Give everybody something of their own; return what is where."""
    engine, college = site.engine, site.college
    first = look_into(engine, college)
    foreign_sheet = make_sheet(
        engine, college, results=RESULTS[:2], foreign=True, closed=True
    )
    own_sheet = make_sheet(engine, college, results=RESULTS[:3])
    ids = {
        "inspection": first,
        "other_inspection": look_into(engine, college),
        "order": word_order(engine, college, first),
        "sheet": own_sheet,
        "other_sheet": foreign_sheet,
        "request": _ask(site, foreign_sheet),
    }
    ids |= _record_others(site) | _write_letters(site) | _hang(site)
    ids |= {"job": _print(site), "session": _open_session(site)}
    with transaction(engine, write=False) as session:
        groups = {
            code: number
            for number, code in list_group_refs(
                session, frozenset({GROUP, OTHER_GROUP})
            )
        }
        remarks = session.scalars(
            select(InspectionRemark.id).where(
                InspectionRemark.inspection_id == ids["other_inspection"]
            )
        )
        ids["other_remark"] = next(iter(remarks))
        ids["account"] = college.people.accounts["learner"]
    return ids | {"group": groups[GROUP], "other_group": groups[OTHER_GROUP]}


def list_documents(site: Installation) -> dict[str, str]:
    """Return the issued summaries by the group's code."""
    with transaction(site.engine, write=False) as session:
        return {
            GROUP if one.journal_id == site.college.places.journal else OTHER_GROUP: (
                one.id
            )
            for one in list_issued(session)
        }


def dump(
    site: Installation, *, without: Mapping[str, str] = WATCHED_NOT
) -> dict[str, str]:
    """Return a hash of the rows of every table but those left out by name."""
    with transaction(site.engine, write=False) as session:
        tables = inspect(session.connection()).get_table_names()
        return {
            table: _hash(session.execute(select(text("*")).select_from(text(table))))
            for table in tables
            if table not in without
        }


def _hash(rows: Iterable[object]) -> str:
    return hashlib.sha256(repr(sorted(map(repr, rows))).encode()).hexdigest()


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Name the tables that hold something else now."""
    return sorted(one for one in before if before[one] != after.get(one))


def _record_others(site: Installation) -> dict[str, int]:
    """Let the other teacher record lessons of the second half and of БУ-25."""
    places, people = site.college.places, site.college.people
    who = actor(site.college, "other_teacher")
    made = {}
    with transaction(site.engine) as session:
        for name, course, learners in (
            ("half_lesson", places.second_half, people.learners[1::2]),
            ("other_lesson", places.other_course, people.others),
        ):
            draft = LessonDraft(
                slot_id=places.slots[course, DAYS[0]],
                kind="Л",
                topic="Предмет и методы теории государства и права",
                homework="Конспект.",
            )
            cells = [
                Cell(person_id=one, work=Work.CURRENT, value="3") for one in learners
            ]
            done = record_lesson(
                session,
                draft,
                cells,
                actor=who,
                now=MORNING,
                entropy=entropy(),
                late_reason="запись сделана по ведомости",
            )
            made[name] = done.lesson_id or 0
    return made


def _ask(site: Installation, sheet: int) -> int:
    """Let the other teacher ask for a correction in a closed sheet."""
    new = NewRequest(
        ref=SheetLine(sheet_id=sheet, person_id=site.college.people.others[0]),
        wanted={RESULT: str(Result.THREE)},
        basis=BASIS,
    )
    with transaction(site.engine) as session:
        return ask_correction(
            session,
            new,
            actor=actor(site.college, "other_teacher"),
            now=MORNING,
            entropy=entropy(),
        )


def _write_letters(site: Installation) -> dict[str, int]:
    """Let the curator write to the secretary: nobody else's business."""
    accounts = site.college.people.accounts
    draft = LetterDraft(
        recipients=(accounts["secretary"],), subject=SECRET, text=f"{SECRET}: текст."
    )
    with transaction(site.engine) as session:
        thread = send_letter(
            session,
            accounts["curator"],
            draft,
            today=TODAY,
            actor=actor(site.college, "curator"),
            now=MORNING,
        )
    return {"thread": thread}


def _hang(site: Installation) -> dict[str, int]:
    """Hang out a notice the families do not see."""
    draft = NoticeDraft(
        title=STAFF_ONLY,
        text=f"{STAFF_ONLY}: текст.",
        section=Section.STAFF,
        acknowledge_until=DAYS[-1],
        audience=frozenset({Role.TEACHER}),
    )
    with transaction(site.engine) as session:
        notice = publish_notice(
            session,
            draft,
            actor=actor(site.college, "deputy"),
            now=MORNING,
            entropy=entropy(),
        )
    return {"notice": notice}


def _print(site: Installation) -> int:
    """Issue the summaries of both groups."""
    items = tuple(
        NewItem(code="V-SV", subject=f"{code} 2026/2027", title="Сводная")
        for code in (GROUP, OTHER_GROUP)
    )
    with transaction(site.engine) as session:
        job = create_print_run(
            session,
            NewRun(title="Печать", items=items, key="ground"),
            actor=actor(site.college, "content_admin"),
            account_id=site.college.people.accounts["content_admin"],
            now=MORNING,
        )
    work(site)
    return job


def _open_session(site: Installation) -> int:
    """Open a session of the director."""
    let_in(site, "director")
    with transaction(site.engine, write=False) as session:
        return session.scalar(select(func.max(WebSession.id))) or 0

"""Checks of what is fed to the site: injections, markup, nonsense, failures."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.test import TestResponse

from records.kernel.db import transaction
from tests.web.college import TODAY
from tests.web.site.aims import list_own, list_pages, spoken
from tests.web.site.ground import Ground, Guest, changed, dump
from tests.web.site.rights import build_form
from tests.web.site.test_matrix import list_routes

SQL = (
    "O'Brien\"",
    "' OR '1'='1",
    '"; DROP TABLE mark; --',
    "1 UNION SELECT password_hash FROM account",
    "%' OR 1=1 /*",
)
MARKUP = "<img src=x onerror=alert(1)>'\"{{7*7}}"
EVALUATED = "'\"49"
FIELDS = (
    "all", "course", "end", "figure", "final", "find", "first", "from", "group", "key",
    "kind", "last", "learner", "lesson", "month", "next", "page", "person", "q", "role",
    "section", "sheet", "since", "sort", "start", "state", "take", "text", "to", "type",
    "view", "week", "work", "year",
)  # fmt: skip
SEARCHES = ("/search", "/sheets/find", "/archive/find", "/admin/users/find")
ODD_NAMES = ("a=1/*", "mark.value", "__proto__", "id) OR (1", "sort;DROP TABLE mark")
NONSENSE = ("\x00", "²", "9" * 5000, "0001-01-01", "𐐀" * 200)
JSON = (
    b"", b"{", b"[]", b"null", b"7", b'"text"', b"[[[[[]]]]]", b'{"cells":{}}',
    b'{"cells":[[]]}', b'{"cells":[null]}', b'{"cells":[{"col":[]}]}',
    b"[" * 50_000, b'{"a":' * 50_000, b'{"person":1e400}', b"9" * 5000,
    b'{"key":"\\ud800","cells":[]}', b'{"key":"\xed\xa0\x80"}', b"\xff\xfe{}",
    b'{"person":99999999999999999999999,"seen":1,"text":"5","ticket":[]}',
    b'{"key":"k","lesson":{"hours":99999999999999999999999}}',
    b'{"key":"k","lesson":{"topic":"\\u0000"},"cells":[{"person":18446744073709551616,'
    b'"work":"lesson","text":"5"}]}',
    b'{"key":"k","lesson":{"topic":null},"seen":[]}',
    b'{"key":"k","seen":{"lesson":1e3},"basis":{"date":[]}}',
    b'{"key":"' + b"x" * 1_000_000 + b'"}',
)  # fmt: skip
POISONED = {
    "person": ("surname", "name"),
    "study_group": ("code", "programme", "department"),
    "curatorship": ("group_code",),
    "staff": ("post",),
    "guardian": ("full_name",),
    "director_order": ("heading",),
    "notice": ("title", "text"),
    "discipline": ("name",),
    "letter_thread": ("subject",),
    "letter": ("text",),
    "plan_item": ("topic", "homework"),
    "slot": ("room",),
    "inspection": ("purpose",),
    "inspection_remark": ("text",),
    "substitution": ("basis",),
    "lesson": ("topic", "homework"),
    "sheet": ("title", "room", "form"),
    "sheet_row": ("ticket",),
    "mark": ("document",),
    "correction_request": ("reason", "basis"),
    "job": ("title",),
    "job_item": ("title", "words"),
    "movement": ("order_no", "note"),
    "institution": ("short_name",),
}
LEAKS = re.compile(
    r"SELECT |INSERT INTO|sqlite|sqlalchemy|Traceback|\.py\b|werkzeug|no such table",
    re.IGNORECASE,
)
READERS = ("content_admin", "deputy", "teacher", "curator", "learner")


def inject(ground: Ground, who: str) -> list[str]:
    """9, 10. Put SQL into values and names of every question part of an address."""
    guest, before = ground.enter(who), dump(ground.site)
    found = []
    for payload in SQL:
        asked = urlencode(dict.fromkeys((*FIELDS, *ODD_NAMES), payload))
        for rule, address in list_pages(ground):
            answer = guest.get(f"{address}?{asked}")
            if answer.status_code >= 500:
                found.append(f"{who} {rule}: {answer.status_code}")
    return found + changed(before, dump(ground.site))


def search_all(ground: Ground) -> list[str]:
    """9. Ask the searches for everything by SQL: what is found is nothing."""
    guest = ground.enter("content_admin")
    found = []
    for payload in (*SQL, "%", "_", "%%"):
        answers = {
            "search": guest.post("/search", {"q": payload * 2}),
            "archive": guest.post("/archive/find", {"q": payload}),
            "users": guest.post("/admin/users/find", {"q": payload}),
            "sheets": guest.post("/sheets/find", {"find": payload}),
        }
        found += [
            f"{page} by {payload}"
            for page, answer in answers.items()
            if answer.status_code != 200
            or spoken(answer.text, "")
            or "/print/file/" in answer.text
        ]
    return found


def poison(ground: Ground) -> None:
    """Write markup, quotes and a template into every text people write."""
    with transaction(ground.site.engine) as session:
        triggers = session.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        ).scalars()
        for name in list(triggers):
            session.execute(text(f'DROP TRIGGER "{name}"'))
        for table, columns in POISONED.items():
            for column in columns:
                tail = " || rowid" if column in {"code", "order_no"} else ""
                value = f":words{tail}"
                if column == "group_code":
                    value = "(SELECT code FROM study_group ORDER BY id LIMIT 1)"
                session.execute(
                    text(f'UPDATE "{table}" SET "{column}" = {value}'),  # noqa: S608 - our own names
                    {} if column == "group_code" else {"words": MARKUP},
                )


def show_poisoned(ground: Ground, who: str) -> list[str]:
    """11, 13. Show every page over what has been poisoned: it stays text."""
    guest = ground.enter(who)
    found, shown = [], 0
    for rule, address in list_pages(ground):
        answer = guest.get(address, follow_redirects=True)
        if answer.status_code >= 500:
            found.append(f"{who} {rule}: {answer.status_code}")
        if answer.mimetype != "text/html":
            continue
        body = answer.text
        shown += "&lt;img src=x" in body or "\\u003cimg src=x" in body
        if "<img src=x" in body or EVALUATED in body or "&#39;&#34;49" in body:
            found.append(
                f"{who} {rule}: markup or template of a person's is carried out"
            )
    return found if shown > 3 else [*found, f"{who} has seen nothing of it"]


def reflect(ground: Ground, who: str) -> list[str]:
    """14. Put markup and line ends into every question: of an address, of a search."""
    guest = ground.enter(who)
    found = []
    markup = dict.fromkeys(FIELDS, f'"><script>alert(1)</script>{MARKUP}')
    asked = urlencode(markup)
    broken = urlencode(dict.fromkeys(FIELDS, "x\r\nX-Evil: 1"))
    for rule, address in list_pages(ground):
        if _carries_out(guest.get(f"{address}?{asked}")):
            found.append(f"{who} {rule} reflects")
        if "X-Evil" in guest.get(f"{address}?{broken}").headers:
            found.append(f"{who} {rule} lets a header in")
    return found + [
        f"{who} {rule} reflects"
        for rule in SEARCHES
        if _carries_out(guest.post(rule, markup))
    ]


def _carries_out(answer: TestResponse) -> bool:
    body = answer.text if answer.mimetype == "text/html" else ""
    return "<script>alert(1)" in body or "<img src=x" in body or EVALUATED in body


def list_json_routes(ground: Ground) -> Iterator[tuple[Guest, str]]:
    """Give the routes modules send JSON to, with somebody who may."""
    places, teacher = ground.site.college.places, ground.enter("teacher")
    yield teacher, f"/journal/{places.course}/cells"
    yield teacher, f"/sheets/{ground.ids['sheet']}/rows"
    yield teacher, f"/lesson/{places.slots[places.course, TODAY]}/save"


def feed_json(ground: Ground) -> list[str]:
    """33. Send every JSON route what no module of ours sends."""
    before = dump(ground.site)
    found = []
    for guest, address in list_json_routes(ground):
        for body in JSON:
            answer = guest.post_raw(address, body)
            words = answer.get_json(silent=True) or {}
            russian = re.search("[а-я]{3}", str(words.get("message", "")))
            if not 400 <= answer.status_code < 500 or not russian:
                found.append(f"{address} {body[:60]!r}: {answer.status_code}")
    return found + changed(before, dump(ground.site))


def feed_forms(ground: Ground, who: str) -> list[str]:
    """33. Send every form nonsense in all its fields, and in each number alone."""
    guest, own = ground.enter(who), list_own(ground)
    found = []
    for rule, method, _, access in list_routes(ground.site.app):
        if method != "POST" or access is None or rule == "/logout":
            continue
        if rule.startswith(("/account", "/password", "/login", "/session", "/totp")):
            continue
        address = re.sub(r"<(?:int:)?([a-z_]+)>", lambda part: str(own[part[1]]), rule)
        for nonsense in NONSENSE:
            form = dict.fromkeys((*build_form(ground, rule), *FIELDS), nonsense)
            form |= {"act": str(build_form(ground, rule)["act"]), "password": ""}
            form |= {f"lesson-{nonsense[:9]}": "5"}
            if guest.post(address, form).status_code >= 500:
                found.append(f"{who} {rule} {nonsense[:9]!r}")
    return sorted(set(found))


def fail(ground: Ground, table: str) -> list[str]:
    """33. Take a table away and open every page: nothing of the program is told."""
    guests = [ground.enter("content_admin"), ground.enter("learner")]
    with transaction(ground.site.engine) as session:
        session.execute(text("PRAGMA legacy_alter_table = ON"))
        session.execute(text(f'ALTER TABLE "{table}" RENAME TO "{table}_gone"'))
    found, failed = [], 0
    for guest in guests:
        for rule, address in list_pages(ground):
            if rule == "/healthz":
                continue
            try:
                answer = guest.get(address)
            except SQLAlchemyError:
                found.append(f"{guest.who} {rule}: no page at all")
                continue
            failed += answer.status_code == 503
            if answer.status_code in {500, 502}:
                found.append(f"{guest.who} {rule}: {answer.status_code}")
            if answer.status_code == 503 and not tells_well(ground, answer.text):
                found.append(f"{guest.who} {rule} tells {answer.text[:80]}")
    return found if failed else [*found, f"nothing needs {table}"]


def tells_well(ground: Ground, body: str) -> bool:
    """Tell whether a page of a failure is Russian and says nothing of the program."""
    leaked = LEAKS.search(body) or str(ground.site.home) in body
    return bool(re.search("[А-Яа-я]{4}", body)) and not leaked

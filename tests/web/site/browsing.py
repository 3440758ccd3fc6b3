"""Checks of what a browser keeps, sends by itself and can be led to."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from werkzeug.test import TestResponse

from records.kernel.actor import SYSTEM
from records.kernel.db import transaction
from records.people.actions import block_account
from tests.web.college import MORNING
from tests.web.site.aims import (
    EVERYBODY,
    FREE,
    fill,
    list_addresses,
    list_own,
    list_pages,
    spoken,
)
from tests.web.site.ground import Ground, Guest, changed, dump
from tests.web.site.rights import build_form, build_json
from tests.web.site.test_matrix import list_routes
from web.site.access import PUBLIC

GUESSED = (
    "/secret.key", "/surguch.db", "/surguch.db-wal", "/backups/", "/backups/1.tar",
    "/documents/1.pdf", "/files/1.pdf", "/files/2.pdf", "/uploads/1.xlsx", "/export.xlsx",
    "/.git/config", "/.env", "/run/presence/1/1", "/assets/../secret.key",
    "/assets/..%2fsecret.key", "/assets/%2e%2e/surguch.db", "/assets//etc/passwd",
    "/print/file/1.pdf", "/print/file/..%2f..%2fsecret.key", "/print/file/%2e%2e.pdf",
    "/archive/..%2fsecret", "/admin/backup.zip", "/config",
)  # fmt: skip
PLAIN = frozenset(
    {"text/html", "application/json", "application/pdf", "application/zip"}
)
EVIL = "evil.example"
FORWARDED = (
    {"Host": EVIL},
    {"X-Forwarded-Host": EVIL, "X-Forwarded-Proto": "https"},
    {"Forwarded": f"host={EVIL};for=10.0.0.1"},
    {"X-Original-URL": "/admin/users", "X-Rewrite-URL": "/admin/users"},
    {"X-HTTP-Method-Override": "POST", "X-Remote-User": "director"},
)
TOKEN = re.compile(r'(name="csrf[-_]token" (?:value|content)=")[^"]+')


def guess(ground: Ground) -> list[str]:
    """20. Guess the names of files, as nobody and as the director."""
    found = []
    stranger = ground.site.app.test_client()
    for client in (stranger, ground.enter("director").client):
        for path in GUESSED:
            answer = client.get(path, buffered=True)
            if answer.status_code not in {302, 308, 400, 404}:
                found.append(f"{path}: {answer.status_code}")
    return found


def keep(ground: Ground, who: str) -> list[str]:
    """18, 21. Open every page: nothing of it stays in a cache, none is a table."""
    guest = ground.enter(who)
    found = []
    for rule, address in list_pages(ground):
        answer = guest.get(address)
        if answer.headers.get("Cache-Control") != "no-store":
            found.append(f"{who} {rule} may be kept")
        if answer.mimetype not in PLAIN:
            found += [f"{rule}: {one}" for one in list_formulas(answer)]
        found += [f"{who} {rule} without {one}" for one in list_bare(answer)]
    return found


def list_formulas(answer: TestResponse) -> list[str]:
    """18. Name the cells of a table of text that a spreadsheet would carry out."""
    cells = re.split(r"[;,\t\r\n]+", answer.get_data(as_text=True))
    return [one for one in cells if one.strip('"')[:1] in {"=", "+", "-", "@"}]


def list_bare(answer: TestResponse) -> list[str]:
    """21. Name the headers of protection an answer lacks."""
    headers = answer.headers
    policy = headers.get("Content-Security-Policy", "")
    lacks = []
    if "default-src 'none'" not in policy or "unsafe" in policy:
        lacks.append("a policy")
    if headers.get("X-Content-Type-Options") != "nosniff":
        lacks.append("nosniff")
    if "frame-ancestors 'none'" not in policy:
        lacks.append("frame-ancestors")
    return lacks


def come_back(ground: Ground, who: str) -> list[str]:
    """21. Sign out and open every page with the cookie that was there before."""
    guest = ground.enter(who)
    cookie = guest.client.get_cookie("surguch")
    guest.post("/logout")
    guest.client.set_cookie("surguch", cookie.value if cookie else "")
    return list_open(ground, guest)


def stay(ground: Ground, who: str) -> list[str]:
    """7, 23. Go on with the session after the account has been closed."""
    guest = ground.enter(who)
    accounts = ground.site.college.people.accounts
    assert guest.get("/account").status_code == 200
    with transaction(ground.site.engine) as session:
        block_account(session, accounts[who], actor=SYSTEM, now=MORNING)
    return list_open(ground, guest)


def list_open(ground: Ground, guest: Guest) -> list[str]:
    """Name the pages that are open to a browser that should be out."""
    found = []
    for rule, method, _, access in list_routes(ground.site.app):
        if access is None or access.needs is PUBLIC or method != "GET":
            continue
        address = re.sub(
            r"<(?:int:)?([a-z_]+)>", lambda part: str(list_own(ground)[part[1]]), rule
        )
        answer = guest.get(address)
        if answer.status_code != 302 or spoken(answer.text, guest.who):
            found.append(f"{guest.who} {address}: {answer.status_code}")
    return found


def forge(ground: Ground, who: str) -> list[str]:
    """22. Send every change without a token, and from another site with one."""
    guest, before = ground.enter(who), dump(ground.site)
    found, own = [], list_own(ground)
    for rule, method, _, access in list_routes(ground.site.app):
        if method != "POST" or access is None:
            continue
        found += [
            f"{who} {rule} {kind}: {status}"
            for kind, status in _forge_one(ground, guest, rule, fill(rule, own))
            if status not in {400, 403}
        ]
    return found + changed(before, dump(ground.site))


def _forge_one(
    ground: Ground, guest: Guest, rule: str, address: str
) -> list[tuple[str, int]]:
    client, form = guest.client, build_form(ground, rule)
    body = build_json(ground, rule)
    token = {"X-CSRFToken": guest.token}
    foreign = [{"Origin": f"https://{EVIL}"}, {"Origin": "null"}]
    tried = [
        ("form", client.post(address, data=form)),
        ("json", client.post(address, json=body)),
        ("text", client.post(address, data="{}", content_type="text/plain")),
        ("token of another", client.post(address, data=form | {"csrf_token": "x"})),
    ]
    tried += [
        (f"from {one['Origin']}", client.post(address, data=form, headers=token | one))
        for one in foreign
    ]
    return [(kind, answer.status_code) for kind, answer in tried]


def look(ground: Ground, *viewers: str) -> list[str]:
    """22. Open every page as everybody: looking changes nothing."""
    before = dump(ground.site)
    for who in viewers or EVERYBODY:
        guest = ground.enter(who)
        for rule, address in list_pages(ground):
            guest.get(address)
            if rule == "/journal/<int:course_id>/changes":
                guest.get(f"{address}?since=0")
    return changed(before, dump(ground.site))


def lead_away(ground: Ground, *tried: Mapping[str, str]) -> list[str]:
    """32. Name another host in every header and question: nobody is led there."""
    guest = ground.enter("curator")
    found = []
    for headers in tried or FORWARDED:
        for rule, address in list_pages(ground):
            asked = f"{address}?next=//{EVIL}&url=https://{EVIL}"
            answer = guest.get(asked, headers=headers)
            body = answer.text if answer.mimetype == "text/html" else ""
            place = urlsplit(answer.headers.get("Location", ""))
            if place.netloc not in {"", "localhost"} or f'="//{EVIL}' in body:
                found.append(f"{rule} by {headers} leads to {place.geturl()}")
            if address != "/admin/users" and "<h1>Учётные записи" in body:
                found.append(f"{rule} by {headers} opens another page")
    return found


def tell_apart(ground: Ground, who: str) -> list[str]:
    """24. Compare what is foreign with what is not there: the answers are alike."""
    guest = ground.enter(who)
    found = []
    nowhere = dict.fromkeys(list_own(ground), 10**6) | FREE
    for rule, address in list_addresses(ground, who, "GET"):
        there = guest.get(f"{address}?since=0")
        absent = fill(rule, nowhere)
        gone = guest.get(f"{absent}?since=0")
        if there.status_code != gone.status_code:
            found.append(f"{who} {address}: {there.status_code}, {gone.status_code}")
        elif _plain(there.text, address) != _plain(gone.text, absent):
            found.append(f"{who} {address} is told apart")
    return found


def _plain(body: str, address: str) -> str:
    return TOKEN.sub("", body).replace(address, "")


def be_another(ground: Ground) -> list[str]:
    """12, 25. Name another author in fields, JSON and headers: one stays oneself."""
    found = []
    teacher = ground.enter("teacher")
    accounts, ids = ground.site.college.people.accounts, ground.ids
    other = accounts["director"]
    for rule, method, _, access in list_routes(ground.site.app):
        if method != "POST" or access is None or access.needs is PUBLIC:
            continue
        address = re.sub(r"<(?:int:)?[a-z_]+>", str(ids["sheet"]), rule)
        answer = teacher.post(address, headers={"X-Account": str(other)})
        if answer.status_code != 401:
            found.append(f"{rule} with another's account: {answer.status_code}")
    return found

"""Who may open what: every route of the site × every role, against the golden table.

A new route, or a role that comes to a route, changes one line of the table in the
diff; a route that declares nothing is open to nobody.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from records.access.roles import Role
from tests.web.conftest import Installation
from web.site.access import PUBLIC, SIGNED_IN, Access, find_access

GOLDEN = Path(__file__).parents[2] / "golden" / "routes.txt"
NOWHERE = 10**6
ROLES = tuple(role for role in Role if role is not Role.SYSTEM)
SIGNED = {
    Role.SYSTEM_ADMIN: "system_admin",
    Role.CONTENT_ADMIN: "content_admin",
    Role.DIRECTOR: "director",
    Role.DEPUTY: "deputy",
    Role.SECRETARY: "secretary",
    Role.DISPATCHER: "dispatcher",
    Role.CURATOR: "curator",
    Role.TEACHER: "teacher",
    Role.LEARNER: "learner",
    Role.PARENT: "parent",
}
OWN_FILES = {"static", "assets"}


def list_routes(app: Flask) -> Iterator[tuple[str, str, str, Access | None]]:
    """Give (rule, method, endpoint, access) of every route but the site's own files."""
    with app.app_context():
        for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.rule):
            if rule.endpoint in OWN_FILES or rule.endpoint.endswith(".static"):
                continue
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule.rule, method, rule.endpoint, find_access(rule.endpoint)


def test_every_route_says_who_may_open_it(site: Installation) -> None:
    silent = [rule for rule, _, _, access in list_routes(site.app) if access is None]

    assert silent == []


def test_the_matrix_is_the_golden_one(site: Installation) -> None:
    lines = []
    for rule, method, _, access in list_routes(site.app):
        assert access is not None
        lines.append(f"{method:<5}{rule:<52}{_who(access)}")

    assert "\n".join(lines) + "\n" == GOLDEN.read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_the_matrix_says_and_nothing_else(
    site: Installation, role: Role
) -> None:
    visitor = site.sign_in(SIGNED[role])
    token = visitor.token()
    wrong = []
    for rule, method, _, access in list_routes(site.app):
        if access is None or rule == "/logout":
            continue
        answer = visitor.client.open(
            _address(site.app, rule),
            method=method,
            data={"csrf_token": token} if method == "POST" else None,
        )
        refused = answer.status_code == 403
        if refused == access.admits_role(role) or answer.status_code >= 500:
            wrong.append((method, rule, answer.status_code))

    assert wrong == []


def test_a_stranger_opens_only_what_is_public(site: Installation) -> None:
    stranger = site.stranger()
    wrong = []
    for rule, method, _, access in list_routes(site.app):
        answer = stranger.client.open(_address(site.app, rule), method=method)
        public = access is not None and access.needs is PUBLIC
        turned = answer.status_code == 302 and "/login" in answer.headers["Location"]
        turned |= method == "POST" and answer.status_code == 400
        if turned == public and not (public and method == "POST"):
            wrong.append((method, rule, answer.status_code))

    assert wrong == []


def test_screens_with_personal_data_are_noted(site: Installation) -> None:
    unnoted = [
        f"{method} {rule}"
        for rule, method, _, access in list_routes(site.app)
        if method == "GET"
        and access is not None
        and access.needs is not PUBLIC
        and not access.reads
    ]

    assert unnoted == NOTHING_PERSONAL


NOTHING_PERSONAL = [
    "GET /account",
    "GET /account/code",
    "GET /admin",
    "GET /admin/health",
    "GET /admin/jobs",
    "GET /admin/norms",
    "GET /archive/acts",
    "GET /board",
    "GET /board/<int:notice_id>",
    "GET /board/new",
    "GET /group",
    "GET /group/<int:group_id>",
    "GET /inspections",
    "GET /inspections/<int:inspection_id>",
    "GET /inspections/new",
    "GET /journal",
    "GET /lesson/of/<int:lesson_id>",
    "GET /orders",
    "GET /orders/<int:order_id>",
    "GET /password",
    "GET /print",
    "GET /print/run/<int:job_id>/state",
    "GET /search",
    "GET /sheets",
    "GET /sheets/new",
    "GET /timetable",
    "GET /timetable/<int:slot_id>",
    "GET /uploads",
]
"""Lists of courses, documents, orders and forms: no learner's data on them."""


def _who(access: Access) -> str:
    if access.needs is PUBLIC:
        return "all"
    if access.needs is SIGNED_IN:
        return "signed in"
    return " ".join(role for role in ROLES if access.admits_role(role)) or "nobody"


def _address(app: Flask, rule: str) -> str:
    """Fill the rule's own parts with something that is not there."""
    parts = []
    for part in rule.split("/"):
        if not part.startswith("<") and "<" not in part:
            parts.append(part)
            continue
        filled = part
        while "<" in filled:
            head, _, rest = filled.partition("<")
            name, _, tail = rest.partition(">")
            filled = head + (str(NOWHERE) if "int:" in name else "nowhere") + tail
        parts.append(filled)
    return "/".join(parts)

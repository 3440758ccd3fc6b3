"""What somebody with a stolen or a planted cookie does."""

from tests.web.conftest import Installation, Visitor

COOKIE = "surguch"


def cookie_of(visitor: Visitor) -> str:
    found = visitor.client.get_cookie(COOKIE)
    return found.value if found else ""


def with_cookie(site: Installation, value: str) -> Visitor:
    visitor = site.stranger()
    visitor.client.set_cookie(COOKIE, value)
    return visitor


def is_in(visitor: Visitor) -> bool:
    return visitor.get("/account").status_code == 200

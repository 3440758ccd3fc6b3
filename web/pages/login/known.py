"""Browsers where a person has been in before: attempts there are counted apart.

The sign is a cookie that nobody else can make; it opens nothing and names nobody.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode

from flask import request
from flask.wrappers import Response

from records.kernel.text import fold
from web.site.state import get_site

COOKIE = "surguch-known"
KEPT = 8
HALF_A_YEAR = 180 * 24 * 3600


def is_known(login: str) -> bool:
    """Tell whether the owner of this login has signed in here before."""
    sign = _sign(login)
    return any(hmac.compare_digest(sign, one) for one in _signs())


def remember(answer: Response, login: str) -> None:
    """Leave the sign of a login in the browser, the latest first."""
    sign = _sign(login)
    signs = [sign, *(one for one in _signs() if one != sign)][:KEPT]
    site = get_site()
    answer.set_cookie(
        _name(),
        ".".join(signs),
        max_age=HALF_A_YEAR,
        secure=site.settings.https,
        httponly=True,
        samesite="Lax",
    )


def _signs() -> list[str]:
    """Return the signs of the cookie; what is no sign of ours fits no login."""
    sent = request.cookies.get(_name(), "").split(".")[:KEPT]
    return [one for one in sent if one.isascii()]


def _sign(login: str) -> str:
    subject = f"known/v1/{fold(login)}".encode()
    digest = hmac.digest(get_site().secret, subject, hashlib.sha256)
    return urlsafe_b64encode(digest[:18]).decode("ascii")


def _name() -> str:
    return f"__Host-{COOKIE}" if get_site().settings.https else COOKIE

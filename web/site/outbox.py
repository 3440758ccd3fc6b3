"""The key a browser locks unsent entries with: the account's own, never stored there."""

import hashlib
import hmac
from base64 import urlsafe_b64encode

from web.site.state import get_site
from web.site.viewer import Viewer


def outbox_key(viewer: Viewer) -> str:
    """Return the account's 256-bit key for entries that wait in its browser.

    It comes with a page of a signed-in person only, so that a left computer shows
    nothing of marks that were not sent.
    """
    subject = f"outbox/v1/{viewer.account_id}".encode()
    digest = hmac.digest(get_site().secret, subject, hashlib.sha256)
    return urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")

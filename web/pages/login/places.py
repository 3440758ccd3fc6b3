"""Where to go after signing in: an address of this site and nothing else."""

from urllib.parse import urlsplit

HOME = "/"
_NOT_THERE = ("/login", "/logout", "/totp", "/password", "/session")


def safe_place(asked: str) -> str:
    """Return the address if it is a page of this site, else the desk (ASVS 3.7.2).

    A browser takes two slashes, also turned ones, for another host, and drops tabs
    and line ends.
    """
    if not asked.startswith("/") or asked[1:2] in {"/", "\\"}:
        return HOME
    if "\\" in asked or any(ord(char) < 33 or ord(char) == 127 for char in asked):
        return HOME
    try:
        parts = urlsplit(asked)
    except ValueError:
        return HOME
    if parts.scheme or parts.netloc or parts.path.rstrip("/") in _NOT_THERE:
        return HOME
    return asked

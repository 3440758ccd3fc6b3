"""One-time codes by time (RFC 6238); the only file that knows the library."""

import base64
import hmac

import pyotp

SECRET_BYTES = 20
STEP = 30
_AROUND = (0, -1, 1)
"""The code of the moment, of the half minute before and of the one to come."""


def make_secret(chance: bytes) -> str:
    """Return a base-32 secret from random bytes."""
    return base64.b32encode(chance).decode()


def make_uri(secret: str, *, login: str, issuer: str) -> str:
    """Return the address an authenticator reads from a QR."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=issuer)


def find_step(secret: str, code: str, timestamp: float) -> int | None:
    """Return the half minute a code belongs to, None when it does not fit."""
    totp = pyotp.TOTP(secret)
    present = int(timestamp) // STEP
    typed = "".join(code.split())
    for shift in _AROUND:
        step = present + shift
        if hmac.compare_digest(totp.at(step * STEP).encode(), typed.encode()):
            return step
    return None

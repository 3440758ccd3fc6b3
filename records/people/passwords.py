"""Argon2id hashes of passwords; the only file that knows the library."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SALT_BYTES = 16
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

NOBODY = (
    "$argon2id$v=19$m=19456,t=2,p=1$y5zqQTZSD8fvqgHhWZW5dA"
    "$iXDeFkndcof6x4ISrvFGvoWm0/SMEPa4on5+D3lMtZM"
)
"""A hash of what nobody types: an unknown login costs as much as a known one."""


def hash_password(password: str, *, salt: bytes) -> str:
    """Return the Argon2id hash of a password with its parameters."""
    return _HASHER.hash(_plain(password), salt=salt)


def password_fits(password: str, stored: str) -> bool:
    """Tell whether a password is the one behind a stored hash."""
    try:
        return _HASHER.verify(stored, _plain(password))
    except (VerificationError, InvalidHashError):
        return False


def is_current(stored: str) -> bool:
    """Tell whether a hash has the present parameters, and so the present price."""
    return not _HASHER.check_needs_rehash(stored)


def _plain(password: str) -> str:
    """Write «й» the same way, whichever machine it was typed on."""
    return unicodedata.normalize("NFC", password)

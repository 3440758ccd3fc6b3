"""Argon2id hashes of passwords; the only file that knows the library."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SALT_BYTES = 16
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_password(password: str, *, salt: bytes) -> str:
    """Return the Argon2id hash of a password with its parameters."""
    return _HASHER.hash(password, salt=salt)


def password_fits(password: str, stored: str) -> bool:
    """Tell whether a password is the one behind a stored hash."""
    try:
        return _HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False

"""Canonical bytes of a value (RFC 8785) and their SHA-256."""

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785


def canonical(value: Mapping[str, Any]) -> bytes:
    """Return the RFC 8785 bytes of a JSON object; floats are not allowed in it."""
    return rfc8785.dumps(dict(value))


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of `data` as lower-case hex."""
    return hashlib.sha256(data).hexdigest()

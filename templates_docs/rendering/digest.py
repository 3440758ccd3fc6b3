"""The digest of a document's content, printed at its foot and kept in the record."""

import dataclasses
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum

from records.kernel.hashing import canonical, sha256_hex

_PLAIN = (str, bool, int, type(None))


def canonical_digest(context: object) -> str:
    """Return the SHA-256 (hex) of a context's content, its imprint left out.

    Raises:
        TypeError: the context holds something that has no exact text, as a float.
    """
    if not dataclasses.is_dataclass(context) or isinstance(context, type):
        message = "a context is an instance of a dataclass"
        raise TypeError(message)
    content = dataclasses.asdict(context)
    content.pop("imprint", None)
    return sha256_hex(canonical({key: _json(item) for key, item in content.items()}))


def _json(value: object) -> object:
    if isinstance(value, Enum):
        return _json(value.value)
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, dict):
        return {str(key): _json(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_json(item) for item in value]
    return _text(value)


def _text(value: object) -> str:
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    message = f"{type(value).__name__} has no canonical form"
    raise TypeError(message)

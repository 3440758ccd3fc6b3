"""The bytes of the ledger: canonical text, commitments, hashes (records of v1).

Canonical text is RFC 8785. For what a payload may hold (no floats, whole numbers
below 2^53, keys in ASCII) the standard encoder gives the same bytes as the
`rfc8785` library five times faster; a property test holds the two together.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from records.kernel.errors import RecordsError
from records.kernel.hashing import sha256_hex
from records.kernel.moment import moment_text
from records.ledger import merkle
from records.ledger.values import Checkpoint, JournalHead, JsonValue

ENTRY_PREFIX = b"ej/entry/v1\x00"
COMMIT_PREFIX = b"ej/commit/v1\x00"
CHECKPOINT_PREFIX = b"ej/checkpoint/v1\x00"
SALT_BYTES = 16
_LARGEST = 2**53 - 1
_encode = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True
).encode


def canonical_text(value: Mapping[str, Any]) -> str:
    """Return the RFC 8785 text of a value that `clean` has passed."""
    return _encode(value)


def clean(value: JsonValue, place: str = "") -> Any:  # noqa: ANN401 - JSON as the encoder takes it
    """Return a payload with its text in NFC.

    Raises:
        RecordsError: there is something in it that has no exact bytes.
    """
    if isinstance(value, str):
        return clean_text(value, place)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _whole(value, place)
    if isinstance(value, Mapping):
        return {
            _key(key, place): clean(item, f"{place}.{key}" if place else str(key))
            for key, item in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [clean(item, f"{place}[{at}]") for at, item in enumerate(value)]
    raise _refusal(place, f"значение вида {type(value).__name__} в реестр не пишется")


def clean_text(text: str, place: str) -> str:
    """Return a text in NFC; refuse halves of surrogate pairs."""
    if text.isascii():
        return str.__str__(text)
    text = unicodedata.normalize("NFC", text)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise _refusal(place, "текст содержит половину символа Юникода") from None
    return text


def commit(salt: bytes, payload: str) -> str:
    """Return the salted commitment to a payload's canonical text (hex)."""
    return hashlib.sha256(COMMIT_PREFIX + salt + payload.encode()).hexdigest()


def hash_record(record: str) -> str:
    """Return the hash of an entry over the stored text of its record (hex)."""
    return hashlib.sha256(ENTRY_PREFIX + record.encode()).hexdigest()


def compute_heads_root(heads: Iterable[JournalHead]) -> str:
    """Return the Merkle root over the ends of all journals, sorted by name (hex)."""
    leaves = (
        canonical_text(
            {"hash": head.hash, "journal": head.journal, "size": head.size}
        ).encode()
        for head in sorted(heads, key=lambda head: head.journal)
    )
    return merkle.compute_root(leaves).hex()


def name_origin(first_hash: str | None) -> str:
    """Name a log by its first entry; two logs never share it."""
    return f"surguch/{first_hash[:16]}" if first_hash else "surguch/empty"


def checkpoint_fields(checkpoint: Checkpoint) -> dict[str, JsonValue]:
    """Return a checkpoint as JSON."""
    return {
        "alg": "sha256",
        "at": moment_text(checkpoint.at),
        "heads_root": checkpoint.heads_root,
        "origin": checkpoint.origin,
        "purpose": checkpoint.purpose,
        "root": checkpoint.root,
        "size": checkpoint.size,
        "v": 1,
    }


def hash_checkpoint(body: str) -> str:
    """Return the hash of a checkpoint over its stored text (hex)."""
    return sha256_hex(CHECKPOINT_PREFIX + body.encode())


def _whole(value: int, place: str) -> int:
    if not -_LARGEST <= value <= _LARGEST:
        raise _refusal(place, "число слишком велико")
    return int(value)


def _key(key: object, place: str) -> str:
    if not isinstance(key, str) or not key.isascii():
        raise _refusal(place, f"недопустимое имя поля {key!r}")
    return str.__str__(key)


def _refusal(place: str, what: str) -> RecordsError:
    where = f"поле «{place}»: " if place else ""
    return RecordsError(f"Запись не внесена: {where}{what}.", code="payload_refused")

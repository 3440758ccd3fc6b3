import hashlib
import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from records.kernel.errors import RecordsError
from records.ledger import rules
from records.ledger.values import Checkpoint, JournalHead

texts = st.text(st.characters(exclude_categories=["Cs"]))
keys = st.text(st.characters(codec="ascii"))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4)
    ),
    max_leaves=12,
)
payloads = st.dictionaries(keys, values, max_size=6)


class Colour(StrEnum):
    RED = "красный"


@given(payloads)
def test_the_quick_text_is_the_canonical_text_of_rfc_8785(
    payload: dict[str, Any],
) -> None:
    cleaned = rules.clean(payload)

    assert rules.canonical_text(cleaned).encode() == rfc8785.dumps(cleaned)


@given(payloads)
def test_what_is_read_back_has_the_same_text(payload: dict[str, Any]) -> None:
    text = rules.canonical_text(rules.clean(payload))

    assert rules.canonical_text(json.loads(text)) == text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_one_word_typed_in_two_ways_has_one_text(word: str) -> None:
    import unicodedata

    one, two = (unicodedata.normalize(form, word) for form in ("NFC", "NFD"))

    assert rules.clean({"word": one}) == rules.clean({"word": two})


def test_a_composed_letter_is_stored_composed() -> None:
    assert rules.clean({"word": "и\u0306"}) == {"word": "й"}


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (4.0, "float"),
        ({"deep": [1, 2.5]}, r"mark.deep\[1\]"),
        ("\ud83d", "половину символа"),
        (2**53, "слишком велико"),
        (-(2**53), "слишком велико"),
        (b"5", "bytes"),
        (datetime(2026, 9, 1, tzinfo=UTC), "datetime"),
        ({"ключ": 1}, "имя поля"),
        ({5: 1}, "имя поля"),
    ],
)
def test_what_has_no_exact_bytes_is_refused_in_russian(value: Any, told: str) -> None:
    with pytest.raises(RecordsError, match=told) as refusal:
        rules.clean({"mark": value})

    assert refusal.value.code == "payload_refused"
    assert "Запись не внесена" in refusal.value.message


def test_an_enumerated_word_is_stored_as_a_word() -> None:
    assert rules.canonical_text(rules.clean({"c": Colour.RED})) == '{"c":"красный"}'


def test_a_commitment_binds_salt_and_payload() -> None:
    salt = bytes(range(16))
    expected = hashlib.sha256(b"ej/commit/v1\0" + salt + '{"a":"й"}'.encode())

    assert rules.commit(salt, '{"a":"й"}') == expected.hexdigest()


def test_an_entry_is_hashed_over_its_stored_text() -> None:
    record = '{"v":1}'

    assert rules.hash_record(record) == (
        hashlib.sha256(b"ej/entry/v1\0" + record.encode()).hexdigest()
    )


def test_the_ends_of_the_journals_are_taken_in_the_order_of_names() -> None:
    one = JournalHead(journal="journal/1", size=3, hash="aa")
    two = JournalHead(journal="institution", size=1, hash="bb")

    assert rules.compute_heads_root([one, two]) == rules.compute_heads_root([two, one])
    assert rules.compute_heads_root([one]) != rules.compute_heads_root([one, two])


def test_a_checkpoint_names_its_algorithm_and_its_moment_in_utc() -> None:
    fields = rules.checkpoint_fields(
        Checkpoint(
            origin="surguch/abc",
            size=3,
            root="r",
            heads_root="h",
            at=datetime.fromisoformat("2026-09-01T10:00:00+07:00"),
            purpose="act",
        )
    )

    assert fields["alg"] == "sha256"
    assert fields["at"] == "2026-09-01T03:00:00.000000Z"

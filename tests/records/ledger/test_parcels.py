"""One append of several people: every chain grows as if they had come in turn."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from records.kernel.entropy import SeededEntropy
from records.kernel.errors import RecordsError, StaleVersionError
from records.ledger.actions import append_many
from records.ledger.queries import get_head, journal_head, list_versions
from records.ledger.values import Parcel
from records.ledger.verification import verify_chain
from tests.ledgers import NOW, TEACHER, entry

COLLEAGUE = replace(TEACHER, person_id=8)


def parcel(journal: str, *names: str, **more: object) -> Parcel:
    entries = [entry(name, **more) for name in names]  # type: ignore[arg-type]
    return Parcel(journal=journal, entries=entries, actor=TEACHER, now=NOW)


def write(session: Session, *parcels: Parcel) -> list[list[int]]:
    written = append_many(session, parcels, entropy=SeededEntropy("parcels"))
    return [[one.gseq for one in few] for few in written]


def test_parcels_stand_one_after_another(session: Session) -> None:
    numbers = write(
        session,
        parcel("journal/1", "mark/1/1", "mark/1/2"),
        parcel("journal/2", "mark/2/1"),
        parcel("journal/1", "mark/1/3"),
    )
    assert numbers == [[0, 1], [2], [3]]
    assert journal_head(session, "journal/1").size == 3
    assert journal_head(session, "journal/2").size == 1
    assert verify_chain(session).intact


def test_every_entry_bears_its_own_author(session: Session) -> None:
    second = replace(parcel("journal/1", "mark/1/2"), actor=COLLEAGUE)
    write(session, parcel("journal/1", "mark/1/1"), second)
    authors = [
        version.actor
        for name in ("mark/1/1", "mark/1/2")
        for version in list_versions(session, name)
    ]
    assert authors == ["p7", "p8"]


def test_the_second_of_two_versions_supersedes_the_first(session: Session) -> None:
    write(session, parcel("journal/1", "mark/1/1"), parcel("journal/1", "mark/1/1"))
    first, second = list_versions(session, "mark/1/1")
    assert (first.version, second.version) == (1, 2)
    assert second.supersedes == first.hash


def test_a_stale_entry_stops_all_parcels(session: Session) -> None:
    with pytest.raises(StaleVersionError):
        write(
            session,
            parcel("journal/1", "mark/1/1"),
            parcel("journal/2", "mark/2/1", seen=4),
        )
    assert get_head(session).size == 0


def test_one_key_in_two_parcels_is_refused(session: Session) -> None:
    with pytest.raises(RecordsError) as refused:
        write(
            session,
            parcel("journal/1", "mark/1/1", idem="key"),
            parcel("journal/1", "mark/1/2", idem="key"),
        )
    assert refused.value.code == "idem_twice"


def test_a_repeated_parcel_writes_nothing(session: Session) -> None:
    sent = parcel("journal/1", "mark/1/1", idem="key")
    write(session, sent)
    assert write(session, sent, parcel("journal/2", "mark/2/1")) == [[0], [1]]
    assert get_head(session).size == 2

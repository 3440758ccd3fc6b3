"""Looks at personal data: one row an hour, and none is forgotten (152-ФЗ)."""

from datetime import timedelta

from sqlalchemy.orm import Session

from records.kernel.db import transaction
from records.people.queries import list_reads
from tests.web.college import MORNING
from tests.web.conftest import Installation

CARD = "карточка"


def count(site: Installation) -> int:
    with transaction(site.engine, write=False) as session:
        return sum(one.what == CARD for one in list_reads(session))


def test_a_page_looked_at_again_is_one_row_an_hour(site: Installation) -> None:
    visitor = site.sign_in("secretary")
    path = f"/people/{site.college.people.learners[0]}"

    visitor.get(path)
    visitor.get(path)
    assert count(site) == 1

    site.at(MORNING + timedelta(minutes=20))
    visitor.get(path)
    site.at(MORNING + timedelta(minutes=40))
    visitor.get(path)
    assert count(site) == 2


def test_a_look_that_could_not_be_noted_shows_nothing_and_is_noted_later(
    site: Installation,
) -> None:
    visitor = site.sign_in("secretary")
    path = f"/people/{site.college.people.learners[0]}"
    with transaction(site.engine) as session:
        rename(session, "personal_read", "gone")

    assert visitor.get(path).status_code == 503

    with transaction(site.engine) as session:
        rename(session, "gone", "personal_read")
    assert visitor.get(path).status_code == 200
    assert count(site) == 1


def rename(session: Session, old: str, new: str) -> None:
    session.connection().exec_driver_sql(f"ALTER TABLE {old} RENAME TO {new}")

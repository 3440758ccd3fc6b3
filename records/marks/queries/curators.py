"""Whose curator somebody is (куратор группы, REG 3.12)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.curriculum.tables import Group
from records.people.tables import Curatorship


def list_curated(session: Session, person_id: int | None) -> frozenset[str]:
    """Return the codes of a person's groups; the program itself cares for all."""
    if person_id is None:
        return frozenset(session.scalars(select(Group.code)))
    own = select(Curatorship.group_code).filter_by(person_id=person_id)
    return frozenset(session.scalars(own))

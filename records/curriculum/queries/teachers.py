"""Teachers as forms name them."""

from collections.abc import Mapping

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from records.curriculum.values import TeacherFact
from records.people.tables import Person, Staff

Teachers = Mapping[int, TeacherFact]


def list_teachers(session: Session) -> Teachers:
    """Return every employee as forms name one, by person (преподаватели)."""
    return {
        person.id: teacher_fact(person, post)
        for person, post in session.execute(_named())
    }


def teacher_fact(person: Person, post: str) -> TeacherFact:
    """Turn rows into a plain value."""
    return TeacherFact(
        person_id=person.id,
        surname=person.surname,
        name=person.name,
        patronymic=person.patronymic,
        gender=person.gender,
        post=post,
    )


def _named() -> Select[Person, str]:
    return select(Person, Staff.post).join(Staff, Staff.person_id == Person.id)

"""The journal as one would write it first: a table of fields, a commit for every mark.

Flask, Jinja and SQLAlchemy as in the first pages of their manuals. It has no
sign-in, no versions, no chain, no rules; a stale page overwrites a colleague's mark.
"""

from typing import Any

from flask import Flask, jsonify, render_template_string, request
from sqlalchemy import select
from sqlalchemy.orm import Session

PAGE = """<!doctype html><html lang="ru"><meta charset="utf-8"><title>Журнал</title>
<form method="post"><table><thead><tr><th>№</th><th>Фамилия, имя</th>
{% for lesson in lessons %}<th title="{{ lesson.topic }}">{{ lesson.day.strftime("%d.%m") }}</th>{% endfor %}
</tr></thead><tbody>
{% for person in people %}<tr><td>{{ loop.index }}</td><th>{{ person.surname }} {{ person.name }}</th>
{% for lesson in lessons %}<td><input type="text" size="2" maxlength="4" name="mark[{{ lesson.id }}][{{ person.id }}]" value="{{ marks.get((lesson.id, person.id), "") }}" data-lesson="{{ lesson.id }}" data-person="{{ person.id }}" aria-label="{{ person.surname }}, {{ lesson.day.strftime("%d.%m.%Y") }}"></td>{% endfor %}
</tr>{% endfor %}</tbody></table><button>Сохранить</button></form>"""


def create_plain(url: str) -> Flask:
    """Build the plain site over a database of a school."""
    from records.kernel.db import open_database
    from records.schema import load_metadata

    load_metadata()
    app = Flask(__name__)
    engine = open_database(url)

    @app.get("/journal/<int:course_id>")
    def show(course_id: int) -> str:
        with Session(engine) as session:
            return render_template_string(PAGE, **_read(session, course_id))

    @app.post("/journal/<int:course_id>/cells")
    def save(course_id: int) -> Any:
        del course_id
        cells = request.get_json()["cells"]
        for cell in cells:
            with Session(engine) as session:
                _put(session, cell["col"]["lesson"], cell["person"], cell["text"])
                session.commit()
        return jsonify({"cells": [{"status": "saved"} for _ in cells]})

    return app


def _read(session: Session, course_id: int) -> dict[str, Any]:
    from records.curriculum.tables import Course, Discipline, Journal, Membership
    from records.lessons.tables import Lesson
    from records.marks.tables import Mark
    from records.people.tables import Person

    lessons = session.scalars(
        select(Lesson).filter_by(course_id=course_id).order_by(Lesson.day, Lesson.pair)
    ).all()
    people = session.scalars(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .join(Journal, Journal.group_id == Membership.group_id)
        .join(Discipline, Discipline.journal_id == Journal.id)
        .join(Course, Course.discipline_id == Discipline.id)
        .where(Course.id == course_id)
        .order_by(Person.surname, Person.name)
    ).all()
    marks = session.scalars(
        select(Mark)
        .join(Lesson, Lesson.id == Mark.lesson_id)
        .where(Lesson.course_id == course_id)
    )
    values = {(one.lesson_id, one.person_id): one.value for one in marks}
    return {"lessons": lessons, "people": people, "marks": values}


def _put(session: Session, lesson_id: int, person_id: int, value: str) -> None:
    from records.marks.tables import Mark

    key = (lesson_id, person_id, "current")
    row = session.get(Mark, key)
    if row is None:
        row = Mark(
            lesson_id=lesson_id,
            person_id=person_id,
            work="current",
            value=value,
            version=1,
            gseq=0,
        )
        session.add(row)
    row.value = value

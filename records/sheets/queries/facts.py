"""Questions about sheets (ведомости)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from records.curriculum.tables import (
    Course,
    Discipline,
    Journal,
    Membership,
    SubgroupMember,
)
from records.curriculum.values import TeacherFact
from records.kernel.collation import russian_key
from records.kernel.errors import NotFoundError
from records.people.queries import person_fact
from records.people.tables import Person, Staff
from records.people.values import PersonFact
from records.sheets.tables import Sheet, SheetExaminer, SheetRow
from records.sheets.values import (
    Result,
    SheetCode,
    SheetFact,
    SheetRowFact,
    SheetState,
)


def get_sheet(session: Session, sheet_id: int) -> SheetFact:
    """Return a sheet with its rows and examiners.

    Raises:
        NotFoundError: there is no such sheet.
    """
    sheet = session.get(Sheet, sheet_id)
    if sheet is None:
        raise NotFoundError(f"Ведомости № {sheet_id} нет в журнале.", code="no_sheet")
    return _facts(session, [sheet])[0]


def get_numbered_sheet(session: Session, number: str) -> SheetFact:
    """Return a sheet by its number («Э-07/2026-27»).

    Raises:
        NotFoundError: there is no such sheet.
    """
    wanted = number.removeprefix("№").strip()
    sheet = session.scalar(select(Sheet).where(Sheet.number == wanted))
    if not wanted or sheet is None:
        raise NotFoundError(f"Ведомости № {wanted} нет.", code="no_sheet")
    return _facts(session, [sheet])[0]


def list_sheets(session: Session, journal_id: int) -> tuple[SheetFact, ...]:
    """Return the sheets of a journal in the order they were opened."""
    chosen = select(Sheet).where(Sheet.journal_id == journal_id).order_by(Sheet.id)
    return _facts(session, session.scalars(chosen).all())


def count_retakes(session: Session, first_sheet_id: int, learner_id: int) -> int:
    """Count the re-takes of a sheet a learner has been given (попытки)."""
    counted = (
        select(func.count())
        .select_from(Sheet)
        .join(SheetRow, SheetRow.sheet_id == Sheet.id)
        .where(Sheet.first_sheet_id == first_sheet_id, SheetRow.person_id == learner_id)
    )
    return session.scalar(counted) or 0


def list_names(session: Session, sheet_id: int) -> Mapping[int, str]:
    """Return the learners of a sheet as remarks name them, «Фамилия И.О.»."""
    people = list_people(session, sheet_id)
    return {key: one.full_name.short for key, one in people.items()}


def list_people(session: Session, sheet_id: int) -> Mapping[int, PersonFact]:
    """Return the learners of a sheet by person."""
    chosen = (
        select(Person)
        .join(SheetRow, SheetRow.person_id == Person.id)
        .where(SheetRow.sheet_id == sheet_id)
    )
    return {row.id: person_fact(row) for row in session.scalars(chosen)}


def list_roll(
    session: Session, course_id: int, day: date, *, whole_group: bool = False
) -> tuple[int, ...]:
    """Return the learners of a course on the roll that day, by the alphabet.

    With `whole_group` the subgroup of the course does not matter.
    """
    on_roll = (
        select(Person.id, Person.surname, Person.name, Person.patronymic)
        .join(Membership, Membership.person_id == Person.id)
        .join(Journal, Journal.group_id == Membership.group_id)
        .join(Discipline, Discipline.journal_id == Journal.id)
        .join(Course, Course.discipline_id == Discipline.id)
        .where(Course.id == course_id, Membership.start_date <= day)
        .where(or_(Membership.end_date.is_(None), Membership.end_date >= day))
    )
    course = session.get_one(Course, course_id)
    if course.subgroup and not whole_group:
        on_roll = (
            on_roll.join(SubgroupMember, SubgroupMember.person_id == Person.id)
            .where(SubgroupMember.discipline_id == course.discipline_id)
            .where(SubgroupMember.subgroup == course.subgroup)
            .where(SubgroupMember.start_date <= day)
            .where(
                or_(SubgroupMember.end_date.is_(None), SubgroupMember.end_date >= day)
            )
        )
    rows = sorted(
        session.execute(on_roll).all(),
        key=lambda row: (russian_key(f"{row[1]} {row[2]} {row[3]}"), row[0]),
    )
    return tuple(row[0] for row in rows)


def _facts(session: Session, sheets: Sequence[Sheet]) -> tuple[SheetFact, ...]:
    ids = [sheet.id for sheet in sheets]
    rows = _rows(session, ids)
    chosen = examiner_ids(session, ids)
    people = _teachers(session, {one for few in chosen.values() for one in few})
    return tuple(
        _fact(sheet, rows[sheet.id], [people[one] for one in chosen[sheet.id]])
        for sheet in sheets
    )


def _fact(
    sheet: Sheet, rows: Sequence[SheetRowFact], examiners: Sequence[TeacherFact]
) -> SheetFact:
    return SheetFact(
        id=sheet.id,
        journal_id=sheet.journal_id,
        course_id=sheet.course_id,
        code=SheetCode(sheet.code),
        title=sheet.title,
        semester=sheet.semester,
        number=sheet.number,
        state=SheetState(sheet.state),
        held_on=sheet.held_on,
        starts=sheet.starts,
        ends=sheet.ends,
        room=sheet.room,
        form=sheet.form,
        first_sheet_id=sheet.first_sheet_id,
        attempt=sheet.attempt,
        basis=sheet.basis,
        valid_until=sheet.valid_until,
        closed_at=sheet.closed_at,
        examiners=tuple(examiners),
        rows=tuple(rows),
    )


def _rows(session: Session, ids: Sequence[int]) -> Mapping[int, list[SheetRowFact]]:
    found = session.execute(
        select(SheetRow, Person.surname, Person.name, Person.patronymic)
        .join(Person, Person.id == SheetRow.person_id)
        .where(SheetRow.sheet_id.in_(ids))
    ).all()
    names = {row.person_id: " ".join(name) for row, *name in found}
    ordered = sorted(names, key=lambda one: (russian_key(names[one]), one))
    turns = {person_id: turn for turn, person_id in enumerate(ordered)}
    by_sheet: dict[int, list[SheetRowFact]] = defaultdict(list)
    for row, *_name in sorted(found, key=lambda one: turns[one[0].person_id]):
        fact = SheetRowFact(
            person_id=row.person_id,
            ticket=row.ticket,
            result=Result(row.result),
            version=row.version,
        )
        by_sheet[row.sheet_id].append(fact)
    return by_sheet


def examiner_ids(
    session: Session, ids: Sequence[int] | None
) -> Mapping[int, list[int]]:
    """Return the examiners of sheets, the chair first; of all sheets for None."""
    chosen = select(SheetExaminer).order_by(
        SheetExaminer.sheet_id, SheetExaminer.position
    )
    if ids is not None:
        chosen = chosen.where(SheetExaminer.sheet_id.in_(ids))
    by_sheet: dict[int, list[int]] = defaultdict(list)
    for one in session.scalars(chosen):
        by_sheet[one.sheet_id].append(one.person_id)
    return by_sheet


def _teachers(session: Session, ids: set[int]) -> Mapping[int, TeacherFact]:
    found = session.execute(
        select(Person, Staff.post)
        .join(Staff, Staff.person_id == Person.id, isouter=True)
        .where(Person.id.in_(ids))
    ).all()
    return {
        person.id: TeacherFact(
            person_id=person.id,
            surname=person.surname,
            name=person.name,
            patronymic=person.patronymic,
            gender=person.gender,
            post=post or "",
        )
        for person, post in found
    }

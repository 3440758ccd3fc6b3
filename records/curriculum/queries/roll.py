"""A group's roll: who, from when to when, by which orders (контингент)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import and_, case, distinct, func, or_, select
from sqlalchemy.orm import Session

from records.curriculum.queries.groups import get_group_id
from records.curriculum.tables import Group, Membership, Movement
from records.curriculum.values import (
    LearnerFact,
    LearnerHit,
    MovementFact,
    MovementKind,
    MovementLine,
    RollCount,
    Span,
)
from records.kernel.collation import russian_key
from records.norms.queries import get_current_year, get_institution
from records.norms.values import YearFact
from records.people.queries import full_name
from records.people.tables import FormerName, Learner, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """What makes a group's roll: who, from when to when, by which orders."""

    people: Mapping[int, tuple[Person, Learner | None]]
    spans: Mapping[int, tuple[Span, ...]]
    former: Mapping[int, str]
    movements: tuple[MovementFact, ...]


def list_learners(session: Session, group_code: str) -> tuple[LearnerFact, ...]:
    """Return everybody who ever was on a group's roll, in alphabetical order.

    Raises:
        NotFoundError: there is no such group.
    """
    year = get_current_year(session)
    roll = read_roll(session, get_group_id(session, group_code), year)
    return learners_of(roll, None)


def list_movements(
    session: Session,
    group_codes: Iterable[str],
    *,
    person_id: int | None = None,
    ordered_since: date | None = None,
    limit: int | None = None,
) -> tuple[MovementLine, ...]:
    """Return the movements of groups, the last entered first (движение, REG 3.9.2)."""
    wanted = (
        select(Movement, Person, Group.code)
        .join(Person, Person.id == Movement.person_id)
        .join(Group, Group.id == Movement.group_id)
        .where(Group.code.in_(tuple(group_codes)))
        .order_by(Movement.entered_at.desc(), Movement.id.desc())
        .limit(limit)
    )
    if person_id is not None:
        wanted = wanted.where(Movement.person_id == person_id)
    if ordered_since is not None:
        wanted = wanted.where(Movement.order_date >= ordered_since)
    zone = ZoneInfo(get_institution(session).timezone)
    return tuple(
        MovementLine(
            movement=movement_fact(row, zone),
            name=str(full_name(person)),
            group_code=code,
        )
        for row, person, code in session.execute(wanted)
    )


def count_rolls(
    session: Session, day: date, *, group_codes: Iterable[str]
) -> Mapping[str, RollCount]:
    """Count by group who is on its roll that day and who ever was (контингент)."""
    ended = or_(Membership.end_date.is_(None), Membership.end_date >= day)
    here = case(
        (and_(Membership.start_date <= day, ended), Membership.person_id), else_=None
    )
    rows = session.execute(
        select(
            Group.code,
            func.count(distinct(here)),
            func.count(distinct(Membership.person_id)),
        )
        .join(Membership, Membership.group_id == Group.id)
        .where(Group.code.in_(tuple(group_codes)))
        .group_by(Group.code)
    )
    return {code: RollCount(on_roll=now, ever=ever) for code, now, ever in rows}


def find_learners(
    session: Session, words: Iterable[str], group_codes: Iterable[str], *, limit: int
) -> tuple[LearnerHit, ...]:
    """Find learners of groups whose name holds every word, folded (поиск по ФИО)."""
    rows = session.execute(
        select(Person, Group.code)
        .join(Membership, Membership.person_id == Person.id)
        .join(Group, Group.id == Membership.group_id)
        .where(Group.code.in_(tuple(group_codes)))
        .where(*(Person.folded.contains(one, autoescape=True) for one in words))
        .group_by(Person.id, Group.code)
        .order_by(Person.folded, Person.id, Group.code)
        .limit(limit)
    )
    return tuple(
        LearnerHit(
            person_id=person.id, full_name=str(full_name(person)), group_code=code
        )
        for person, code in rows
    )


def read_roll(session: Session, group_id: int, year: YearFact) -> Roll:
    """Read the roll of a group; a former surname when it was changed since the year."""
    zone = ZoneInfo(get_institution(session).timezone)
    rows = session.scalars(
        select(Movement)
        .filter_by(group_id=group_id)
        .order_by(Movement.effective, Movement.id)
    )
    movements = {row.id: movement_fact(row, zone) for row in rows}
    on_roll = (
        select(Membership, Person, Learner)
        .join(Person, Person.id == Membership.person_id)
        .outerjoin(Learner, Learner.person_id == Membership.person_id)
        .where(Membership.group_id == group_id)
        .order_by(Membership.start_date)
    )
    people: dict[int, tuple[Person, Learner | None]] = {}
    spans: dict[int, list[Span]] = defaultdict(list)
    for member, person, learner in session.execute(on_roll):
        people[person.id] = (person, learner)
        spans[person.id].append(
            Span(
                start=member.start_date,
                end=member.end_date,
                arrived_by=movements[member.arrived_by],
                left_by=movements[member.left_by] if member.left_by else None,
            )
        )
    former = (
        select(FormerName)
        .join(Membership, Membership.person_id == FormerName.person_id)
        .where(Membership.group_id == group_id, FormerName.until_date >= year.start)
        .order_by(FormerName.until_date)
    )
    return Roll(
        people=people,
        spans={person_id: tuple(few) for person_id, few in spans.items()},
        former={
            row.person_id: row.surname
            for row in session.scalars(former)
            if row.surname != people[row.person_id][0].surname
        },
        movements=tuple(movements.values()),
    )


def learners_of(roll: Roll, year: YearFact | None) -> tuple[LearnerFact, ...]:
    """Return the learners of a year (of all years) in alphabetical order."""
    facts = (
        LearnerFact(
            person_id=person.id,
            surname=person.surname,
            name=person.name,
            patronymic=person.patronymic,
            gender=person.gender,
            birth_date=person.birth_date,
            file_no=learner.file_no if learner else "",
            record_book=learner.record_book if learner else "",
            spans=spans,
            former_surname=roll.former.get(person.id, ""),
        )
        for person_id, (person, learner) in roll.people.items()
        if (spans := _spans_of(roll.spans[person_id], year))
    )
    return tuple(sorted(facts, key=_alphabetical))


def _alphabetical(learner: LearnerFact) -> tuple[object, ...]:
    names = (learner.surname, learner.name, learner.patronymic)
    return (*map(russian_key, names), learner.birth_date or date.min, learner.person_id)


def _spans_of(spans: tuple[Span, ...], year: YearFact | None) -> tuple[Span, ...]:
    if year is None:
        return spans
    return tuple(
        span
        for span in spans
        if span.start <= year.end and (span.end is None or span.end >= year.start)
    )


def movement_fact(row: Movement, zone: ZoneInfo) -> MovementFact:
    """Turn a row into a plain value; the day of entry is the institution's day."""
    return MovementFact(
        id=row.id,
        person_id=row.person_id,
        kind=MovementKind(row.kind),
        effective=row.effective,
        until=row.until,
        order_no=row.order_no,
        order_date=row.order_date,
        note=row.note,
        entered_on=row.entered_at.astimezone(zone).date(),
        entered_by=row.entered_by,
    )

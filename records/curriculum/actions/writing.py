"""What the commands of this area share: the ledger's pen, an open journal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.curriculum.queries.journal import journal_key
from records.curriculum.tables import ClosedMonth, Course, Discipline, Group, Journal
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import NotFoundError, PeriodClosedError
from records.kernel.finding import Finding
from records.ledger.actions import append
from records.ledger.values import INSTITUTION, NewEntry
from records.norms.queries import nearest_year
from records.norms.tables import SchoolYear


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """Who writes, when, and where the salts come from."""

    session: Session
    actor: Actor
    now: datetime
    entropy: Entropy

    def write(self, journal: Journal, entries: Sequence[NewEntry]) -> None:
        """Append entries to a journal's chain."""
        self.write_all({journal_key(journal.id): entries})

    def write_all(self, entries: Mapping[str, Sequence[NewEntry]]) -> None:
        """Append entries to several chains, by their names."""
        for chain in sorted(entries):
            if entries[chain]:
                append(
                    self.session,
                    chain,
                    entries[chain],
                    actor=self.actor,
                    now=self.now,
                    entropy=self.entropy,
                )


def ensure_group(session: Session, code: str) -> int:
    """Return the id of a group, entering it when it is new (учебная группа)."""
    found = session.scalars(select(Group).filter_by(code=code)).one_or_none()
    if found is None:
        found = Group(code=code)
        session.add(found)
        session.flush()
    return found.id


def ensure_journal(session: Session, group_id: int, year_id: int) -> int:
    """Return the id of a group's journal of a year, opening it when there is none."""
    return _journal(session, group_id, year_id).id


def open_chain(session: Session, group_id: int, day: date) -> str:
    """Name the chain that keeps what happens in a group on a day.

    It is that of the journal of the year, or of the year nearest to the day. What
    happens between the years, when that journal is closed already, belongs to no
    journal and is kept by the institution.

    Raises:
        PeriodClosedError: a year of the group that is closed had not ended by that
            day: who comes or goes then changes its pages, also from before it began.
    """
    journal = _journal(session, group_id, nearest_year(session, day).id)
    changed = (
        select(Journal)
        .join(SchoolYear, SchoolYear.id == Journal.year_id)
        .where(Journal.group_id == group_id, SchoolYear.end_date >= day)
        .order_by(SchoolYear.end_date)
    )
    for one in session.scalars(changed):
        refuse_closed(session, one)
    return journal_key(journal.id) if journal.state == "open" else INSTITUTION


def journal_of_course(session: Session, course_id: int) -> Journal:
    """Return the journal a course belongs to.

    Raises:
        NotFoundError: there is no such course.
    """
    wanted = (
        select(Journal)
        .join(Discipline, Discipline.journal_id == Journal.id)
        .join(Course, Course.discipline_id == Discipline.id)
        .where(Course.id == course_id)
    )
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFoundError(f"Нет курса с номером {course_id}.", code="course_unknown")
    return found


def refuse_closed(session: Session, journal: Journal, *days: date) -> None:
    """Refuse a change in a closed year, or on a day of a closed month.

    Raises:
        PeriodClosedError: it is closed.
    """
    group = session.get_one(Group, journal.group_id)
    if journal.state != "open":
        year = session.get_one(SchoolYear, journal.year_id)
        _refuse(f"журнал группы {group.code} за {year.name} учебный год закрыт")
    wanted = select(ClosedMonth.month).filter_by(journal_id=journal.id)
    closed = {(month.year, month.month) for month in session.scalars(wanted)}
    for day in days:
        if (day.year, day.month) in closed:
            _refuse(f"месяц {day:%m.%Y} журнала группы {group.code} закрыт")


def _refuse(message: str) -> None:
    found = Finding(
        code="period_closed",
        clause="3.8.5",
        message=message,
        advice="изменение вносится исправлением по решению заместителя директора",
    )
    raise PeriodClosedError.of((found,))


def _journal(session: Session, group_id: int, year_id: int) -> Journal:
    wanted = select(Journal).filter_by(group_id=group_id, year_id=year_id)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        found = Journal(group_id=group_id, year_id=year_id)
        session.add(found)
        session.flush()
    return found

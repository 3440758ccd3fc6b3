"""What curators do all year: consents of families, weeks checked (п. 3.12.1, 3.12.2)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curation.actions import stamp_week
from records.curriculum.values import JournalFact
from records.kernel.actor import Actor
from records.people.actions import pass_consents, record_consent
from records.people.queries import list_consents, list_staff
from records.people.values import Consenting, ConsentKind, NewConsent
from web.demo.world import SOURCE, World

PARENTS_MEETING = date(2026, 8, 31)
UNCHECKED = timedelta(weeks=3)
WEEK = timedelta(weeks=1)


def find_curators(
    session: Session, journals: Iterable[JournalFact]
) -> Mapping[int, Actor]:
    """Return who looks after each group, by the group."""
    staff = [one for one in list_staff(session) if Role.CURATOR in one.roles]
    return {
        journal.group_id: Actor(
            person_id=one.person.id, role=Role.CURATOR, source=SOURCE
        )
        for journal in journals
        for one in staff
        if journal.group_code in one.groups
    }


def collect_consents(
    world: World, session: Session, journals: Iterable[JournalFact]
) -> None:
    """Record what families signed at the first meeting and pass it to the office."""
    listed = list(journals)
    curators = find_curators(session, listed)
    for journal in listed:
        actor = curators.get(journal.group_id, world.acting(Role.SECRETARY))
        taken = _record(world, session, journal, actor=actor)
        pass_consents(
            session,
            taken,
            on=PARENTS_MEETING,
            actor=actor,
            now=world.moment(PARENTS_MEETING, 11, 30),
            entropy=world.entropy,
        )


def _record(
    world: World, session: Session, journal: JournalFact, *, actor: Actor
) -> list[int]:
    """Record the representatives' consents first: they cover learners under age."""
    people = [one.person_id for one in journal.learners]
    taken: list[int] = []
    for own in (False, True):
        lines = list_consents(session, people, today=PARENTS_MEETING)
        for line in lines:
            if not line.covered and (line.guardian_id is None) is own:
                consent = _consent(journal, line, number=len(taken) + 1)
                now = world.after(PARENTS_MEETING, 10, journal.id)
                taken.append(
                    record_consent(
                        session, consent, actor=actor, now=now, entropy=world.entropy
                    )
                )
    return taken


def _consent(journal: JournalFact, line: Consenting, *, number: int) -> NewConsent:
    own = line.guardian_id is None
    return NewConsent(
        kind=ConsentKind.LEARNER if own else ConsentKind.GUARDIAN,
        given_on=PARENTS_MEETING,
        document=f"согласие № {number}, личные дела группы {journal.group_code}",
        person_id=line.learner_id if own else None,
        guardian_id=line.guardian_id,
    )


def check_week(
    world: World,
    session: Session,
    journals: Iterable[JournalFact],
    *,
    lessons: Iterable[date],
    monday: date,
) -> None:
    """Stamp last week of every group with a curator, if there were lessons in it.

    The last weeks of the year await the curator who opens the demonstration.
    """
    listed = list(journals)
    last = max(one.end for one in listed)
    week = range((monday - WEEK).toordinal(), monday.toordinal())
    held = any(day.toordinal() in week for day in lessons)
    if not held or monday > last - UNCHECKED:
        return
    for group_id, actor in find_curators(session, listed).items():
        stamp_week(
            session,
            group_id,
            monday - WEEK,
            actor=actor,
            now=world.after(monday, 8, "week", group_id),
            entropy=world.entropy,
        )

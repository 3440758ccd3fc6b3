"""Lists of people as the pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from records.access.roles import ROLE_NAMES
from records.curriculum.queries import (
    count_rolls,
    list_groups_of,
    list_learners,
    list_movements,
)
from records.curriculum.rules import count_movement_days
from records.curriculum.values import (
    LearnerFact,
    MovementFact,
    MovementKind,
    RollCount,
)
from records.kernel.collation import russian_key
from records.norms.queries import get_calendar, get_norms
from records.people.queries import (
    get_person,
    list_consents,
    list_former_names,
    list_guardians,
    list_staff,
)
from records.people.values import Consenting, GuardianFact, PersonFact

KINDS: dict[MovementKind, str] = {
    MovementKind.ENROLLED: "зачисление",
    MovementKind.EXPELLED: "отчисление",
    MovementKind.ACADEMIC_LEAVE: "академический отпуск",
    MovementKind.RETURNED: "выход из отпуска",
    MovementKind.TRANSFERRED: "перевод в другую группу",
    MovementKind.RENAMED: "смена имени",
    MovementKind.SUBGROUP: "смена подгруппы",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerLine:
    """A learner in the list of a group, with the place on the roll in words."""

    learner: LearnerFact
    on_roll: bool
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementLine:
    """A movement with the working days its entry took, of those allowed (3.9.2)."""

    movement: MovementFact
    kind: str
    group: str
    name: str
    days: int
    allowed: int

    @property
    def late(self) -> bool:
        """Tell whether it was entered too late."""
        return self.days > self.allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLine:
    """An employee in the list: post, roles, groups of a curator."""

    name: str
    post: str
    roles: str
    groups: str
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """A learner's card: groups, orders, former names, representatives."""

    person: PersonFact
    former: tuple[str, ...]
    places: tuple[tuple[str, LearnerFact], ...]
    movements: tuple[MovementLine, ...]
    guardians: tuple[GuardianFact, ...]


def list_group_lines(
    session: Session, codes: Iterable[str], *, today: date
) -> tuple[tuple[str, RollCount], ...]:
    """List groups with the length of their rolls."""
    codes = tuple(codes)
    counts = count_rolls(session, today, group_codes=codes)
    return tuple((code, counts.get(code, RollCount())) for code in codes)


def list_roll(session: Session, code: str, *, today: date) -> tuple[LearnerLine, ...]:
    """List everybody who ever was on a group's roll, by the alphabet."""
    return tuple(
        LearnerLine(learner=one, on_roll=one.on_roll(today), state=_state(one, today))
        for one in list_learners(session, code)
    )


def _state(learner: LearnerFact, today: date) -> str:
    """Say where a learner is today: on the roll since, or gone by which order."""
    current = next((one for one in learner.spans if one.covers(today)), None)
    if current is not None:
        return f"с {current.start:%d.%m.%Y}, приказ № {current.arrived_by.order_no}"
    last = learner.spans[-1]
    if last.left_by is None:
        return f"будет с {last.start:%d.%m.%Y}, приказ № {last.arrived_by.order_no}"
    gone = last.left_by
    until = f" до {gone.until:%d.%m.%Y}" if gone.until else ""
    return (
        f"{KINDS[gone.kind]} с {gone.effective:%d.%m.%Y}{until}, "
        f"приказ № {gone.order_no}"
    )


def list_movement_lines(
    session: Session,
    codes: Iterable[str],
    *,
    person_id: int | None = None,
    limit: int | None = None,
) -> tuple[MovementLine, ...]:
    """List movements of groups, the last entered first, with their terms (3.9.2)."""
    calendar, norms = get_calendar(session), get_norms(session)
    return tuple(
        MovementLine(
            movement=one.movement,
            kind=KINDS[one.movement.kind],
            group=one.group_code,
            name=one.name,
            days=count_movement_days(one.movement, calendar),
            allowed=norms.movement_days,
        )
        for one in list_movements(session, codes, person_id=person_id, limit=limit)
    )


def list_staff_lines(session: Session) -> tuple[StaffLine, ...]:
    """List employees in alphabetical order (работники)."""
    lines = [
        StaffLine(
            name=str(one.person.full_name),
            post=one.post,
            roles=", ".join(ROLE_NAMES[role] for role in one.roles),
            groups=", ".join(one.groups),
            active=one.active,
        )
        for one in list_staff(session)
    ]
    return tuple(sorted(lines, key=lambda one: russian_key(one.name)))


def build_card(session: Session, person_id: int, codes: Iterable[str]) -> PersonCard:
    """Gather a learner's card from the groups one may see.

    Raises:
        NotFoundError: there is no such person.
    """
    person = get_person(session, person_id)
    former = list_former_names(session, [person_id]).get(person_id, ())
    own = list_groups_of(session, person_id)
    places = [
        (code, one)
        for code in codes
        if code in own
        for one in list_learners(session, code)
        if one.person_id == person_id
    ]
    here = [code for code, _ in places]
    return PersonCard(
        person=person,
        former=tuple(str(one) for one in former),
        places=tuple(places),
        movements=list_movement_lines(session, here, person_id=person_id),
        guardians=list_guardians(session, [person_id]),
    )


def list_consent_lines(
    session: Session, code: str, *, today: date
) -> tuple[Consenting, ...]:
    """List a group's families with how far each is with the consent (REG 3.12.1)."""
    learners = [
        one.person_id for one in list_learners(session, code) if one.on_roll(today)
    ]
    return list_consents(session, learners, today=today)

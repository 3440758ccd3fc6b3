"""The form of a movement by an order, and what it does (движение контингента)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from sqlalchemy.orm import Session

from records.curriculum import actions as curriculum
from records.curriculum.drafts import Enrolment, Move, OrderRef
from records.curriculum.queries import get_group_id
from records.curriculum.values import MovementKind
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.people.actions import add_person, set_card
from records.people.values import Card, FullName, Gender, NewPerson
from web.site.forms import Form

GENDERS = (("female", "женский"), ("male", "мужской"))
ENTERED = (
    MovementKind.ENROLLED,
    MovementKind.EXPELLED,
    MovementKind.ACADEMIC_LEAVE,
    MovementKind.RETURNED,
    MovementKind.TRANSFERRED,
    MovementKind.RENAMED,
)
NAMED = (MovementKind.ENROLLED, MovementKind.RENAMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the secretary wants to be entered."""

    kind: MovementKind
    group: str
    person_id: int
    effective: date
    order: OrderRef
    until: date | None
    to_group: str
    name: FullName
    gender: str
    birth_date: date | None
    file_no: str


def read_movement(form: Form, kind: MovementKind, group: str) -> Wanted | None:
    """Read the form; None when something is wrong, the form says what."""
    effective = form.day("effective", "Дата, с которой действует", required=True)
    number = form.text("order_no", "Номер приказа", required=True, limit=40)
    order_date = form.day("order_date", "Дата приказа", required=True)
    needs_person = kind is not MovementKind.ENROLLED
    person_id = form.whole("person_id", "Обучающийся", required=needs_person)
    leave = kind is MovementKind.ACADEMIC_LEAVE
    until = form.day("until", "Отпуск по", required=leave)
    transfer = kind is MovementKind.TRANSFERRED
    to_group = form.text("to_group", "В группу", required=transfer, limit=40)
    name = _read_name(form, required=kind in NAMED)
    gender = ""
    if kind is MovementKind.ENROLLED:
        gender = form.choice("gender", "Пол", [code for code, _ in GENDERS])
    birth_date = form.day(
        "birth_date", "Дата рождения", required=kind is MovementKind.ENROLLED
    )
    file_no = form.text("file_no", "Личное дело", limit=40)
    if form.errors or effective is None or order_date is None:
        return None
    return Wanted(
        kind=kind,
        group=group,
        person_id=person_id or 0,
        effective=effective,
        order=OrderRef(number=number, date=order_date),
        until=until,
        to_group=to_group,
        name=name,
        gender=gender,
        birth_date=birth_date,
        file_no=file_no,
    )


def enter_movement(
    session: Session,
    wanted: Wanted,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> None:
    """Enter the movement with its order (REG 3.9.2).

    Raises:
        NotFoundError: there is no such group, or the learner is not on its roll.
        RuleViolationError: a rule forbids it.
    """
    group_id = get_group_id(session, wanted.group)
    move = Move(
        group_id=group_id,
        person_id=wanted.person_id,
        effective=wanted.effective,
        order=wanted.order,
    )
    act = partial(_act, session, move, actor=actor, now=now, entropy=entropy)
    if wanted.kind is MovementKind.ENROLLED:
        _enrol(session, wanted, group_id, actor=actor, now=now, entropy=entropy)
    elif wanted.kind is MovementKind.EXPELLED:
        act(curriculum.expel)
    elif wanted.kind is MovementKind.ACADEMIC_LEAVE:
        act(curriculum.grant_academic_leave, until=wanted.until)
    elif wanted.kind is MovementKind.RETURNED:
        act(curriculum.return_from_leave)
    elif wanted.kind is MovementKind.TRANSFERRED:
        there = get_group_id(session, wanted.to_group)
        act(curriculum.transfer, to_group_id=there)
    else:
        act(curriculum.rename, new_name=wanted.name)


def _act(
    session: Session, move: Move, command: Callable[..., object], **more: object
) -> None:
    command(session, move, **more)


def _enrol(
    session: Session,
    wanted: Wanted,
    group_id: int,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> None:
    person = NewPerson(
        full_name=wanted.name,
        gender=Gender(wanted.gender),
        birth_date=wanted.birth_date,
    )
    person_id = add_person(session, person, actor=actor)
    set_card(session, person_id, Card(file_no=wanted.file_no), actor=actor)
    enrolment = Enrolment(
        person_id=person_id, effective=wanted.effective, order=wanted.order
    )
    curriculum.enrol(
        session, group_id, [enrolment], actor=actor, now=now, entropy=entropy
    )


def _read_name(form: Form, *, required: bool) -> FullName:
    return FullName(
        surname=form.text("surname", "Фамилия", required=required, limit=80),
        name=form.text("name", "Имя", required=required, limit=80),
        patronymic=form.text("patronymic", "Отчество", limit=80),
    )

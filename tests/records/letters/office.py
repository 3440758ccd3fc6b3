"""A post office: two groups, their curator, teachers, families, all with sign-ins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from records.access.roles import Role
from records.kernel.actor import SYSTEM, Actor
from records.letters.actions import answer_letter, send_letter
from records.letters.queries import list_contacts
from records.letters.values import LetterDraft
from records.people.actions import set_guardian, set_staff
from records.people.queries import list_guardians
from records.people.values import NewAccount, NewGuardian, NewStaff
from tests.builders import NOW, World, make_world, sign_in

TODAY = date(2026, 9, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A world with accounts by name."""

    world: World
    accounts: Mapping[str, int]
    roles: Mapping[str, Role]

    @property
    def session(self) -> Session:
        """Return the session of the world."""
        return self.world.session

    def actor(self, who: str) -> Actor:
        """Return somebody as the one who acts."""
        return Actor(person_id=None, role=self.roles[who].value)

    def contacts(self, who: str, today: date = TODAY) -> set[str]:
        """Return the names of those somebody may write to."""
        names = {account: name for name, account in self.accounts.items()}
        found = list_contacts(self.session, self.accounts[who], today=today)
        return {names[one.account_id] for one in found}

    def send(self, who: str, *to: str, now: datetime = NOW, **changes: Any) -> int:
        """Send a letter that opens a conversation."""
        values = {"subject": "Пропуски", "text": "Принесите справку.", **changes}
        return send_letter(
            self.session,
            self.accounts[who],
            LetterDraft(recipients=self.numbers(*to), **values),
            today=TODAY,
            actor=self.actor(who),
            now=now,
        )

    def answer(self, who: str, thread: int, *to: str, now: datetime = NOW) -> None:
        """Answer in a conversation."""
        answer_letter(
            self.session,
            self.accounts[who],
            thread,
            LetterDraft(recipients=self.numbers(*to), text="Спасибо."),
            today=TODAY,
            actor=self.actor(who),
            now=now,
        )

    def numbers(self, *names: str) -> tuple[int, ...]:
        """Return accounts by name."""
        return tuple(self.accounts[one] for one in names)


def make_office(session: Session) -> Office:
    """Make ЮР-21 with a curator and a teacher, БУ-25 with another teacher."""
    world = make_world(session)
    staff = {
        "curator": ("Орлова Мария Ивановна", Role.CURATOR, {"ЮР-21"}),
        "teacher": ("Воронцова Ирина Сергеевна", Role.TEACHER, set()),
        "other_teacher": ("Лаптев Денис Андреевич", Role.TEACHER, set()),
        "admin": ("Зимин Олег Юрьевич", Role.SYSTEM_ADMIN, set()),
    }
    holders: dict[str, NewAccount] = {}
    for key, (name, role, groups) in staff.items():
        person = world.person(name)
        given = NewStaff(
            post="инженер" if role is Role.SYSTEM_ADMIN else "преподаватель",
            roles=frozenset({role}),
            groups=frozenset(groups),
        )
        set_staff(session, person, given, actor=SYSTEM)
        holders[key] = NewAccount(role=role, person_id=person)
    world.course(teacher_id=holders["teacher"].person_id)
    world.course(code="БУ-25", teacher_id=holders["other_teacher"].person_id)
    learners = {
        "learner": ("Ёлкина Алёна Сергеевна", "ЮР-21"),
        "classmate": ("Ким Лев Андреевич", "ЮР-21"),
        "stranger": ("Цой Александра Викторовна", "БУ-25"),
    }
    for key, (name, code) in learners.items():
        person = world.learner(name, code=code)
        holders[key] = NewAccount(role=Role.LEARNER, person_id=person)
    mother = NewGuardian(
        full_name="Ёлкина Татьяна Викторовна", phone="+7 900 000-00-01"
    )
    set_guardian(session, holders["learner"].person_id or 0, mother, actor=SYSTEM)
    (guardian,) = list_guardians(session)
    holders["parent"] = NewAccount(role=Role.PARENT, guardian_id=guardian.id)
    return Office(
        world=world,
        accounts={key: sign_in(session, key, one) for key, one in holders.items()},
        roles={key: one.role for key, one in holders.items()},
    )

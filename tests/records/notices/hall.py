"""A hall with a board: who hangs notices out and who reads them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from records.access.roles import Role
from records.kernel.actor import SYSTEM, Actor
from records.notices.actions import acknowledge, publish_notice
from records.notices.values import NoticeDraft, Reader, Section
from records.people.actions import set_guardian, set_staff
from records.people.queries import list_guardians
from records.people.values import NewAccount, NewGuardian, NewStaff
from tests.builders import NOW, World, entropy, make_world, sign_in

UNTIL = date(2026, 9, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """A world with readers of the board by role."""

    world: World
    readers: dict[str, Reader]

    @property
    def session(self) -> Session:
        """Return the session of the world."""
        return self.world.session

    def actor(self, who: str) -> Actor:
        """Return a reader as the one who acts."""
        reader = self.readers[who]
        return Actor(person_id=reader.person_id, role=reader.roles[0].value)

    def publish(
        self, *, who: str = "deputy", now: datetime = NOW, **changes: Any
    ) -> int:
        """Hang a notice out."""
        return publish_notice(
            self.session,
            notice(**changes),
            actor=self.actor(who),
            now=now,
            entropy=entropy(),
        )

    def sign(self, notice_id: int, who: str = "teacher", now: datetime = NOW) -> bool:
        """Sign that the notice is read."""
        return acknowledge(
            self.session,
            notice_id,
            reader=self.readers[who],
            actor=self.actor(who),
            now=now,
            entropy=entropy(),
        )


def notice(**changes: object) -> NoticeDraft:
    """Give a notice nobody is asked to sign."""
    values: dict[str, object] = {
        "title": "Закрытие 1 семестра",
        "text": "Итоговые отметки выставляются до 26 декабря.",
        "section": Section.STAFF,
    }
    return NoticeDraft(**{**values, **changes})  # type: ignore[arg-type]


def asked(*roles: Role, **changes: Any) -> dict[str, Any]:
    """Give what makes a notice one to be signed by roles."""
    audience = frozenset(roles or {Role.TEACHER})
    return {"acknowledge_until": UNTIL, "audience": audience, **changes}


def make_hall(session: Session) -> Hall:
    """Make a deputy, two teachers, a learner and a parent, all with sign-ins."""
    world = make_world(session)
    staff = {
        "deputy": ("Мельникова Тамара Олеговна", Role.DEPUTY),
        "teacher": ("Воронцова Ирина Сергеевна", Role.TEACHER),
        "other_teacher": ("Лаптев Денис Андреевич", Role.TEACHER),
        "admin": ("Зимин Олег Юрьевич", Role.SYSTEM_ADMIN),
    }
    holders: dict[str, NewAccount] = {}
    for key, (name, role) in staff.items():
        person = world.person(name)
        given = NewStaff(post=f"{role.value}", roles=frozenset({role}))
        set_staff(session, person, given, actor=SYSTEM)
        holders[key] = NewAccount(role=role, person_id=person)
    learner = world.learner("Ёлкина Алёна Сергеевна")
    set_guardian(
        session,
        learner,
        NewGuardian(full_name="Ёлкина Татьяна Викторовна"),
        actor=SYSTEM,
    )
    (guardian,) = list_guardians(session)
    holders["learner"] = NewAccount(role=Role.LEARNER, person_id=learner)
    holders["parent"] = NewAccount(role=Role.PARENT, guardian_id=guardian.id)
    readers = {
        key: Reader(
            account_id=sign_in(session, key, holder),
            person_id=holder.person_id,
            roles=(holder.role,),
        )
        for key, holder in holders.items()
    }
    return Hall(world=world, readers=readers)

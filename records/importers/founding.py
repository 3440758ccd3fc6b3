"""The first entries of a new home: institution, year, signers, administrator."""

from datetime import datetime

from sqlalchemy.orm import Session

from records.access.roles import Role
from records.importers.profile import Profile
from records.kernel.actor import SYSTEM
from records.kernel.entropy import Entropy
from records.kernel.errors import RecordsError
from records.norms.actions import add_year, set_bells, set_institution
from records.norms.queries import find_institution
from records.people.actions import add_person, create_administrator, set_staff
from records.people.rules import guess_gender
from records.people.values import Credentials, FullName, Gender, NewPerson, NewStaff

POSTS = {
    Role.DIRECTOR: "директор",
    Role.DEPUTY: "заместитель директора по учебно-методической работе",
    Role.CONTENT_ADMIN: "начальник учебного отдела",
}


def found_home(
    session: Session, profile: Profile, *, now: datetime, entropy: Entropy
) -> Credentials:
    """Enter the institution, its year, bells and signers (заведение учреждения).

    The one-time password of the first administrator is returned once.

    Raises:
        RecordsError: the home already has an institution.
    """
    refuse_founded(session)
    set_institution(
        session, profile.institution, actor=SYSTEM, now=now, entropy=entropy
    )
    add_year(session, profile.year, actor=SYSTEM)
    set_bells(session, profile.bells, actor=SYSTEM)
    _enter_signers(session, profile)
    return create_administrator(session, actor=SYSTEM, now=now, entropy=entropy)


def refuse_founded(session: Session) -> None:
    """Let a home be founded only once.

    Raises:
        RecordsError: the home already has an institution.
    """
    known = find_institution(session)
    if known is not None:
        raise RecordsError(
            f"Учреждение уже заведено: {known.short_name}. Второй раз команда ничего "
            "не меняет; для пробы укажите другую папку: --home ПАПКА.",
            code="already_initialised",
        )


def unknown_genders(profile: Profile) -> tuple[FullName, ...]:
    """Return the signers whose patronymic does not show the gender (пол)."""
    names = (profile.director, profile.deputy, profile.head_of_office)
    return tuple(name for name in names if guess_gender(name.patronymic) is None)


def _enter_signers(session: Session, profile: Profile) -> None:
    """One person may hold two posts; the first one named is the post in lists."""
    posts: dict[FullName, list[Role]] = {}
    for role, name in (
        (Role.DIRECTOR, profile.director),
        (Role.DEPUTY, profile.deputy),
        (Role.CONTENT_ADMIN, profile.head_of_office),
    ):
        posts.setdefault(name, []).append(role)
    for name, roles in posts.items():
        gender = guess_gender(name.patronymic) or Gender.MALE
        person_id = add_person(
            session, NewPerson(full_name=name, gender=gender), actor=SYSTEM
        )
        staff = NewStaff(post=POSTS[roles[0]], roles=frozenset(roles))
        set_staff(session, person_id, staff, actor=SYSTEM)

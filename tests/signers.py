"""Who signs the documents of the tests: director, deputy, head of the office."""

from records.access.roles import Role
from records.people.actions import set_staff
from records.people.values import NewStaff
from tests.builders import World

SIGNERS = {
    Role.DIRECTOR: ("Каширина Ольга Викторовна", "директор"),
    Role.DEPUTY: (
        "Демидова Наталья Игоревна",
        "заместитель директора по учебно-методической работе",
    ),
    Role.CONTENT_ADMIN: ("Логинов Пётр Андреевич", "начальник учебного отдела"),
}


def appoint_signers(world: World) -> dict[Role, int]:
    """Give the institution everybody whose name stands under its documents."""
    people = {}
    for role, (name, post) in SIGNERS.items():
        people[role] = world.person(name)
        staff = NewStaff(post=post, roles=frozenset({role}))
        set_staff(world.session, people[role], staff, actor=world.actor)
    return people

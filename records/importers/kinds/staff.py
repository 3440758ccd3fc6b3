"""The employees with posts, roles and groups of curators (работники)."""

import re
from dataclasses import dataclass, replace

from records.access.roles import ROLE_NAMES, STAFF_ROLES, Role, find_role
from records.curriculum.drafts import Written
from records.importers.base import Office
from records.importers.names import split_group_names
from records.importers.reading.faults import Faults
from records.importers.reading.lines import Line
from records.importers.values import Column, Kind, Layout
from records.kernel.text import fold
from records.people.actions import add_person, set_email, set_gender, set_staff
from records.people.queries import list_staff
from records.people.rules import fold_name
from records.people.values import FullName, Gender, NewPerson, NewStaff, StaffFact

SURNAME = "Фамилия"
NAME = "Имя"
PATRONYMIC = "Отчество"
GENDER = "Пол"
POST = "Должность"
ROLES = "Роли"
CURATOR_OF = "Куратор группы"
EMAIL = "Эл. почта"

GENDERS = {"м": Gender.MALE, "ж": Gender.FEMALE}
NAME_LIMIT = 60

_STRANGE = re.compile(r"[^\w\s'’ʼ.()‑-]|[\d_A-Za-z]")
_EMAIL = re.compile(r"[^@\s;,]+@[^@\s;,]+\.[^@\s;,]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRow:
    """An employee as the file names one; groups None: the column is not there."""

    person: NewPerson
    post: str
    roles: frozenset[Role]
    groups: frozenset[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPlan:
    """The rows with the employees they are, if they are known."""

    rows: tuple[tuple[StaffRow, StaffFact | None], ...]


class StaffImporter:
    """The list of employees; roles given by `user grant` are kept."""

    kind = Kind.STAFF
    layout = Layout(
        columns=(
            Column(name=SURNAME, required=True),
            Column(name=NAME, required=True),
            Column(name=PATRONYMIC),
            Column(name=GENDER, required=True),
            Column(name=POST, required=True),
            Column(name=ROLES, required=True),
            Column(name=CURATOR_OF),
            Column(name=EMAIL),
        )
    )

    def read(self, line: Line, office: Office) -> StaffRow | None:
        """Read one employee."""
        name = read_full_name(line)
        gender = line.choice(GENDER, GENDERS)
        email = read_email(line, EMAIL)
        roles = _read_roles(line)
        groups = _read_groups(line)
        post = line.russian(POST)
        if groups and Role.CURATOR not in roles:
            line.fault(
                CURATOR_OF, "указана группа, но роли «куратор» нет", "добавьте роль"
            )
        if name is None or gender is None or not roles or not post:
            return None
        person = NewPerson(full_name=name, gender=gender, email=email)
        return StaffRow(person=person, post=post, roles=roles, groups=groups)

    def existing(
        self, rows: list[tuple[Line, StaffRow]], office: Office, faults: Faults
    ) -> StaffPlan:
        """Match by full name; note namesakes and groups with two curators."""
        known = {
            fold_name(one.person.full_name): one for one in list_staff(office.session)
        }
        seen: dict[str, int] = {}
        curators: dict[str, int] = {}
        plan = []
        for line, row in rows:
            key = fold_name(row.person.full_name)
            if key in seen:
                line.fault(
                    SURNAME,
                    f"{row.person.full_name} уже есть в строке {seen[key]}",
                    "оставьте одну строку; полного тёзку отличите пометкой в отчестве",
                )
            seen.setdefault(key, line.number)
            for code in sorted(row.groups or ()):
                _note_second_curator(line, code, curators)
            plan.append((row, known.get(key)))
        return StaffPlan(rows=tuple(plan))

    def apply(self, plan: StaffPlan, office: Office) -> Written:
        """Write the employees."""
        total = Written()
        for row, known in plan.rows:
            total += _apply_row(row, known, office)
        return total


def read_full_name(line: Line) -> FullName | None:
    """Read surname, name and patronymic in Russian letters."""
    parts = [
        line.russian(column, limit=NAME_LIMIT) for column in (SURNAME, NAME, PATRONYMIC)
    ]
    for column, part in zip((SURNAME, NAME, PATRONYMIC), parts, strict=True):
        if part in {"-", "—", "–", "нет"}:
            line.fault(column, f"«{part}» — не имя", "оставьте ячейку пустой")
        elif _STRANGE.search(part):
            line.fault(
                column,
                f"«{part}»: в имени латинские буквы, цифры или знаки",
                "напишите по-русски, как в паспорте",
            )
    surname, name, patronymic = parts
    if not surname or not name:
        return None
    return FullName(surname=surname, name=name, patronymic=patronymic)


def read_email(line: Line, column: str) -> str:
    """Read an e-mail address."""
    email = line.text(column, limit=120)
    if email and not _EMAIL.fullmatch(email):
        line.fault(column, f"«{email}» — не адрес эл. почты", "исправьте адрес")
    return email


def _read_roles(line: Line) -> frozenset[Role]:
    roles = set()
    for word in split_group_names(line.text(ROLES)):
        role = find_role(word)
        if role in STAFF_ROLES:
            roles.add(role)
            continue
        known = ", ".join(ROLE_NAMES[one] for one in STAFF_ROLES)
        line.fault(ROLES, f"роли «{word}» нет", f"годится через «;»: {known}")
    return frozenset(filter(None, roles))


def _read_groups(line: Line) -> frozenset[str] | None:
    if CURATOR_OF not in line.cells:
        return None
    return frozenset(split_group_names(line.russian(CURATOR_OF)))


def _note_second_curator(line: Line, code: str, curators: dict[str, int]) -> None:
    first = curators.setdefault(fold(code), line.number)
    if first != line.number:
        line.fault(
            CURATOR_OF,
            f"у группы {code} уже есть куратор в строке {first}",
            "оставьте одного",
        )


def _apply_row(row: StaffRow, known: StaffFact | None, office: Office) -> Written:
    session, actor = office.session, office.actor
    staff = NewStaff(post=row.post, roles=row.roles, groups=row.groups or frozenset())
    if known is None:
        person_id = add_person(session, row.person, actor=actor)
        set_staff(session, person_id, staff, actor=actor)
        return Written(added=1)
    person_id = known.person.id
    groups = frozenset(known.groups) if row.groups is None else row.groups
    kept = replace(staff, roles=row.roles | frozenset(known.roles), groups=groups)
    changed = set_staff(session, person_id, kept, actor=actor)
    changed |= set_gender(session, person_id, row.person.gender, actor=actor)
    if row.person.email:
        changed |= set_email(session, person_id, row.person.email, actor=actor)
    return Written(changed=1) if changed else Written(unchanged=1)

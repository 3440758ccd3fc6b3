"""Roles of the regulation and the rights each of them gives (REG 3.7–3.13)."""

from collections.abc import Mapping
from enum import StrEnum

from records.access.permissions import Permission
from records.kernel.text import fold


class Role(StrEnum):
    """Who somebody is in the journal (роль), most powerful posts first."""

    SYSTEM_ADMIN = "system_admin"
    CONTENT_ADMIN = "content_admin"
    DIRECTOR = "director"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    DISPATCHER = "dispatcher"
    CURATOR = "curator"
    TEACHER = "teacher"
    LEARNER = "learner"
    PARENT = "parent"
    SYSTEM = "system"


ROLE_NAMES: Mapping[Role, str] = {
    Role.SYSTEM_ADMIN: "системный администратор",
    Role.CONTENT_ADMIN: "администратор контента",
    Role.DIRECTOR: "директор",
    Role.DEPUTY: "зам. директора",
    Role.SECRETARY: "секретарь",
    Role.DISPATCHER: "диспетчер",
    Role.CURATOR: "куратор",
    Role.TEACHER: "педагог",
    Role.LEARNER: "обучающийся",
    Role.PARENT: "родитель (законный представитель)",
    Role.SYSTEM: "программа",
}

STAFF_ROLES = tuple(Role)[: tuple(Role).index(Role.LEARNER)]

_SYNONYMS: Mapping[str, Role] = {
    "преподаватель": Role.TEACHER,
    "заместитель директора": Role.DEPUTY,
    "зам директора": Role.DEPUTY,
    "родитель": Role.PARENT,
    "студент": Role.LEARNER,
    "слушатель": Role.LEARNER,
}

_TALK = frozenset({Permission.LETTERS_WRITE, Permission.NOTICES_READ})

_READ = _TALK | {
    Permission.JOURNALS_READ,
    Permission.DOCUMENTS_READ,
    Permission.PEOPLE_READ,
}

RIGHTS: Mapping[Role, frozenset[Permission]] = {
    Role.SYSTEM_ADMIN: _TALK
    | {
        Permission.ACCOUNTS_READ,
        Permission.ACCOUNTS_WRITE,
        Permission.BACKUPS_CREATE,
        Permission.RECORD_VERIFY,
        Permission.SYSTEM_MANAGE,
    },
    Role.CONTENT_ADMIN: _READ
    | {
        Permission.ACCOUNTS_READ,
        Permission.ACCOUNTS_WRITE,
        Permission.BACKUPS_CREATE,
        Permission.CALENDAR_WRITE,
        Permission.CONSENTS_WRITE,
        Permission.CONTINGENT_WRITE,
        Permission.CURRICULUM_WRITE,
        Permission.DOCUMENTS_ISSUE,
        Permission.HANDOVER_PREPARE,
        Permission.JOURNALS_BIND,
        Permission.JOURNALS_CLOSE,
        Permission.LESSONS_CORRECT,
        Permission.MONITORING_RUN,
        Permission.NORMS_WRITE,
        Permission.NOTICES_WRITE,
        Permission.ORDERS_WRITE,
        Permission.PEOPLE_WRITE,
        Permission.PLANS_WRITE,
        Permission.RECORD_VERIFY,
        Permission.REQUESTS_READ,
        Permission.SHEETS_WRITE,
        Permission.SUBGROUPS_WRITE,
        Permission.TIMETABLE_WRITE,
    },
    Role.DIRECTOR: _READ
    | {
        Permission.HANDOVER_CONFIRM,
        Permission.NOTICES_WRITE,
        Permission.ORDERS_SIGN,
        Permission.ORDERS_WRITE,
        Permission.RECORD_VERIFY,
        Permission.REQUESTS_READ,
    },
    Role.DEPUTY: _READ
    | {
        Permission.CONSENTS_WRITE,
        Permission.CURRICULUM_WRITE,
        Permission.DOCUMENTS_ISSUE,
        Permission.HANDOVER_CONFIRM,
        Permission.INSPECTIONS_WRITE,
        Permission.JOURNALS_CLOSE,
        Permission.MONITORING_RUN,
        Permission.NOTICES_WRITE,
        Permission.ORDERS_WRITE,
        Permission.PLANS_WRITE,
        Permission.RECORD_VERIFY,
        Permission.REQUESTS_APPROVE,
        Permission.REQUESTS_READ,
        Permission.SHEETS_WRITE,
        Permission.SUBGROUPS_WRITE,
    },
    Role.SECRETARY: _READ
    | {
        Permission.CONSENTS_WRITE,
        Permission.CONTINGENT_WRITE,
        Permission.DOCUMENTS_ISSUE,
        Permission.HANDOVER_CONFIRM,
        Permission.NOTICES_WRITE,
        Permission.ORDERS_WRITE,
        Permission.PEOPLE_WRITE,
    },
    Role.DISPATCHER: _TALK | {Permission.CALENDAR_WRITE, Permission.TIMETABLE_WRITE},
    Role.CURATOR: _READ | {Permission.CONSENTS_WRITE, Permission.CURATION_WRITE},
    Role.TEACHER: _TALK
    | {
        Permission.DOCUMENTS_READ,
        Permission.JOURNALS_READ,
        Permission.LESSONS_WRITE,
        Permission.MARKS_WRITE,
        Permission.PLANS_WRITE,
        Permission.SHEETS_WRITE,
        Permission.SUBGROUPS_WRITE,
    },
    Role.LEARNER: _TALK | {Permission.OWN_MARKS_READ},
    Role.PARENT: _TALK | {Permission.OWN_MARKS_READ},
    Role.SYSTEM: frozenset(Permission),
}


def find_role(word: str) -> Role | None:
    """Read a role from a list or a command: Russian word or English code."""
    wanted = fold(word)
    for role, name in ROLE_NAMES.items():
        if wanted in {role.value, fold(name)}:
            return role
    return _SYNONYMS.get(wanted)

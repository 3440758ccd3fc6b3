"""Questions about persons, sign-ins, sessions, consents and what was read."""

from records.people.queries.accounts import (
    find_account,
    find_holder,
    get_account,
    list_accounts,
    list_roles,
)
from records.people.queries.consents import (
    find_cover,
    get_consent,
    list_consents,
    project_consent,
)
from records.people.queries.persons import (
    find_persons,
    full_name,
    get_person,
    get_signers,
    guardian_fact,
    list_cards,
    list_former_names,
    list_guardians,
    list_staff,
    map_persons,
    person_fact,
)
from records.people.queries.reads import is_noted, list_reads
from records.people.queries.sessions import (
    find_end,
    find_session,
    find_waiting,
    has_totp,
    list_sessions,
)
from records.people.queries.simultaneous import (
    list_simultaneous,
    list_simultaneous_month,
)

__all__ = [
    "find_account",
    "find_cover",
    "find_end",
    "find_holder",
    "find_persons",
    "find_session",
    "find_waiting",
    "full_name",
    "get_account",
    "get_consent",
    "get_person",
    "get_signers",
    "guardian_fact",
    "has_totp",
    "is_noted",
    "list_accounts",
    "list_cards",
    "list_consents",
    "list_former_names",
    "list_guardians",
    "list_reads",
    "list_roles",
    "list_sessions",
    "list_simultaneous",
    "list_simultaneous_month",
    "list_staff",
    "map_persons",
    "person_fact",
    "project_consent",
]

"""Persons, sign-ins, sessions and consents as plain values."""

from records.people.values.accounts import AccountFact, Credentials, NewAccount
from records.people.values.consents import (
    ConsentFact,
    Consenting,
    ConsentKind,
    ConsentState,
    NewConsent,
)
from records.people.values.persons import (
    Card,
    FullName,
    Gender,
    GuardianFact,
    NewGuardian,
    NewPerson,
    NewStaff,
    PersonFact,
    Signers,
    StaffFact,
)
from records.people.values.sign_in import (
    Attempt,
    Checked,
    PersonalRead,
    SessionEnd,
    SessionFact,
    SignedIn,
    Simultaneous,
    TotpSetup,
)

__all__ = [
    "AccountFact",
    "Attempt",
    "Card",
    "Checked",
    "ConsentFact",
    "ConsentKind",
    "ConsentState",
    "Consenting",
    "Credentials",
    "FullName",
    "Gender",
    "GuardianFact",
    "NewAccount",
    "NewConsent",
    "NewGuardian",
    "NewPerson",
    "NewStaff",
    "PersonFact",
    "PersonalRead",
    "SessionEnd",
    "SessionFact",
    "SignedIn",
    "Signers",
    "Simultaneous",
    "StaffFact",
    "TotpSetup",
]

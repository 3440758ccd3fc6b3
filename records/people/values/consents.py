"""Consents to the processing of personal data as plain values (REG 3.11.1, 3.12.1)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ConsentKind(StrEnum):
    """Who signed what (forms.md 7.1): an adult learner, or a representative."""

    LEARNER = "learner"
    GUARDIAN = "guardian"


class ConsentState(StrEnum):
    """How far a person is on the way to a sign-in (REG 3.12.1)."""

    NONE = "none"
    RECEIVED = "received"
    PASSED = "passed"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewConsent:
    """A consent to be recorded: of a learner, or of a representative for a learner."""

    kind: ConsentKind
    given_on: date
    document: str
    person_id: int | None = None
    guardian_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentFact:
    """A consent as it is kept (согласие): passed on to the office, withdrawn."""

    id: int
    kind: ConsentKind
    person_id: int | None
    guardian_id: int | None
    given_on: date
    document: str
    passed_on: date | None
    withdrawn_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consenting:
    """A learner or a representative in the curator's list (REG 3.12.1).

    `learner_id` is the learner whom it concerns; `covered` tells whether a sign-in
    may be made: a representative's consent covers a learner under age as well.
    """

    learner_id: int
    guardian_id: int | None
    name: str
    state: ConsentState
    consent: ConsentFact | None
    covered: bool
    account_id: int | None
    blocked: bool

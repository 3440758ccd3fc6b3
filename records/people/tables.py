"""Persons, staff, learners, parents; their accounts, sessions and consents."""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from records.kernel.table import Base, Moment
from records.ledger.protection import append_only


class Person(Base, kw_only=True):
    """A person (человек); gender is stored, case forms may be overridden.

    `folded` is the full name for searching: casefolded, ё as е.
    """

    __tablename__ = "person"
    __table_args__ = (Index("ix_person_folded", "folded"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    surname: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    patronymic: Mapped[str] = mapped_column(Text, default="")
    gender: Mapped[str] = mapped_column(Text)
    birth_date: Mapped[date | None] = mapped_column(default=None)
    folded: Mapped[str] = mapped_column(Text)
    case_forms: Mapped[dict[str, str]] = mapped_column(JSON, default_factory=dict)
    email: Mapped[str] = mapped_column(Text, default="")


class FormerName(Base, kw_only=True):
    """A name a person bore until a date (прежнее имя, приказ о смене)."""

    __tablename__ = "former_name"
    __table_args__ = (append_only(),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    surname: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    patronymic: Mapped[str] = mapped_column(Text, default="")
    until_date: Mapped[date]


class Staff(Base, kw_only=True):
    """An employee (работник) with a post; case forms of the post may be set."""

    __tablename__ = "staff"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    post: Mapped[str] = mapped_column(Text)
    post_forms: Mapped[dict[str, str]] = mapped_column(JSON, default_factory=dict)
    active: Mapped[bool] = mapped_column(default=True)


class StaffRole(Base, kw_only=True):
    """A role of an employee (роль): педагог, куратор and so on."""

    __tablename__ = "staff_role"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    role: Mapped[str] = mapped_column(Text, primary_key=True)


class Curatorship(Base, kw_only=True):
    """Who is the curator of which group (куратор группы), by the group's code."""

    __tablename__ = "curatorship"

    group_code: Mapped[str] = mapped_column(Text, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Learner(Base, kw_only=True):
    """What the office knows of a learner (обучающийся)."""

    __tablename__ = "learner"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    file_no: Mapped[str] = mapped_column(Text, default="")
    record_book: Mapped[str] = mapped_column(Text, default="")


class Guardian(Base, kw_only=True):
    """A parent or legal representative of a learner (законный представитель)."""

    __tablename__ = "guardian"
    __table_args__ = (UniqueConstraint("learner_id", "full_name"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    learner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    full_name: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(Text, default="")


class Account(Base, kw_only=True):
    """A sign-in (учётная запись); a person, a guardian or an administrator."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    login: Mapped[str] = mapped_column(Text, unique=True)
    password_hash: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(Text)
    must_change: Mapped[bool] = mapped_column(default=True)
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), default=None, index=True
    )
    guardian_id: Mapped[int | None] = mapped_column(
        ForeignKey("guardian.id"), default=None, index=True
    )
    created_at: Mapped[datetime] = mapped_column(Moment)
    blocked_at: Mapped[datetime | None] = mapped_column(Moment, default=None)


class SignIn(Base, kw_only=True):
    """One sign-in (вход): the monthly activity is counted from these."""

    __tablename__ = "sign_in"
    __table_args__ = (Index("ix_sign_in_day", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    day: Mapped[date]
    at: Mapped[datetime] = mapped_column(Moment)


class WebSession(Base, kw_only=True):
    """One session of an account (сеанс): only the hash of its token is kept.

    A `waiting` one has passed the password and waits for the second step.
    """

    __tablename__ = "web_session"
    __table_args__ = (Index("ix_web_session_account", "account_id", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    token_sha256: Mapped[str] = mapped_column(Text, unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    address: Mapped[str] = mapped_column(Text)
    agent: Mapped[str] = mapped_column(Text)
    waiting: Mapped[bool] = mapped_column(default=False)
    ended_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    ended_why: Mapped[str] = mapped_column(Text, default="")


class SignInFailure(Base, kw_only=True):
    """One attempt that has not succeeded (неудачный вход), by login and address.

    It is written before the password is looked at; success makes it `forgiven`.
    Those of a `known` browser, where this person has been in, are counted apart.
    """

    __tablename__ = "sign_in_failure"
    __table_args__ = (
        Index("ix_sign_in_failure_login", "login", "at"),
        Index("ix_sign_in_failure_address", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    login: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
    known: Mapped[bool] = mapped_column(default=False)
    forgiven: Mapped[bool] = mapped_column(default=False)


class Totp(Base, kw_only=True):
    """The second step of an account (код из приложения), never shown again.

    The secret stands as it is: whoever holds the database file could also read a
    key beside it. `last_step` is the last half minute whose code was accepted.
    """

    __tablename__ = "account_totp"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    secret: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    last_step: Mapped[int] = mapped_column(default=0)


class PersonalReading(Base, kw_only=True):
    """Who looked at which personal data (обращение к ПДн, 152-ФЗ); no names in it."""

    __tablename__ = "personal_read"
    __table_args__ = (
        Index("ix_personal_read_account", "account_id", "at"),
        Index("ix_personal_read_at", "at"),
        append_only(),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    screen: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)


class Consent(Base, kw_only=True):
    """A consent to process personal data (согласие, REG 3.11.1, 3.12.1).

    A learner's own, or a representative's, which covers a learner under age too.
    """

    __tablename__ = "consent"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (guardian_id IS NULL)", name="holder"),
        append_only(
            may_change=("passed_on", "withdrawn_on", "withdrawn_by", "version")
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    kind: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), default=None, index=True
    )
    guardian_id: Mapped[int | None] = mapped_column(
        ForeignKey("guardian.id"), default=None, index=True
    )
    given_on: Mapped[date]
    document: Mapped[str] = mapped_column(Text)
    passed_on: Mapped[date | None] = mapped_column(default=None)
    withdrawn_on: Mapped[date | None] = mapped_column(default=None)
    withdrawn_by: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

"""Persons, their former names, staff, learners, parents and accounts."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint
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

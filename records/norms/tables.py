"""The institution's profile, school years, calendar days and thresholds."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from records.kernel.table import Base, Moment


class Institution(Base, kw_only=True):
    """The one institution of this home (учреждение); signers by person."""

    __tablename__ = "institution"

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    full_name: Mapped[str] = mapped_column(Text)
    short_name: Mapped[str] = mapped_column(Text)
    city: Mapped[str] = mapped_column(Text)
    site: Mapped[str] = mapped_column(Text)
    timezone: Mapped[str] = mapped_column(Text)
    week: Mapped[int]
    regulation_title: Mapped[str] = mapped_column(Text)
    regulation_order: Mapped[str] = mapped_column(Text)
    regulation_date: Mapped[date]
    address: Mapped[str] = mapped_column(Text, default="")
    inn: Mapped[str] = mapped_column(Text, default="")
    ogrn: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)


class SchoolYear(Base, kw_only=True):
    """A school year (учебный год) such as «2026/2027»."""

    __tablename__ = "school_year"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str] = mapped_column(Text, unique=True)
    start_date: Mapped[date]
    end_date: Mapped[date]


class Semester(Base, kw_only=True):
    """A semester (семестр) of a school year."""

    __tablename__ = "semester"
    __table_args__ = (UniqueConstraint("year_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    year_id: Mapped[int] = mapped_column(ForeignKey("school_year.id"))
    number: Mapped[int]
    start_date: Mapped[date]
    end_date: Mapped[date]


class CalendarDay(Base, kw_only=True):
    """A day the office's own calendar says something about (календарь)."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    basis: Mapped[str] = mapped_column(Text, default="")


class Bell(Base, kw_only=True):
    """Beginning and end of a pair (звонки), minutes from midnight."""

    __tablename__ = "bell"

    pair: Mapped[int] = mapped_column(primary_key=True)
    weekday: Mapped[int] = mapped_column(primary_key=True)
    starts: Mapped[int]
    ends: Mapped[int]


class Norm(Base, kw_only=True):
    """A threshold or caption changed by an order (норматив); defaults are data."""

    __tablename__ = "norm"

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[object] = mapped_column(JSON)
    basis: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

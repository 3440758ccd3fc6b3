"""Sheets (ведомости) and their rows."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from records.kernel.table import Base, Moment


class Sheet(Base, kw_only=True):
    """An exam, credit, practice or course work sheet (ведомость).

    code: V-EX, V-ZA, V-DZ, V-PR, V-KR, V-IND. state: draft, open, closed,
    printed, handed_in; after «closed» only a supplementary sheet changes it.
    """

    __tablename__ = "sheet"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    journal_id: Mapped[int] = mapped_column(ForeignKey("journal.id"), index=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    code: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text, default="")
    semester: Mapped[int]
    number: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(Text, default="draft")
    held_on: Mapped[date]
    starts: Mapped[int | None] = mapped_column(default=None)
    ends: Mapped[int | None] = mapped_column(default=None)
    room: Mapped[str] = mapped_column(Text, default="")
    form: Mapped[str] = mapped_column(Text, default="")
    first_sheet_id: Mapped[int | None] = mapped_column(
        ForeignKey("sheet.id"), default=None
    )
    attempt: Mapped[int] = mapped_column(default=1)
    basis: Mapped[str] = mapped_column(Text, default="")
    valid_until: Mapped[date | None] = mapped_column(default=None)
    closed_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    version: Mapped[int] = mapped_column(default=1)


class SheetExaminer(Base, kw_only=True):
    """An examiner of a sheet (экзаменатор); position 0 is the chair."""

    __tablename__ = "sheet_examiner"

    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class SheetRow(Base, kw_only=True):
    """A learner's line in a sheet.

    result: 5, 4, 3, 2, passed, failed, absent, not_admitted or empty.
    """

    __tablename__ = "sheet_row"

    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    ticket: Mapped[str] = mapped_column(Text, default="")
    result: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

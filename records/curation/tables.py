"""The stamps of a curator (отметки о проверке недель)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from records.kernel.table import Base, Moment
from records.ledger.protection import append_only


class WeekCheck(Base, kw_only=True):
    """The stamp «проверено» of a group's week (REG 3.12.2).

    A week whose absences have changed since is checked again: a new version.
    """

    __tablename__ = "week_check"
    __table_args__ = (
        append_only(
            may_change=(
                "absences",
                "unexcused",
                "uncalled",
                "person_id",
                "at",
                "version",
            )
        ),
    )

    group_id: Mapped[int] = mapped_column(
        ForeignKey("study_group.id"), primary_key=True
    )
    monday: Mapped[date] = mapped_column(primary_key=True)
    absences: Mapped[int]
    unexcused: Mapped[int]
    uncalled: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)

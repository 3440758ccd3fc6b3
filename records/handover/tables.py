"""Acts of handover of bound journals (акты приёма-передачи)."""

from datetime import date

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from records.kernel.table import Base


class HandoverAct(Base, kw_only=True):
    """An act (акт): bound volumes go from the content administrator to the office."""

    __tablename__ = "handover_act"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    year_id: Mapped[int] = mapped_column(ForeignKey("school_year.id"))
    number: Mapped[int]
    act_date: Mapped[date]
    receiver_post: Mapped[str] = mapped_column(Text)
    receiver_name: Mapped[str] = mapped_column(Text)
    medium: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(Text, default="prepared")
    version: Mapped[int] = mapped_column(default=1)


class HandoverItem(Base, kw_only=True):
    """A volume in an act: the sheets are those counted from its final PDF."""

    __tablename__ = "handover_item"

    act_id: Mapped[int] = mapped_column(ForeignKey("handover_act.id"), primary_key=True)
    document_id: Mapped[str] = mapped_column(
        ForeignKey("issued_document.id"), primary_key=True
    )
    sheets: Mapped[int]

"""Frozen runs of the monthly monitoring (мониторинг)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Text
from sqlalchemy.orm import Mapped, mapped_column

from records.kernel.table import Base, Moment
from records.ledger.protection import append_only


class MonitoringRun(Base, kw_only=True):
    """The indicators of a month as they were counted (REG 3.8.9), never changed."""

    __tablename__ = "monitoring_run"
    __table_args__ = (append_only(),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    month: Mapped[date] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    head: Mapped[str] = mapped_column(Text)
    result: Mapped[dict[str, Any]] = mapped_column(JSON)

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import Date, Engine, LargeBinary, Numeric, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

from records.kernel.bulk import insert_rows
from records.kernel.db import transaction
from records.kernel.table import Moment


class Toys(MappedAsDataclass, DeclarativeBase):
    pass


class Toy(Toys):
    __tablename__ = "bulk_toy"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    short: Mapped[str] = mapped_column(String(3))
    note: Mapped[str | None] = mapped_column(Text)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    day: Mapped[date] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(Moment)
    price: Mapped[Decimal] = mapped_column(Numeric(8, 2))
    good: Mapped[bool]


AT = datetime(2026, 9, 1, 3, 4, 5, 678901, tzinfo=UTC)
NAME = 'Ё «кавычки» " \\ \n\t 100% :имя {} 😀 \\x00'


def row(number: int, **changes: object) -> dict[str, object]:
    values: dict[str, object] = {
        "id": number,
        "name": NAME,
        "short": "abc",
        "note": None,
        "data": bytes(range(256)),
        "day": date(2026, 2, 28),
        "at": AT,
        "price": Decimal("12.30"),
        "good": number % 2 == 0,
    }
    return values | changes


@pytest.fixture
def toys(clean_engine: Engine) -> Engine:
    with clean_engine.begin() as connection:
        Toys.metadata.create_all(connection)
    return clean_engine


@pytest.mark.parametrize("count", [0, 1, 2, 10_001])
def test_rows_arrive_as_they_were_given(toys: Engine, count: int) -> None:
    rows = [row(number) for number in range(count)]

    with transaction(toys) as session:
        insert_rows(session, Toy, rows)  # type: ignore[arg-type]

    with transaction(toys) as session:
        found = session.query(Toy).order_by(Toy.id).all()
        assert [{name: getattr(toy, name) for name in row(0)} for toy in found] == rows


def test_a_longer_text_is_refused_and_never_cut(toys: Engine) -> None:
    from sqlalchemy.exc import DataError

    with transaction(toys) as session:
        if toys.dialect.name == "sqlite":
            insert_rows(session, Toy, [row(1, short="abcdef")])  # type: ignore[arg-type]
            assert session.query(Toy.short).scalar() == "abcdef"
            return
        with pytest.raises(DataError, match="too long"):
            insert_rows(session, Toy, [row(1, short="abcdef")])  # type: ignore[arg-type]


def test_a_value_no_column_takes_is_refused(toys: Engine) -> None:
    with transaction(toys) as session, pytest.raises(Exception, match=r"object|type"):
        insert_rows(session, Toy, [row(1, name=object())])  # type: ignore[arg-type]


def test_a_moment_without_a_zone_is_refused(toys: Engine) -> None:
    naive = AT.replace(tzinfo=None)

    with transaction(toys) as session, pytest.raises(Exception, match="naive moment"):
        insert_rows(session, Toy, [row(1, at=naive)])  # type: ignore[arg-type]

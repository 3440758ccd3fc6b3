from dataclasses import replace
from datetime import UTC, date, datetime

from records.handover.rules import check_volumes
from records.issuance.values import IssuedFact

VOLUME = IssuedFact(
    id="JYEA-1111-1111",
    code="J-YEAR",
    series="J-YEAR/2027",
    number="05-03/01",
    issued_on=date(2027, 6, 30),
    title="Журнал учебных занятий группы ЮР-21",
    subject="ЮР-21 2026/2027",
    journal_id=1,
    volume=1,
    pages=136,
    sheets=68,
    entries=10,
    revision="1",
    digest="0" * 64,
    issued_at=datetime(2027, 6, 30, tzinfo=UTC),
    state="issued",
    files=(),
)


def test_a_bound_volume_may_be_handed_over() -> None:
    assert check_volumes([VOLUME], [], []) == ()


def test_a_journal_that_is_not_bound_is_named() -> None:
    (found,) = check_volumes([VOLUME], ["ИСП-22-11"], [])

    assert (found.code, found.subject) == ("CHK-3.8.5-1", "Группа ИСП-22-11")
    assert found.blocking


def test_a_volume_that_lies_in_an_act_is_not_handed_over_twice() -> None:
    (found,) = check_volumes([VOLUME], [], [VOLUME.id])

    assert found.code == "CHK-3.8.5-3"


def test_a_volume_without_sheets_is_refused() -> None:
    (found,) = check_volumes([replace(VOLUME, sheets=0)], [], [])

    assert found.code == "CHK-3.8.5-2"

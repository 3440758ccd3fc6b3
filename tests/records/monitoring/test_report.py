"""The report's percents are those of the forms' test vector (REG 3.8.10, 5.1.1)."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from records.kernel.errors import InputRefusedError, NotFoundError
from records.monitoring.queries import freeze
from records.monitoring.tables import MonitoringRun
from records.monitoring.values import (
    Counts,
    GroupCounts,
    MonthCounts,
    Participation,
    TeacherCounts,
    TwoPlaces,
)
from templates_docs.document import Built
from templates_docs.documents.monitoring_report.build import build, parse_month
from tests.builders import make_world
from tests.records.monitoring.month import AFTER, OCTOBER, local, make_month
from tests.signers import appoint_signers

VECTOR = Counts(
    held=340,
    topics=331,
    homework=300,
    no_homework=20,
    full=295,
    in_time=272,
    marks=9000,
    pairs=1250,
    pairs_none=75,
    pairs_one=140,
    hours_due=700,
    hours_done=672,
)
SIGNED_IN = Participation(
    learners=240,
    learners_in=180,
    parents=150,
    parents_in=63,
    minors=200,
    minors_covered=150,
)


def keep(session: Session, counts: MonthCounts) -> Built:
    """Freeze figures as a run does, and read the report."""
    world = make_world(session)
    appoint_signers(world)
    run = MonitoringRun(
        month=counts.month, at=local(AFTER), head="0" * 64, result=freeze(counts)
    )
    session.add(run)
    session.flush()
    return build(session, f"{counts.month:%Y-%m}")


def vector() -> MonthCounts:
    teachers = tuple(
        TeacherCounts(
            person_id=number,
            name=f"Учитель{number} Иван Иванович",
            wrote=number > 2,
            counts=Counts(),
        )
        for number in range(1, 21)
    )
    groups = (
        GroupCounts(group="ЮР-21", learners=240, counts=VECTOR),
        GroupCounts(group="ЮР-22", learners=0, counts=Counts()),
    )
    return MonthCounts(
        month=OCTOBER, groups=groups, teachers=teachers, participation=SIGNED_IN
    )


def test_the_vector_of_the_forms_gives_its_percents(session: Session) -> None:
    report = keep(session, vector()).context

    shares = {
        one.title: (one.share.numerator, one.share.denominator, str(one.share.percent))
        for one in report.indicators
    }
    assert shares == {
        "Участие педагогов в работе": (18, 20, "90.0"),
        "Заполняемость занятий": (295, 340, "86.8"),
        "Своевременность записи": (272, 340, "80.0"),
        "Обучающиеся, не имеющие оценок": (75, 1250, "6.0"),
        "Обучающиеся, имеющие одну оценку": (140, 1250, "11.2"),
        "Запись домашнего задания": (300, 320, "93.8"),
        "Учёт пройденного материала": (331, 340, "97.4"),
        "Выполнение КТП (отставание 28 ч)": (672, 700, "96.0"),
        "Участие родителей": (63, 150, "42.0"),
        "Охват обучающихся учётными записями родителей": (150, 200, "75.0"),
        "Участие обучающихся": (180, 240, "75.0"),
    }


def test_norms_stand_beside_the_percents_with_the_deviation(session: Session) -> None:
    report = keep(session, vector()).context

    norms = {
        one.title: (one.norm, one.deviation)
        for one in report.indicators
        if one.norm is not None
    }
    assert norms["Участие педагогов в работе"] == (Decimal(100), Decimal("-10.0"))
    assert norms["Заполняемость занятий"] == (Decimal(95), Decimal("-8.2"))
    assert norms["Обучающиеся, имеющие одну оценку"] == (Decimal(10), Decimal("1.2"))


def test_two_places_stand_in_local_time_with_a_short_name(session: Session) -> None:
    found = TwoPlaces(
        account_id=1,
        holder="Орлов Кирилл Сергеевич",
        since=datetime(2026, 10, 8, 18, 30, tzinfo=UTC),
        until=datetime(2026, 10, 8, 18, 50, tzinfo=UTC),
        first="10.0.0.5",
        second="10.0.0.9",
    )

    report = keep(session, replace(vector(), two_places=(found,))).context

    (line,) = report.two_places
    assert f"{line.since:%d.%m %H:%M}–{line.until:%H:%M}" == "09.10 01:30–01:50"
    assert (line.name, line.places) == ("Орлов К.С.", "10.0.0.5 и 10.0.0.9")
    assert "4.1.7" in report.conclusions[-1]


def test_a_report_of_an_old_run_says_nothing_of_two_places(session: Session) -> None:
    report = keep(session, vector()).context

    assert report.two_places == ()
    assert "4.1.7" not in " ".join(report.conclusions)


def test_nothing_held_gives_no_percent_and_not_zero(session: Session) -> None:
    empty = MonthCounts(
        month=OCTOBER,
        groups=(GroupCounts(group="ЮР-21", learners=0, counts=Counts()),),
        teachers=(),
        participation=Participation(
            learners=0,
            learners_in=0,
            parents=0,
            parents_in=0,
            minors=0,
            minors_covered=0,
        ),
    )

    report = keep(session, empty).context

    assert {one.share.percent for one in report.indicators} == {None}
    assert report.total.full.percent is None


def test_the_report_of_a_real_run_has_its_number_and_day(session: Session) -> None:
    month = make_month(session)
    appoint_signers(month.world)
    month.run()

    built = build(session, "2026-10")

    assert (built.number, built.subject) == ("10-2026/1", "2026-10")
    assert built.issued_on == AFTER
    assert [one.title for one in built.context.groups] == ["ИСП-22", "ЮР-21"]
    assert "Громов" in " ".join(built.context.conclusions)


def test_a_later_run_of_another_month_changes_no_report(session: Session) -> None:
    month = make_month(session)
    appoint_signers(month.world)
    month.run()
    before = build(session, "2026-10").context
    month.run(OCTOBER.replace(month=9))

    assert build(session, "2026-10").context == before


def test_a_month_that_was_not_run_has_no_report(session: Session) -> None:
    make_world(session)

    with pytest.raises(NotFoundError, match="monitoring run 2026-10"):
        build(session, "2026-10")


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-13", "26-10", "2026-1", "2026-10-05", "октябрь", "2026W4"],
)
def test_a_text_that_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(InputRefusedError, match="2027-03"):
        parse_month(text)

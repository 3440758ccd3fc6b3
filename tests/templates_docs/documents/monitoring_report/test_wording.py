from dataclasses import replace

import pytest

from templates_docs.documents.monitoring_report.figures import measure
from templates_docs.documents.monitoring_report.sample import NORMS, TWO_PLACES, sample
from templates_docs.documents.monitoring_report.violations import (
    list_columns,
    list_violators,
)
from templates_docs.documents.monitoring_report.wording import (
    MonthFacts,
    compose_conclusions,
    describe_places,
    describe_two_places,
)

FACTS = MonthFacts(
    taking_part=measure(18, 20, None),
    silent=("Рябов П.Л.",),
    groups=sample().groups,
    lag=-28,
)


def test_conclusions_name_the_silent_the_weak_and_the_lag() -> None:
    taking_part, weak, lag = compose_conclusions(FACTS)

    assert taking_part == (
        "В ведении журнала участвовали преподаватели: 18 из 20 (90,0 %). "
        "Не внесли ни одной записи: Рябов П.Л."
    )
    assert "БУ-25з — заполняемость 77,8 %" in weak
    assert "ЮР-21" not in weak
    assert lag == "Отставание от календарно-тематических планов — 28 ч."


def test_a_good_month_is_said_to_be_good() -> None:
    facts = replace(FACTS, silent=(), groups=(), lag=0)

    assert compose_conclusions(facts)[1:] == (
        "Показателей хуже нормы более чем на 10 п. п. в группах нет.",
        "Отставания от календарно-тематических планов нет.",
    )


def test_a_month_without_lessons_is_said_so() -> None:
    facts = replace(FACTS, taking_part=measure(0, 0, None))

    assert compose_conclusions(facts)[0] == "Занятий за месяц не проводилось."


@pytest.mark.parametrize(
    ("accounts", "words"),
    [
        ((), "(п. 4.1.7) не отмечена."),
        ((14,), "(п. 4.1.7): 1 случай, 1 работник."),
        ((14, 14), "(п. 4.1.7): 2 случая, 1 работник."),
        ((14, 15, 14, 15, 15), "(п. 4.1.7): 5 случаев, 2 работника."),
    ],
)
def test_two_places_are_counted_by_cases_and_workers(
    accounts: tuple[int, ...], words: str
) -> None:
    found = tuple(replace(TWO_PLACES[0], account_id=one) for one in accounts)

    said = compose_conclusions(replace(FACTS, two_places=found))[-1]

    assert said.replace("\N{NO-BREAK SPACE}", " ").endswith(words)


def test_a_month_whose_sessions_nobody_counted_says_nothing_of_them() -> None:
    assert describe_two_places(None) == ""
    assert len(compose_conclusions(FACTS)) == 3


def test_one_address_is_two_browsers_there() -> None:
    assert describe_places("10.0.0.5", "10.0.0.9") == "10.0.0.5 и 10.0.0.9"
    assert describe_places("10.0.0.5", "10.0.0.5") == "10.0.0.5, два браузера"


def test_violators_are_teachers_with_a_missed_norm() -> None:
    teacher = sample().teachers[0]
    perfect = replace(
        teacher,
        name="Безупречная А.А.",
        full=measure(5, 5, NORMS.full),
        in_time=measure(5, 5, NORMS.in_time),
        topics=measure(5, 5, NORMS.topics),
        homework=measure(5, 5, NORMS.homework),
        no_marks=measure(0, 20, NORMS.no_marks),
        one_mark=measure(1, 20, NORMS.one_mark),
        lag=0,
    )
    late = replace(
        perfect, name="Опоздавший Б.Б.", in_time=measure(3, 5, NORMS.in_time)
    )
    behind = replace(perfect, name="Отставший В.В.", lag=-4)

    found = list_violators((perfect, late, behind), NORMS)

    assert [(one.number, one.name) for one in found] == [
        (1, "Опоздавший Б.Б."),
        (2, "Отставший В.В."),
    ]
    missed = [miss is not None for miss in found[0].misses]
    assert missed == [False, True, False, False, False, False]
    assert found[1].lag == -4


def test_columns_carry_norm_and_clause_in_the_order_of_misses() -> None:
    columns = list_columns(NORMS)

    assert len(columns) == len(sample().violators[0].misses)
    assert [(one.title, one.clause) for one in columns][:2] == [
        ("Заполнено", "3.13.1"),
        ("В день занятия", "4.1.1"),
    ]

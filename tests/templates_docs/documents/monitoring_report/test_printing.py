from dataclasses import replace

import pytest

from templates_docs.documents.monitoring_report import DOCUMENT
from templates_docs.documents.monitoring_report.context import MonitoringReport
from templates_docs.documents.monitoring_report.figures import measure
from templates_docs.documents.monitoring_report.sample import sample
from tests.templates_docs.documents.printing import EVIL, print_twins

LONG = "Коваленко-Мартыненко-Вознесенская А.-В.К."
HEAD_OF_GROUPS = "Группа Обуч. Занятий"
HEAD_OF_TEACHERS = "Занятий проведено"


def report_of(groups: int, teachers: int) -> MonitoringReport:
    report = sample()
    return replace(
        report,
        groups=tuple(
            replace(report.groups[number % 9], title=f"Г-{number:03d}")
            for number in range(groups)
        ),
        teachers=tuple(
            replace(report.teachers[number % 20], number=number + 1)
            for number in range(teachers)
        ),
        violators=report.violators[:teachers],
        two_places=(),
    )


def test_sample_lines_add_up_to_the_vector_of_the_forms() -> None:
    report = sample()

    for name in ("full", "in_time", "topics", "homework", "no_marks", "one_mark"):
        lines = [getattr(line, name) for line in report.groups]
        total = getattr(report.total, name)
        assert sum(line.numerator for line in lines) == total.numerator
        assert sum(line.denominator for line in lines) == total.denominator
        mine = [getattr(line, name) for line in report.teachers]
        assert sum(line.numerator for line in mine) == total.numerator
        assert sum(line.denominator for line in mine) == total.denominator
    assert sum(line.lag for line in report.teachers) == report.total.lag == -28


@pytest.mark.parametrize(
    "line",
    [
        "Участие педагогов в работе 18 / 20 90,0 100 −10,0",
        "Обучающиеся, не имеющие оценок 75 / 1 250 6,0 0 +6,0",
        "Обучающиеся, имеющие одну оценку 140 / 1 250 11,2 ≤ 10 +1,2",
        "Выполнение КТП (отставание 28 ч) 672 / 700 96,0 100 −4,0",
        "Участие родителей 63 / 150 42,0 — —",
    ],
)
def test_indicators_stand_with_counts_norm_and_deviation(line: str) -> None:
    assert print_twins(DOCUMENT, sample()).says(line, page=1)


def test_missed_norms_stand_with_norm_and_clause() -> None:
    printed = print_twins(DOCUMENT, sample())

    assert printed.says("норма 90 %, п. 4.1.1")
    assert printed.says("норма ≤ 10 %, п. 3.13.1")


def test_report_ends_with_signatures() -> None:
    last = len((printed := print_twins(DOCUMENT, sample())).pages)

    for phrase in ("6. Выводы", "Н.Ю. Соколова 05.04.2027", "С отчётом ознакомлен:"):
        assert printed.pages_saying(phrase) == (last,)


def test_work_from_two_places_stands_with_hours_name_and_addresses() -> None:
    printed = print_twins(DOCUMENT, sample())

    head = "из двух мест (п. 4.1.7): 1 случай, 1 работник."
    line = "11.03.2027 10:05–10:40 Орлов К.С. 10.20.1.14 и 10.20.3.2"
    assert printed.says(head, page=3)
    assert printed.says(f"Дата Время Работник Откуда {line}", page=3)


def test_a_long_list_of_two_places_never_leaves_the_signatures_alone() -> None:
    report = sample()
    many = report.two_places * 40
    printed = print_twins(DOCUMENT, replace(report, two_places=many))

    listed = printed.pages_saying("Дата Время Работник Откуда")
    assert len(listed) > 1
    assert listed[-1] == len(printed.pages)
    assert printed.pages_saying("С отчётом ознакомлен:") == (len(printed.pages),)


@pytest.mark.parametrize(("groups", "teachers", "pages"), [(12, 20, 3), (1, 1, 2)])
def test_few_groups_take_few_pages(groups: int, teachers: int, pages: int) -> None:
    printed = print_twins(DOCUMENT, report_of(groups, teachers))

    assert len(printed.pages) == pages
    assert not printed.says("Откуда")
    assert printed.says(f"Г-{groups - 1:03d}", page=1)


@pytest.mark.slow
def test_sixty_groups_repeat_the_head_of_every_table() -> None:
    printed = print_twins(DOCUMENT, report_of(60, 100))

    groups = printed.pages_saying("Г-0")
    assert len(groups) > 1
    assert groups == printed.pages_saying(HEAD_OF_GROUPS)
    teachers = printed.pages_saying(HEAD_OF_TEACHERS)
    assert len(teachers) > 2
    assert printed.says("Итого 240 340", page=groups[-1])


def test_a_month_of_nothing_prints_dashes() -> None:
    report = sample()
    nothing = measure(0, 0)
    report = replace(
        report,
        indicators=tuple(
            replace(one, share=nothing, deviation=None) for one in report.indicators
        ),
        trends=(),
        groups=(),
        teachers=(),
        violators=(),
        conclusions=("Занятий за месяц не проводилось.",),
    )

    printed = print_twins(DOCUMENT, report)

    assert printed.says("Участие родителей 0 / 0 — — —")
    assert printed.says("Показателей хуже нормы нет.")


def test_awkward_text_is_printed_as_it_was_typed() -> None:
    report = sample()
    report = replace(
        report,
        department=EVIL,
        conclusions=(EVIL * 5,) * 6,
        indicators=tuple(
            replace(one, title=EVIL + one.title) for one in report.indicators
        ),
        groups=tuple(
            replace(one, title="БУ-25з-ДПО-2026/03-вечерняя") for one in report.groups
        ),
        teachers=tuple(replace(one, name=LONG) for one in report.teachers),
        violators=tuple(replace(one, name=LONG) for one in report.violators),
    )

    printed = print_twins(DOCUMENT, report)

    assert printed.says(f"НОЧУ ДПО «СМОЦ» · {EVIL}", page=1)
    assert printed.says(f"6. {EVIL}")

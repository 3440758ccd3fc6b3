from dataclasses import replace

import pytest

from templates_docs.documents.inspection_order import DOCUMENT
from templates_docs.documents.inspection_order.sample import sample
from tests.templates_docs.documents.printing import EVIL, LONG_NAME, print_twins

WHOLE_NAME = "Коваленко-Мартыненко-Вознесенская Александра-Валентина Константиновна"


def test_pages_are_numbered_from_the_second() -> None:
    printed = print_twins(DOCUMENT, sample())

    first, second = printed.pages
    assert printed.pages_saying("ЛИСТ ОЗНАКОМЛЕНИЯ") == (2,)
    assert second.endswith(" 2")
    assert not first.endswith(" 1")


def test_first_sheet_carries_executor_and_code() -> None:
    printed = print_twins(DOCUMENT, sample())

    assert printed.pages_saying("Соколова Наталья Юрьевна 8 (3822) 00-00-00") == (1,)
    assert printed.pages_saying("OD45-6HRC") == (1,)


def test_points_are_numbered() -> None:
    printed = print_twins(DOCUMENT, sample())

    assert printed.says("ПРИКАЗЫВАЮ: 1. Признать")
    assert printed.says("5. Контроль за исполнением")


def test_without_findings_there_is_no_table() -> None:
    order = replace(sample(), findings=(), appendix="", acquaintances=())

    printed = print_twins(DOCUMENT, order)

    assert not printed.says("Пункт Положения")
    assert not printed.says("Приложение")
    assert printed.says("ЛИСТ ОЗНАКОМЛЕНИЯ")


@pytest.mark.slow
def test_sixty_findings_repeat_their_head_and_keep_the_signature_company() -> None:
    order = sample()
    order = replace(
        order,
        findings=tuple(order.findings[number % 4] for number in range(60)),
        acquaintances=tuple(
            replace(order.acquaintances[0], number=number, full_name=WHOLE_NAME)
            for number in range(1, 61)
        ),
    )

    printed = print_twins(DOCUMENT, order)

    findings = printed.pages_saying("Трудовое право")
    assert len(findings) > 1
    assert findings == printed.pages_saying("Группа Дисциплина Преподаватель")
    (signed,) = printed.pages_saying("Д.Н. Белов")
    assert printed.says("5. Контроль за исполнением", page=signed)
    readers = printed.pages_saying("Валентина Константиновна")
    assert len(readers) > 1
    assert readers == printed.pages_saying("Дата ознакомления Подпись")


def test_awkward_text_is_printed_as_it_was_typed() -> None:
    order = sample()
    order = replace(
        order,
        heading=EVIL,
        statements=(EVIL,),
        findings=tuple(
            replace(
                one,
                group="БУ-25з-ДПО-2026/03",
                discipline="МДК.01.01 " + "Сверхдлинноеназваниедисциплины" * 3,
                teacher="Коваленко-Мартыненко-Вознесенская А.-В.К.",
                remark=EVIL * 3,
            )
            for one in order.findings
        ),
        points=tuple(EVIL + point for point in order.points),
        director=replace(order.director, name=LONG_NAME),
        executor=replace(order.executor, full_name=WHOLE_NAME),
    )

    printed = print_twins(DOCUMENT, order)

    assert printed.says(f"1. {EVIL}Признать")

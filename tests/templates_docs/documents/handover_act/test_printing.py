from dataclasses import replace

import pytest

from templates_docs.documents.handover_act import DOCUMENT
from templates_docs.documents.handover_act.build import settle_sheets
from templates_docs.documents.handover_act.context import HandoverAct
from templates_docs.documents.handover_act.printing import count_inventory_sheets
from templates_docs.documents.handover_act.sample import sample
from tests.templates_docs.documents.printing import (
    EVIL,
    LONG_NAME,
    Printed,
    print_twins,
)


def act_of(volumes: int) -> HandoverAct:
    act = sample()
    sheets = sum(act.volumes[number % 9].sheets for number in range(volumes))
    return replace(
        act,
        volumes=tuple(
            replace(act.volumes[number % 9], number=number + 1)
            for number in range(volumes)
        ),
        total_journals=volumes,
        total_volumes=volumes,
        total_sheets=sheets,
        total_copies=volumes,
        inventory=replace(
            act.inventory,
            items=tuple(
                replace(act.inventory.items[number % 9], number=number + 1)
                for number in range(volumes)
            ),
            files=volumes,
            first_number=min(volumes, 1),
            last_number=volumes,
        ),
    )


def inventory_pages(printed: Printed) -> int:
    (first,) = printed.pages_saying("Приложение к акту от")
    return len(printed.pages) - first + 1


def test_totals_stand_in_figures_and_words() -> None:
    printed = print_twins(DOCUMENT, sample())

    assert printed.says(
        "Итого передано: 7 (семь) журналов, 9 (девять) томов, всего 1 124 "
        "(одна тысяча сто двадцать четыре) листа."
    )
    assert printed.says("В данную опись внесено 9 (девять) дел с № 1 по № 9")


def test_both_parts_are_approved_and_signed_by_both_sides() -> None:
    printed = print_twins(DOCUMENT, sample())

    for phrase in (
        "УТВЕРЖДАЮ Директор Д.Н. Белов «30» июня 2027 г.",
        "Сдал Начальник учебного отдела Н.Ю. Соколова",
        "Принял Заведующий учебным отделением П.Р. Зайцев",
    ):
        assert printed.says(phrase, page=1)
    for phrase in (
        "УТВЕРЖДАЮ Начальник учебного отдела",
        "Составитель описи",
        "Передал 9 (девять) дел",
        "Принял 9 (девять) дел",
    ):
        assert printed.says(phrase, page=2)


@pytest.mark.parametrize("volumes", [1, 9, 21])
def test_inventory_has_the_sheets_the_act_tells(volumes: int) -> None:
    act = settle_sheets(act_of(volumes), count_inventory_sheets)

    printed = print_twins(DOCUMENT, act)

    assert act.inventory_sheets == inventory_pages(printed)
    assert printed.says(f"опись журналов на {act.inventory_sheets} л.")


@pytest.mark.slow
def test_sixty_volumes_repeat_the_head_and_split_no_row() -> None:
    act = settle_sheets(act_of(60), count_inventory_sheets)

    printed = print_twins(DOCUMENT, act)

    assert act.inventory_sheets == inventory_pages(printed) > 2
    listed = printed.pages_saying("05-03/20")
    assert len(listed) > 4
    assert listed == printed.pages_saying("Индекс дела")
    assert printed.says(f"Стр. 1 из {len(printed.pages)}", page=1)


def test_an_act_of_nothing_still_prints() -> None:
    printed = print_twins(DOCUMENT, act_of(0))

    assert printed.says("0 (ноль) журналов")


def test_remarks_replace_no_claims() -> None:
    act = replace(sample(), remarks="оттиск печати на томе 2 неясен")

    printed = print_twins(DOCUMENT, act)

    assert printed.says("замечания: оттиск печати на томе 2 неясен")
    assert not printed.says("претензий нет")


def test_one_sheet_is_a_sheet() -> None:
    printed = print_twins(DOCUMENT, replace(act_of(1), total_sheets=21))

    assert printed.says("1 (один) журнал, 1 (один) том, всего 21 (двадцать один) лист.")
    assert printed.says("внесено 1 (одно) дело")


def test_awkward_text_is_printed_as_it_was_typed() -> None:
    act = sample()
    signer = replace(act.giver, role=EVIL, name=LONG_NAME)
    act = replace(
        act,
        giver=signer,
        receiver=signer,
        approver=signer,
        giver_in_text=EVIL,
        medium=EVIL,
        remarks=EVIL,
        volumes=tuple(replace(one, title=EVIL * 3, note=EVIL) for one in act.volumes),
        inventory=replace(
            act.inventory,
            approver=signer,
            compiler=signer,
            department=EVIL,
            items=tuple(
                replace(one, title=EVIL * 4, retention=EVIL, note="утрачен л. 5")
                for one in act.inventory.items
            ),
        ),
    )

    printed = print_twins(DOCUMENT, act)

    assert printed.says(f"Мы, нижеподписавшиеся: {EVIL} (сдающая")

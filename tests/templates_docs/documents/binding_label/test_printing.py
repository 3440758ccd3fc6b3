from dataclasses import replace

import pytest

from templates_docs.documents.binding_label import DOCUMENT
from templates_docs.documents.binding_label.context import (
    BindingLabel,
    BindingLabels,
    arrange,
)
from templates_docs.documents.binding_label.sample import sample
from tests.templates_docs.documents.printing import EVIL, LONG_NAME, print_twins

INSCRIPTION = "В данном журнале прошнуровано, пронумеровано и скреплено печатью"


def labels_of(count: int) -> BindingLabels:
    context = sample()
    first = context.sheets_of_labels[0][0][0]
    labels = tuple(
        replace(first, caption=f"том {number}", sheets=number)
        for number in range(1, count + 1)
    )
    return replace(context, sheets_of_labels=arrange(labels))


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (8, 1), (9, 2), (16, 2), (17, 3)])
def test_eight_labels_stand_on_a_sheet(count: int, pages: int) -> None:
    printed = print_twins(DOCUMENT, labels_of(count))

    assert len(printed.pages) == pages
    assert printed.text.count(INSCRIPTION) == count


def test_every_volume_has_its_own_label_with_its_count() -> None:
    printed = print_twins(DOCUMENT, sample())

    assert printed.says("68 (шестьдесят восемь) листов")
    assert printed.says("142 (сто сорок два) листа")
    assert printed.says("ИСП-22-2, дело 05-03/18, том 2 из 2")


def test_labels_are_arranged_by_two_and_by_eight() -> None:
    labels: tuple[BindingLabel, ...] = tuple(
        label for sheet in sample().sheets_of_labels for row in sheet for label in row
    )

    arranged = arrange(labels)

    assert [[len(row) for row in sheet] for sheet in arranged] == [[2, 2, 2, 2], [1]]
    assert [one for sheet in arranged for row in sheet for one in row] == list(labels)


def test_no_labels_are_no_failure() -> None:
    assert arrange(()) == ()
    assert len(print_twins(DOCUMENT, labels_of(0)).pages) == 1


def test_awkward_text_is_printed_as_it_was_typed() -> None:
    context = labels_of(2)
    first, second = context.sheets_of_labels[0][0]
    awkward = replace(
        first, caption=EVIL, signer_role=EVIL, signer_name=LONG_NAME, sheets=248
    )

    printed = print_twins(
        DOCUMENT, replace(context, sheets_of_labels=arrange((awkward, second)))
    )

    assert printed.text.count(EVIL) == 2
    assert printed.says("248 (двести сорок восемь) листов")

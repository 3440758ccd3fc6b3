"""What a template may call."""

from datetime import date
from decimal import Decimal
from inspect import getmembers, isfunction

import pytest
from jinja2 import Environment, StrictUndefined

from templates_docs.formatting import dates, names, titles, typography, words
from templates_docs.formatting.filters import FILTERS
from templates_docs.formatting.names import PersonName

NOT_OF_A_VALUE = {"learners_term", "round_half_up"}


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("{{ sheets|counted('лист') }}", "128 (сто двадцать восемь) листов"),
        (
            "на {{ sheets|counted('лист', 'prepositional') }}",
            "на 128 (ста двадцати восьми) листах",
        ),
        ("{{ day|quoted_date }}", "«30» июня 2027\u00a0г."),
        ("в {{ day|month_name('prepositional') }}", "в июне"),
        ("{{ share|percent }}", "84,0\u00a0%"),
        ("{{ person|decline('dative') }}", "Ивановой Марии Петровне"),
        ("{{ person|initials_before }}", "М.П.\u00a0Иванова"),
        ("{{ post|decline_post('genitive') }}", "директора"),
        ("{{ 'зачислен'|agreed(person.gender) }}", "зачислена"),
    ],
)
def test_a_filter_prints_a_plain_value(template: str, printed: str) -> None:
    environment = Environment(undefined=StrictUndefined, autoescape=True)
    environment.filters.update(FILTERS)
    context = {
        "sheets": 128,
        "day": date(2027, 6, 30),
        "share": Decimal(84),
        "post": "директор",
        "person": PersonName(
            surname="Иванова", name="Мария", patronymic="Петровна", gender="f"
        ),
    }

    assert environment.from_string(template).render(context) == printed


def test_every_public_function_of_formatting_is_a_filter() -> None:
    public = {
        name
        for module in (dates, names, titles, typography, words)
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }

    assert public - set(FILTERS) == NOT_OF_A_VALUE
    assert set(FILTERS) <= public

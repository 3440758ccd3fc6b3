"""The numbers of the regulation's clauses, told apart from the edition in the program.

Whatever a check, a document or a refusal refers to must stand here.
"""

from collections.abc import Iterator

LAST_NUMBERS = {
    "1": 8,
    "2": 5,
    "3": 13,
    "3.7": 5,
    "3.8": 10,
    "3.9": 2,
    "3.10": 1,
    "3.11": 2,
    "3.12": 3,
    "3.13": 2,
    "4.1": 8,
    "4.2": 5,
    "5": 3,
    "5.1": 2,
    "6": 8,
    "7": 2,
}
"""How many clauses a section has; of 4 only the second part has a heading."""


def _clauses() -> Iterator[str]:
    for section, last in LAST_NUMBERS.items():
        yield from (f"{section}.{number}" for number in range(1, last + 1))
    yield "4.2"


CLAUSES = frozenset(_clauses())

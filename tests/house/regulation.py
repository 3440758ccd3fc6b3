"""The numbers of the regulation's clauses on its users, the journal and reports.

Whatever a check, a document or a refusal refers to must stand here.
"""

from collections.abc import Iterator

LAST_NUMBERS = {
    "1": 8,
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
}
"""How many clauses a section has; of 4 there are only the two parts."""


def _clauses() -> Iterator[str]:
    for section, last in LAST_NUMBERS.items():
        yield from (f"{section}.{number}" for number in range(1, last + 1))


CLAUSES = frozenset(_clauses())

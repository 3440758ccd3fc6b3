"""The regulation's clauses as the edition in force has them (редакция положения)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

EDITION = Path(__file__).with_name("clauses.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause (пункт): its number, its own words cut to a line.

    `note` says why nothing of the program carries it out; empty when it must.
    """

    number: str
    title: str
    note: str = ""


@cache
def list_clauses() -> tuple[Clause, ...]:
    """List the clauses in the order of the regulation."""
    data = tomllib.loads(EDITION.read_text("utf-8"))
    return tuple(Clause(**one) for one in data["clause"])


@cache
def list_numbers() -> frozenset[str]:
    """List the numbers anything may refer to."""
    return frozenset(one.number for one in list_clauses())


def find_parts(number: str) -> tuple[str, ...]:
    """Return the clauses a heading opens: of «3.7» they are «3.7.1» … «3.7.5»."""
    return tuple(
        one.number for one in list_clauses() if one.number.startswith(f"{number}.")
    )

"""The grammatical categories every Russian word form is asked by."""

from enum import StrEnum


class Case(StrEnum):
    """A grammatical case (падеж)."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    INSTRUMENTAL = "instrumental"
    PREPOSITIONAL = "prepositional"


class Gender(StrEnum):
    """A grammatical gender (род); people carry only the first two."""

    MASCULINE = "m"
    FEMININE = "f"
    NEUTER = "n"


CASES = tuple(Case)

"""Chance with a fixed seed: the same question always gets the same answer."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

SEED = "surguch-demo-1"
_Thing = TypeVar("_Thing")


def roll(*question: object) -> float:
    """Return a number from 0 up to 1 that depends on nothing but the question."""
    text = "|".join((SEED, *map(str, question)))
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def choose(things: Sequence[_Thing], *question: object) -> _Thing:
    """Return one of the things."""
    return things[int(roll(*question) * len(things))]


def weigh(weights: Sequence[tuple[_Thing, float]], *question: object) -> _Thing:
    """Return one of the things by their weights."""
    left = roll(*question) * sum(weight for _, weight in weights)
    for thing, weight in weights:
        left -= weight
        if left < 0:
            return thing
    return weights[-1][0]

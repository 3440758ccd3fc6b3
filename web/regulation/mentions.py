"""Clauses named in a docstring: «(REG 3.9.2)», «(п. 4.2.5)», «REG 4.2.1–4.2.4»."""

import re
from collections.abc import Iterator

NUMBER = r"(?<![\d.])[1-7]\.\d{1,2}(?:\.\d{1,2})?(?!\.?\d)"
JOINT = r",\s+|\s+и\s+|–"
MARK = r"\bREG\s+|\bпп?\.\s*|\bclauses?\s+|\(|\([^()]*[А-яЁё»][,;]\s+"
MENTION = re.compile(rf"(?:{MARK})({NUMBER}(?:(?:{JOINT}){NUMBER})*)")


def find_mentions(text: str | None) -> tuple[str, ...]:
    """Return the clauses a text names, each once, ranges written out."""
    named: dict[str, None] = {}
    for listed in MENTION.findall(text or ""):
        for part in re.split(r",\s+|\s+и\s+", listed):
            named |= dict.fromkeys(_range(part))
    return tuple(named)


def _range(part: str) -> Iterator[str]:
    first, dash, last = part.partition("–")
    if not dash:
        yield first
        return
    section, _, begin = first.rpartition(".")
    end = last.rpartition(".")[2]
    yield from (f"{section}.{number}" for number in range(int(begin), int(end) + 1))

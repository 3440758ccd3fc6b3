"""Conclusions of the report in words, made from its own numbers (выводы)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from records.kernel.text import plural_form
from records.monitoring.values import TwoPlaces
from templates_docs.documents.monitoring_report.context import GroupLine, Share
from templates_docs.formatting.typography import NBSP

TREND_SCALES = "Шкала 0–100 %; «без оценок» и «одна оценка» — 0–20 %."
_SHARES = (
    ("full", "заполняемость"),
    ("in_time", "запись в день занятия"),
    ("topics", "учёт материала"),
    ("homework", "домашнее задание"),
    ("no_marks", "обучающиеся без оценок"),
    ("one_mark", "обучающиеся с одной оценкой"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFacts:
    """What the conclusions speak of: who worked, who did not, what lags behind.

    `silent` are teachers who held lessons and wrote nothing; `lag` is hours recorded
    less hours due, for the institution; `two_places` is None where nobody counted.
    """

    taking_part: Share
    silent: tuple[str, ...]
    groups: tuple[GroupLine, ...]
    lag: int
    two_places: tuple[TwoPlaces, ...] | None = None


def compose_conclusions(facts: MonthFacts) -> tuple[str, ...]:
    """Return the conclusions, one sentence or two each."""
    return tuple(
        sentence
        for sentence in (
            _participation(facts),
            _weak_groups(facts),
            _progress(facts),
            describe_two_places(facts.two_places),
        )
        if sentence
    )


def describe_two_places(found: Sequence[TwoPlaces] | None) -> str:
    """Count work under one login from two places at once; «» where nobody counted."""
    if found is None:
        return ""
    head = "Работа под одним логином одновременно из двух мест (п. 4.1.7)"
    if not found:
        return f"{head} не отмечена."
    workers = len({one.account_id for one in found})
    cases = plural_form(len(found), ("случай", "случая", "случаев"))
    people = plural_form(workers, ("работник", "работника", "работников"))
    return f"{head}: {len(found)}{NBSP}{cases}, {workers}{NBSP}{people}."


def describe_places(first: str, second: str) -> str:
    """Name the addresses somebody worked from, the same one as two browsers there."""
    return f"{first}, два браузера" if first == second else f"{first} и {second}"


def _participation(facts: MonthFacts) -> str:
    share = facts.taking_part
    if share.percent is None:
        return "Занятий за месяц не проводилось."
    sentence = (
        f"В ведении журнала участвовали преподаватели: {share.numerator} "
        f"из {share.denominator} ({_percent(share.percent)})."
    )
    if facts.silent:
        sentence += _closed(f" Не внесли ни одной записи: {', '.join(facts.silent)}")
    return sentence


def _weak_groups(facts: MonthFacts) -> str:
    weak = [
        f"{group.title} — {', '.join(_weak_shares(group))}"
        for group in facts.groups
        if any(_weak_shares(group))
    ]
    if not weak:
        return "Показателей хуже нормы более чем на 10 п. п. в группах нет."
    return f"Хуже нормы более чем на 10 п. п.: {'; '.join(weak)}."


def _weak_shares(group: GroupLine) -> Iterator[str]:
    for name, title in _SHARES:
        share: Share = getattr(group, name)
        if share.is_worse and share.percent is not None:
            yield f"{title} {_percent(share.percent)}"


def _progress(facts: MonthFacts) -> str:
    if facts.lag >= 0:
        return "Отставания от календарно-тематических планов нет."
    return f"Отставание от календарно-тематических планов — {-facts.lag} ч."


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."


def _percent(value: Decimal) -> str:
    return f"{value} %".replace(".", ",")

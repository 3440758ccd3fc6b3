"""Conclusions of the report in words, made from its own numbers (выводы)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from templates_docs.documents.monitoring_report.context import GroupLine, Share

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
    less hours due, for the institution.
    """

    taking_part: Share
    silent: tuple[str, ...]
    groups: tuple[GroupLine, ...]
    lag: int


def compose_conclusions(facts: MonthFacts) -> tuple[str, ...]:
    """Return the conclusions, one sentence or two each."""
    return tuple(
        sentence
        for sentence in (_participation(facts), _weak_groups(facts), _progress(facts))
        if sentence
    )


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

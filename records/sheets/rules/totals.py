"""The figures of a sheet and of a group (forms §4.8): pure functions."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from records.sheets.values import (
    GroupTotals,
    Result,
    ResultCounts,
    SheetTotals,
)

# Weights of the degree of learning (СОУ) for 5, 4, 3, 2 and «н/а», forms §4.8.
LEVEL_WEIGHTS = (100, 64, 36, 16, 7)


def count_results(results: Iterable[Result]) -> ResultCounts:
    """Count results by kind; an empty line counts as nothing."""
    found = Counter(results)
    return ResultCounts(
        five=found[Result.FIVE],
        four=found[Result.FOUR],
        three=found[Result.THREE],
        two=found[Result.TWO],
        passed=found[Result.PASSED],
        failed=found[Result.FAILED],
        absent=found[Result.ABSENT],
        not_admitted=found[Result.NOT_ADMITTED],
    )


def compute_totals(
    results: Sequence[Result],
    *,
    weights: Sequence[int] = LEVEL_WEIGHTS,
    na_in_denominator: bool = True,
) -> SheetTotals:
    """Compute the totals of a sheet (forms §4.8): halves go up, nothing is None.

    «Зачтено» counts in progress only; `weights` are for 5, 4, 3, 2 and «н/а».
    """
    counts = count_results(results)
    without = counts.unattested if na_in_denominator else 0
    whole = counts.marked + without
    credits_given = counts.passed + counts.failed
    good = counts.five + counts.four
    return SheetTotals(
        listed=len(results),
        attended=counts.marked + credits_given,
        counts=counts,
        progress=_share(good + counts.three + counts.passed, whole + credits_given),
        quality=_share(good, whole if counts.marked or not credits_given else 0),
        level=_level(counts, weights, without),
        average=_average(counts),
    )


def compute_group_totals(marks: Sequence[Sequence[Result]]) -> GroupTotals:
    """Compute the totals of a group, a sequence of results a learner (forms §4.6).

    A learner fails with a «2» or «не зачтено», is unattested with «н/а» alone.
    """
    learners = [count_results(results) for results in marks]
    known = [one for one in learners if one != ResultCounts()]
    failing = [one for one in known if one.two or one.failed]
    attested = [one for one in known if not (one.two or one.failed)]
    passing = [one for one in attested if not one.unattested]
    excellent = [one for one in passing if one.five and one.five == one.marked]
    good = [one for one in passing if one.four and not one.three]
    every = count_results(result for results in marks for result in results)
    return GroupTotals(
        listed=len(learners),
        excellent=len(excellent),
        good=len(good),
        one_three=sum(one.three == 1 for one in passing),
        failing=len(failing),
        unattested=len(attested) - len(passing),
        progress=_share(len(passing), len(known)),
        quality=_share(len(excellent) + len(good), len(known)),
        average=_average(every),
    )


def _average(counts: ResultCounts) -> Decimal | None:
    total = 5 * counts.five + 4 * counts.four + 3 * counts.three + 2 * counts.two
    return _ratio(total, counts.marked, places=2)


def _level(
    counts: ResultCounts, weights: Sequence[int], without: int
) -> Decimal | None:
    of_marks = (counts.five, counts.four, counts.three, counts.two, without)
    total = sum(weight * count for weight, count in zip(weights, of_marks, strict=True))
    return _ratio(total, counts.marked + without, places=1) if counts.marked else None


def _share(part: int, whole: int) -> Decimal | None:
    return _ratio(100 * part, whole, places=1)


def _ratio(part: int, whole: int, *, places: int) -> Decimal | None:
    if not whole:
        return None
    step = Decimal(1).scaleb(-places)
    return (Decimal(part) / Decimal(whole)).quantize(step, ROUND_HALF_UP)

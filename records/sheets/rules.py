"""What may be written into a sheet and when it may be closed: pure functions."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from records.kernel.finding import Finding
from records.sheets.values import (
    GroupTotals,
    Result,
    ResultCounts,
    RowEntry,
    SheetCode,
    SheetState,
    SheetTotals,
)

MARKS = frozenset({Result.FIVE, Result.FOUR, Result.THREE, Result.TWO})
ABSENCES = frozenset({Result.ABSENT, Result.NOT_ADMITTED, Result.EMPTY})
CREDITS = frozenset({Result.PASSED, Result.FAILED})
# Weights of the degree of learning (СОУ) for 5, 4, 3, 2 and «н/а», forms §4.8.
LEVEL_WEIGHTS = (100, 64, 36, 16, 7)


def check_change(state: SheetState, number: str) -> tuple[Finding, ...]:
    """Refuse a change of a sheet that is no longer open (REG 4.2.5)."""
    if state in {SheetState.DRAFT, SheetState.OPEN}:
        return ()
    return (
        Finding(
            code="CHK-4.2.5-1",
            clause="4.2.5",
            subject=f"Ведомость № {number}",
            message="ведомость закрыта, изменить её нельзя",
            advice="оформите дополнительную ведомость или направление на пересдачу",
        ),
    )


def check_results(
    code: SheetCode, entries: Sequence[RowEntry], known: frozenset[int]
) -> tuple[Finding, ...]:
    """Refuse results of another kind of sheet and learners who are not in it."""
    allowed = _allowed(code)
    strangers = tuple(
        Finding(
            code="CHK-4.2.5-2",
            clause="4.2.5",
            message=f"обучающегося (код {entry.person_id}) нет в ведомости",
            advice="проверьте состав группы на дату ведомости",
        )
        for entry in entries
        if entry.person_id not in known
    )
    wrong = tuple(
        Finding(
            code="CHK-4.2.5-3",
            clause="4.2.5",
            message=f"результат «{entry.result}» не бывает в ведомости этого вида",
            advice="в зачётной ведомости ставят «зачтено» или «не зачтено», "
            "в остальных — 5, 4, 3, 2",
        )
        for entry in entries
        if entry.result not in allowed
    )
    return strangers + wrong


def check_closing(
    state: SheetState, number: str, results: Sequence[Result]
) -> tuple[Finding, ...]:
    """Refuse closing with empty lines and steps after «сдана» (REG 4.2.5)."""
    subject = f"Ведомость № {number}"
    if state is SheetState.HANDED_IN:
        return (
            Finding(
                code="CHK-4.2.5-4",
                clause="4.2.5",
                subject=subject,
                message="ведомость уже сдана",
                advice="дальнейших действий с ней нет",
            ),
        )
    empty = sum(result is Result.EMPTY for result in results)
    if state in {SheetState.DRAFT, SheetState.OPEN} and empty:
        return (
            Finding(
                code="CHK-4.2.5-5",
                clause="4.2.5",
                subject=subject,
                message=f"не заполнено строк: {empty}",
                advice="поставьте оценку либо «не явился» или «не допущен»",
            ),
        )
    return ()


def _allowed(code: SheetCode) -> frozenset[Result]:
    if code is SheetCode.CREDIT:
        return CREDITS | ABSENCES
    if code is SheetCode.INDIVIDUAL:
        return MARKS | CREDITS | ABSENCES
    return MARKS | ABSENCES


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

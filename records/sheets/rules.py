"""What may be written into a sheet and when it may be closed: pure functions."""

from collections.abc import Sequence

from records.kernel.finding import Finding
from records.sheets.values import Result, RowEntry, SheetCode, SheetState

MARKS = frozenset({Result.FIVE, Result.FOUR, Result.THREE, Result.TWO})
ABSENCES = frozenset({Result.ABSENT, Result.NOT_ADMITTED, Result.EMPTY})
CREDITS = frozenset({Result.PASSED, Result.FAILED})


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

"""The text of one cell of the grid and the designations it stands for (клетка).

A teacher types «4», «н», «4/5» (two works) or «н/4» (a made-up absence); the
ledger keeps each designation by itself.
"""

from collections.abc import Mapping

from records.kernel.errors import RuleViolationError
from records.lessons.rules import remark
from records.lessons.values import Place
from records.marks.rules.designations import (
    MARK,
    check_final_value,
    explain,
    list_allowed,
)
from records.marks.values import FINAL_WORK, CellKind, Work
from records.norms.values import Norms

_SIGN = "/"

WORKS: Mapping[CellKind, tuple[str, ...]] = {
    CellKind.LESSON: (Work.ABSENCE, Work.CURRENT, Work.SECOND, Work.MAKEUP),
    CellKind.MONTHLY: (Work.MONTHLY_CONTROL,),
    CellKind.FINAL: (FINAL_WORK,),
}
"""The designations a cell of each kind may hold, in the order they are shown."""


def parse_cell(
    text: str, kind: CellKind, norms: Norms, *, place: Place
) -> dict[str, str]:
    """Read the text of a cell: work → designation; an empty text has none.

    Raises:
        RuleViolationError: there is something else in it; says what was meant.
    """
    if not text:
        return {}
    if kind is CellKind.FINAL:
        _refuse_final(text, norms, place)
        return {FINAL_WORK: text}
    if kind is CellKind.MONTHLY:
        _refuse(text, list_allowed(Work.MONTHLY_CONTROL, norms), norms, place=place)
        return {Work.MONTHLY_CONTROL: text}
    return _parse_lesson(text, norms, place)


def cell_text(works: Mapping[str, str]) -> str:
    """Write the designations of a cell as they stand on the page: «4/5», «н/4»."""
    order = (work for kind in CellKind for work in WORKS[kind])
    return _SIGN.join(works[work] for work in order if works.get(work))


def _parse_lesson(text: str, norms: Norms, place: Place) -> dict[str, str]:
    first, sign, second = text.partition(_SIGN)
    if not sign or not (first and second):
        allowed = (*norms.marks, norms.absence)
        _refuse(text, allowed, norms, place=place)
        return {Work.ABSENCE if text == norms.absence else Work.CURRENT: text}
    if text == norms.not_attested:
        _refuse(text, (*norms.marks, norms.absence), norms, place=place)
    _refuse(first, (*norms.marks, norms.absence), norms, place=place)
    _refuse(second, norms.marks, norms, place=place)
    if first == norms.absence:
        return {Work.ABSENCE: first, Work.MAKEUP: second}
    return {Work.CURRENT: first, Work.SECOND: second}


def _refuse(text: str, allowed: tuple[str, ...], norms: Norms, *, place: Place) -> None:
    if text not in allowed:
        advice = explain(text, allowed, norms)
        message = f"«{text[:20]}» — недопустимое обозначение"
        raise RuleViolationError.of((remark(place, MARK, message, advice=advice),))


def _refuse_final(text: str, norms: Norms, place: Place) -> None:
    found = tuple(check_final_value(text[:40], place, norms))
    if found:
        raise RuleViolationError.of(found)

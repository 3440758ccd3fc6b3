"""A filled pair of directions; the institution's people are invented."""

from dataclasses import replace
from datetime import date

from records.sheets.values import Result
from templates_docs.document import Signature
from templates_docs.documents.individual_sheet.context import (
    RETAKE,
    IndividualSheet,
    Slip,
)
from templates_docs.layout.sheet.context import describe_result
from templates_docs.layout.sheet.people import EXAM_DAY, LETTERHEAD, imprint
from templates_docs.rendering.digest import canonical_digest

_FIRST = Slip(
    learner="Черных Олег Никитич",
    group="ЮР-21",
    course=2,
    discipline="ОП.02 Конституционное право",
    examiners=("Петрова Анна Викторовна",),
    basis="академическая задолженность, ведомость № Э-07/2026-27 от 24.12.2026",
    attempt="первая",
    issued_on=EXAM_DAY,
    valid_until=date(2027, 1, 30),
    deputy="М.С. Кузнецова",
    outcome=describe_result(Result.THREE, "m"),
    taken_on=date(2027, 1, 18),
    signatures=(
        Signature(role="Экзаменатор", name="А.В. Петрова", signed_on=date(2027, 1, 18)),
    ),
)
_COMMISSION = ("А.В. Петрова", "И.К. Орлов", "Т.В. Зайцева")


def sample() -> IndividualSheet:
    """Return a first attempt, taken, and a second one before a commission, blank."""
    second = replace(
        _FIRST,
        learner="Архангельская-Преображенская Елизавета Константиновна",
        examiners=_COMMISSION,
        basis="н/а за 1 семестр, приказ от 28.12.2026 № 96-к",
        attempt="вторая (комиссия)",
        outcome=describe_result(Result.EMPTY, "f"),
        taken_on=None,
        signatures=tuple(
            Signature(role=role, name=name)
            for role, name in zip(
                ("Председатель комиссии", "Член комиссии", "Член комиссии"),
                _COMMISSION,
                strict=True,
            )
        ),
    )
    sheet = IndividualSheet(
        letterhead=LETTERHEAD,
        title=f"{RETAKE} ЭКЗАМЕНА",
        number="И-04/2026-27",
        slips=(_FIRST, second),
        imprint=imprint("IN04-6RTY", ""),
    )
    return replace(sheet, imprint=imprint("IN04-6RTY", canonical_digest(sheet)))

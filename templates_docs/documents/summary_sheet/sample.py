"""A filled summary sheet; the institution's people are invented."""

from dataclasses import replace
from datetime import date

from records.sheets.rules import compute_group_totals, compute_totals
from records.sheets.values import Result
from templates_docs.document import Signature
from templates_docs.documents.summary_sheet.context import (
    SummaryColumn,
    SummaryGrid,
    SummaryLine,
    SummarySheet,
)
from templates_docs.layout.sheet.context import short_result
from templates_docs.layout.sheet.people import LETTERHEAD, imprint, sheet_lines
from templates_docs.rendering.digest import canonical_digest

_DISCIPLINES = (
    ("ОГСЭ.01 Основы философии", "ДЗ", 48),
    ("ОГСЭ.03 Иностранный язык", "ДЗ", 64),
    ("ОГСЭ.04 Физическая культура", "З", 32),
    ("ОП.01 Теория государства и права", "Э", 96),
    ("ОП.02 Конституционное право", "Э", 120),
    ("ОП.08 Гражданское право", "Э", 110),
    ("ОП.09 Гражданский процесс", "ДЗ", 72),
    ("МДК.01.01 Право социального обеспечения", "Э", 140),
    ("МДК.01.02 Психология социально-правовой деятельности", "ДЗ", 60),
    ("УП.01 Учебная практика", "ДЗ", 36),
    ("ПП.01 Производственная практика", "ДЗ", 72),
    ("МДК.01.01 Курсовая работа", "КР", 20),
)
_MARKS = (Result.FIVE, Result.FOUR, Result.FOUR, Result.THREE, Result.FIVE)


def sample() -> SummarySheet:
    """Return the sheet of a group of twenty-three in twelve columns."""
    people = sheet_lines()
    results = [_results(number) for number in range(len(people))]
    columns = tuple(
        SummaryColumn(
            title=title,
            control=control,
            hours=hours,
            totals=compute_totals([row[place] for row in results]),
        )
        for place, (title, control, hours) in enumerate(_DISCIPLINES)
    )
    sheet = SummarySheet(
        letterhead=LETTERHEAD,
        number="СВ-02/2026-27",
        academic_year="2026/2027",
        semester=1,
        course=2,
        group="ЮР-21",
        programme="40.02.01 Право и организация социального обеспечения",
        programme_caption="Специальность",
        grid=SummaryGrid(columns=columns),
        lines=tuple(
            SummaryLine(
                number=one.number,
                name=one.name,
                record_book=one.record_book,
                results=tuple(map(short_result, row)),
                counts=compute_totals(row).counts,
                average=compute_totals(row).average,
                missed=2 * one.number % 14,
                excused=2 * one.number % 14 // 4 * 2,
                unexcused=2 * one.number % 14 - 2 * one.number % 14 // 4 * 2,
            )
            for one, row in zip(people, results, strict=True)
        ),
        totals=compute_group_totals(results),
        signatures=(
            Signature(
                role="Куратор группы", name="И.К. Орлов", signed_on=date(2026, 12, 28)
            ),
            Signature(role="Начальник учебного отдела", name="Н.Ю. Соколова"),
            Signature(role="Заместитель директора по УМР", name="М.С. Кузнецова"),
        ),
        retention="75 лет",
        file_index="05-05",
        imprint=imprint("SV02-4HJK", ""),
    )
    return replace(sheet, imprint=imprint("SV02-4HJK", canonical_digest(sheet)))


def _results(number: int) -> list[Result]:
    row = [
        _MARKS[(number * 3 + place * 2) % len(_MARKS)]
        for place in range(len(_DISCIPLINES))
    ]
    if number % 4 == 0:
        row = [Result.FIVE] * len(row)
    row[2] = Result.FAILED if number == 20 else Result.PASSED
    if number == 13:
        row[4] = Result.ABSENT
    if number == 20:
        row[3] = Result.TWO
    return row

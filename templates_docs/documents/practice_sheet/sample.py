"""A filled practice sheet; the institution's people are invented."""

from dataclasses import replace
from datetime import date

from records.sheets.rules import compute_totals
from templates_docs.documents.practice_sheet.context import (
    WORK_PRACTICE,
    PracticeLine,
    PracticeSheet,
)
from templates_docs.layout.sheet.people import (
    imprint,
    results,
    sheet_foot,
    sheet_head,
    sheet_lines,
)
from templates_docs.rendering.digest import canonical_digest

_BASES = (
    "ООО «Правовой центр «Сибирь»",
    "Отделение социальной защиты населения Кировского района г. Томска",
    "ИП Дорохов С.В.",
)


def sample() -> PracticeSheet:
    """Return the sheet of a work practice at three bases."""
    sheet = PracticeSheet(
        head=sheet_head(
            WORK_PRACTICE,
            "ПР-02/2026-27",
            semester=2,
            discipline="ПП.01 Производственная практика по профилю специальности",
            discipline_caption="Практика",
            hours=72,
            control_form="дифференцированный зачёт",
            examiner_caption="Руководитель",
            held_on=date(2027, 5, 31),
        ),
        lines=tuple(
            PracticeLine(
                number=line.number,
                name=line.name,
                base=_BASES[line.number % len(_BASES)],
                period=(date(2027, 5, 10), date(2027, 5, 29)),
                papers="сданы" if line.outcome.given else "",
                outcome=line.outcome,
            )
            for line in sheet_lines(short=True)
        ),
        totals=compute_totals(results()),
        foot=sheet_foot("Руководитель практики"),
        imprint=imprint("PR02-5TRM", ""),
    )
    return replace(sheet, imprint=imprint("PR02-5TRM", canonical_digest(sheet)))

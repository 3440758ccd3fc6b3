"""A filled course work sheet; the institution's people are invented."""

from dataclasses import replace

from records.sheets.rules import compute_totals
from templates_docs.documents.coursework_sheet.context import (
    COURSEWORK,
    CourseworkLine,
    CourseworkSheet,
)
from templates_docs.layout.sheet.people import (
    EXAM_DAY,
    imprint,
    results,
    sheet_foot,
    sheet_head,
    sheet_lines,
)
from templates_docs.rendering.digest import canonical_digest

_TOPICS = (
    "Понятие и виды субъектов права социального обеспечения",
    "Конституционные основы местного самоуправления",
    "Пенсионная реформа: правовые проблемы и пути их решения в субъектах "
    "Российской Федерации",
    "Институт уполномоченного по правам человека",
)


def sample() -> CourseworkSheet:
    """Return the sheet of defences of course works."""
    sheet = CourseworkSheet(
        head=sheet_head(
            COURSEWORK,
            "КР-01/2026-27",
            discipline="МДК.01.01 Право социального обеспечения",
            hours=20,
            control_form="защита курсовой работы",
            examiner_caption="Руководитель",
        ),
        lines=tuple(
            CourseworkLine(
                number=line.number,
                name=line.name,
                topic=_TOPICS[line.number % len(_TOPICS)],
                defended_on=EXAM_DAY if line.outcome.given else None,
                outcome=line.outcome,
            )
            for line in sheet_lines(short=True)
        ),
        totals=compute_totals(results()),
        foot=sheet_foot("Руководитель работы"),
        imprint=imprint("KR01-7XYZ", ""),
    )
    return replace(sheet, imprint=imprint("KR01-7XYZ", canonical_digest(sheet)))

"""The data of the template: pages with what to draw, and what all pages share."""

from typing import Any

from templates_docs.documents.class_journal.context import JournalContext
from templates_docs.documents.class_journal.drawing.blocks import draw
from templates_docs.documents.class_journal.drawing.canvas import (
    Canvas,
    Styles,
    left_edge,
)
from templates_docs.documents.class_journal.drawing.codes import PageCodes
from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.look import NBSP
from templates_docs.documents.class_journal.layout.model import Page
from templates_docs.documents.class_journal.layout.plan import VolumePlan
from templates_docs.formatting.dates import local_moment
from templates_docs.formatting.typography import short_digest

DRAFT = "ЧЕРНОВИК"
HEADER_LINE = look.RUNNING


def template_data(plan: VolumePlan, context: JournalContext) -> dict[str, Any]:
    """Return what the template prints: values ready to be set, nothing to compute."""
    styles = Styles()
    codes = PageCodes(context.imprint)
    pages = [
        {
            **_page(page, plan, styles),
            "imprint": imprint_lines(page, context),
            "qr": codes.svg(page.number, side_mm=look.QR_SIDE) if page.code else "",
        }
        for page in plan.pages
    ]
    return {
        "pages": pages,
        "styles": styles.table(),
        "differences": styles.differences(),
        "title": document_title(plan, context),
        "group": f"Группа {context.group.name}, {context.year.name} учебный год",
        "watermark": DRAFT if context.printing.draft else "",
        "holes": list(look.HOLES),
    }


def document_title(plan: VolumePlan, context: JournalContext) -> str:
    """Return the title of the file: group, year, volume."""
    volume = f", том {plan.number} из {plan.count}" if plan.count > 1 else ""
    return (
        f"Журнал учебных занятий группы {context.group.name} "
        f"за {context.year.name} учебный год{volume}"
    )


def _page(page: Page, plan: VolumePlan, styles: Styles) -> dict[str, Any]:
    canvas = Canvas(styles, left_edge(verso=page.verso))
    for block in page.blocks:
        draw(block, canvas)
    return {
        "usual": canvas.settle(),
        "verso": page.verso,
        "running": page.running if page.heading else "",
        "face": {
            "size": page.running_face.size,
            "stretch": 75 if page.running_face.face == "narrow" else 100,
        },
        "right": page.running_right,
        "bold": page.sheet is not None,
        "rule": page.heading,
        "of": page_of_pages(page, plan),
        "texts": canvas.texts,
        "fills": canvas.fills,
        "lines": [[weight, lines] for weight, lines in sorted(canvas.lines.items())],
        "bands": canvas.bands,
        "strokes": canvas.strokes,
    }


def page_of_pages(page: Page, plan: VolumePlan) -> str:
    """Return «Стр. 38 из 136»."""
    return f"Стр.{NBSP}{page.number} из{NBSP}{len(plan.pages)}"


def imprint_lines(page: Page, context: JournalContext) -> list[str]:
    """Return code, checksum and moment of making; a draft has none of its own."""
    if not page.code:
        return [DRAFT.lower(), "без номера"] if context.printing.draft else []
    imprint = context.imprint
    return [
        page.code,
        f"контрольная сумма {short_digest(imprint.digest)}",
        f"Сформировано {local_moment(imprint.made_at)} (ЭЖ)",
    ]

"""The Word document of a volume: sections, running headers and footers."""

from collections.abc import Iterator
from datetime import UTC

from templates_docs.documents.class_journal.context import JournalContext
from templates_docs.documents.class_journal.drawing.pages import DRAFT, document_title
from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.look import NBSP
from templates_docs.documents.class_journal.layout.model import Align, Page
from templates_docs.documents.class_journal.layout.plan import VolumePlan
from templates_docs.documents.class_journal.word.pages import page_blocks
from templates_docs.documents.class_journal.word.styles import (
    paragraph_style,
    text_style,
)
from templates_docs.formatting.dates import local_moment
from templates_docs.formatting.typography import short_digest
from templates_docs.rendering.docx import save_document
from templates_docs.rendering.docx_blank import (
    STORIES,
    PageSetup,
    add_section,
    blank_document,
    share_stories,
)
from templates_docs.rendering.docx_table import append, replace_content
from templates_docs.rendering.docx_values import (
    Cell,
    CellStyle,
    Frame,
    Paragraph,
    ParagraphStyle,
    Picture,
    Row,
    Run,
    Table,
)
from templates_docs.rendering.qr import imprint_payload, qr_png

PAGE = PageSetup(
    left=look.BINDING,
    right=look.OUTER,
    top=look.TEXT_TOP,
    bottom=17,
    header=10.8,
    footer=5.8,
)
_UNDERLINED = Frame(top=0, bottom=look.HAIR, inside_h=0, inside_v=0)
_NO_LINES = Frame(top=0, bottom=0, inside_h=0, inside_v=0)
_SHARED = tuple(name for name in STORIES if name != "header")
_CODE_FIELD = r"PAGE \# 000"


def journal_docx(plan: VolumePlan, context: JournalContext) -> bytes:
    """Return the Word document: an opening a section, for the number of its sheet."""
    duplex = context.printing.duplex
    document = blank_document(PAGE, mirrored=duplex)
    footers = _Footers(plan, context)
    for number, opening in enumerate(_openings(plan.pages, duplex=duplex)):
        section = document.sections[0]
        if number:
            own = STORIES if number == 1 else ("header",)
            section = add_section(document, PAGE, own=own)
            if number > 1:
                share_stories(section, document.sections[1], _SHARED)
        face = next((page for page in opening if not page.verso), None)
        if face is not None:
            replace_content(section.header, _header(face))
        if number < 2:
            replace_content(section.footer, footers.recto())
        if duplex and number == 1:
            replace_content(section.even_page_header, _header(opening[0]))
            replace_content(section.even_page_footer, footers.verso())
        for index, page in enumerate(opening):
            append(document, *page_blocks(page, broken=index > 0))
    made_at = context.imprint.made_at
    # A local moment without a zone is taken as it is: the machine's zone is no fact.
    moment = made_at if made_at.tzinfo else made_at.replace(tzinfo=UTC)
    return save_document(document, title=document_title(plan, context), made_at=moment)


def _openings(pages: tuple[Page, ...], *, duplex: bool) -> Iterator[tuple[Page, ...]]:
    """Yield what lies open together: page 1, pages 2 and 3, and so on."""
    if not duplex:
        yield from ((page,) for page in pages)
        return
    yield pages[:1]
    for start in range(1, len(pages), 2):
        yield pages[start : start + 2]


def _header(page: Page) -> Table:
    face = look.SHEET if page.sheet is not None else look.RUNNING
    running = page.running if page.heading else ""
    left = Cell(
        text=running,
        style=CellStyle(
            text=text_style(page.running_face),
            paragraph=paragraph_style(look.RUNNING.pitch),
            valign="bottom",
        ),
    )
    right = Cell(
        text=page.running_right,
        style=CellStyle(
            text=text_style(face),
            paragraph=paragraph_style(face.pitch, "right"),
            valign="bottom",
        ),
    )
    return Table(
        widths_mm=(105.0, 70.0) if page.verso else (155.0, 20.0),
        rows=(Row(cells=(left, right)),),
        frame=_UNDERLINED if page.heading else _NO_LINES,
        sides_mm=0,
    )


class _Footers:
    """Footers of both sides: code, page of pages, group."""

    def __init__(self, plan: VolumePlan, context: JournalContext) -> None:
        self.plan = plan
        self.context = context

    def recto(self) -> Table:
        """Return the footer of the face of a sheet: the code outside, at the right."""
        cells = (
            self._group("left"),
            self._page(),
            self._lines("right"),
            self._code("right"),
        )
        return self._table((61.0, 53.0, 49.0, 12.0), cells)

    def verso(self) -> Table:
        """Return the footer of the back of a sheet: the code outside, at the left."""
        cells = (
            self._code("left"),
            self._lines("left"),
            self._page(),
            self._group("right"),
        )
        return self._table((12.0, 49.0, 53.0, 61.0), cells)

    def _table(self, widths: tuple[float, ...], cells: tuple[Cell, ...]) -> Table:
        row = Row(cells=cells, height_mm=look.QR_SIDE)
        return Table(widths_mm=widths, rows=(row,), frame=_NO_LINES, sides_mm=0)

    def _group(self, align: Align) -> Cell:
        context = self.context
        words = f"Группа {context.group.name}, {context.year.name} учебный год"
        run = Run(text=words, style=text_style(look.FOOTER))
        return _cell(align, (run,), look.FOOTER.pitch)

    def _page(self) -> Cell:
        style = text_style(look.PAGE_OF)
        runs = (
            Run(text=f"Стр.{NBSP}", style=style),
            Run(field="PAGE", style=style),
            Run(text=f" из{NBSP}{len(self.plan.pages)}", style=style),
        )
        return _cell("center", runs, look.PAGE_OF.pitch)

    def _lines(self, align: Align) -> Cell:
        style = text_style(look.FOOTER)
        imprint = self.context.imprint
        if not imprint.code or self.context.printing.draft:
            words = DRAFT if self.context.printing.draft else ""
            return _cell(align, (Run(text=words, style=style),), look.FOOTER.pitch)
        runs = (
            Run(text=f"{imprint.code}-", style=style),
            Run(field=_CODE_FIELD, style=style),
            Run(
                text=f"\nконтрольная сумма {short_digest(imprint.digest)}"
                f"\nСформировано {local_moment(imprint.made_at)} (ЭЖ)",
                style=style,
            ),
        )
        return _cell(align, runs, look.FOOTER.pitch)

    def _code(self, align: Align) -> Cell:
        imprint = self.context.imprint
        if not imprint.code or self.context.printing.draft:
            return Cell(style=CellStyle(paragraph=paragraph_style(1.0)))
        side = look.QR_SIDE
        picture = Picture(
            data=qr_png(imprint_payload(imprint)),
            width_mm=side,
            height_mm=side,
            name="qr",
        )
        run = Run(picture=picture, style=text_style(look.FOOTER))
        return Cell(
            paragraphs=(Paragraph(runs=(run,), style=ParagraphStyle(align=align)),),
            style=CellStyle(valign="bottom"),
        )


def _cell(align: Align, runs: tuple[Run, ...], pitch: float) -> Cell:
    text = Paragraph(runs=runs, style=paragraph_style(pitch, align))
    return Cell(paragraphs=(text,), style=CellStyle(valign="bottom"))

"""A form kept as two templates in a folder: printed as PDF and as DOCX alike."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from templates_docs.document import Imprint
from templates_docs.rendering.docx import render_docx
from templates_docs.rendering.environment import TEMPLATES_ROOT
from templates_docs.rendering.html import read_styles, render_html
from templates_docs.rendering.qr import imprint_payload, qr_png
from templates_docs.rendering.rows import RowPlan

QR_PICTURE = "qr.png"
"""Name of the picture in a Word template that the symbol of the page replaces."""


class Imprinted(Protocol):
    """A context of any form: all carry an imprint (оттиск)."""

    @property
    def imprint(self) -> Imprint:
        """What the foot of a page tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A folder with `template.html`, `style.css` and `template.docx`.

    `qr_of` is the field whose imprint the symbol shows; a form without a symbol
    leaves it empty. `plan` says how a content stands on its pages: the HTML template
    sees it under that name, a plan of rows sets those of the Word template.
    """

    folder: str
    title: str
    qr_of: str = "imprint"
    plan: Callable[[Any], object] | None = None

    def render_pdf(self, context: Imprinted) -> bytes:
        """Return the PDF of a context."""
        imprint = context.imprint
        layout = {"plan": self.plan(context)} if self.plan else {}
        from templates_docs.rendering.pdf import render_pdf

        return render_pdf(
            render_html(f"documents/{self.folder}/template.html", context, **layout),
            styles=read_styles(f"documents/{self.folder}/style.css"),
            title=self.title,
            made_at=imprint.made_at,
            identifier=imprint.code,
        )

    def render_docx(self, context: Imprinted) -> bytes:
        """Return the Word document of a context."""
        pictures = {}
        if self.qr_of:
            payload = imprint_payload(getattr(context, self.qr_of))
            pictures[QR_PICTURE] = qr_png(payload)
        plan = self.plan(context) if self.plan else None
        return render_docx(
            TEMPLATES_ROOT / "documents" / self.folder / "template.docx",
            context,
            title=self.title,
            made_at=context.imprint.made_at,
            pictures=pictures,
            rows=plan if isinstance(plan, RowPlan) else None,
        )

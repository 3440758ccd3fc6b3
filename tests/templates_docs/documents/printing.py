"""Printing a context twice and reading what stands on the pages."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pypdfium2
from docxtpl import DocxTemplate
from jinja2 import meta
from lxml import etree

from templates_docs.document import DocumentType
from templates_docs.rendering.environment import TEMPLATES_ROOT, document_environment
from templates_docs.rendering.pdfa import check_pdfa
from templates_docs.rendering.twins import compare
from templates_docs.rendering.twins.normal import bare

EVIL = "<&>\"' {{7*7}} {% raw %} ]]>"
LONG_NAME = "А.-В.К. Коваленко-Мартыненко-Вознесенская"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Twins of one context, and the text of the pages without odd spaces."""

    pdf: bytes
    docx: bytes
    pages: tuple[str, ...]

    @property
    def text(self) -> str:
        """Text of all pages."""
        return " ".join(self.pages)

    def says(self, phrase: str, *, page: int | None = None) -> bool:
        """Tell whether a phrase is printed; spaces and line ends do not count."""
        where = self.text if page is None else self.pages[page - 1]
        return bare(phrase) in bare(where)

    def pages_saying(self, phrase: str) -> tuple[int, ...]:
        """Return the numbers of pages a phrase is printed on."""
        numbers = range(1, len(self.pages) + 1)
        return tuple(number for number in numbers if self.says(phrase, page=number))


def print_twins(document: DocumentType, context: object) -> Printed:
    """Print a context both ways; the PDF is an archive one and the twins agree."""
    pdf, docx = document.render_pdf(context), document.render_docx(context)
    assert check_pdfa(pdf) == ()
    assert [one.message for one in compare(pdf, docx)] == []
    return Printed(pdf=pdf, docx=docx, pages=tuple(read_pages(pdf)))


def read_pages(pdf: bytes) -> Iterator[str]:
    """Give the text of each page, line ends and no-break spaces made spaces."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            text = page.get_textpage()
            yield " ".join(str(text.get_text_range()).split())
            text.close()
            page.close()
    finally:
        document.close()


def field_names(context: Any) -> set[str]:
    """Return the names of a context's fields."""
    return {field.name for field in fields(context)}


def html_names(folder: str) -> set[str]:
    """Return the top-level names the HTML templates of a form ask for."""
    environment = document_environment()
    names: set[str] = set()
    for path in sorted((TEMPLATES_ROOT / "documents" / folder).glob("*.html")):
        source = environment.parse(path.read_text("utf-8"))
        names |= meta.find_undeclared_variables(source)
    return names


def word_names(folder: str) -> set[str]:
    """Return the top-level names the Word template of a form asks for."""
    template = DocxTemplate(word_template(folder))
    names: set[str] = template.get_undeclared_template_variables(document_environment())
    return names


def word_template(folder: str) -> Path:
    """Return the place of a form's Word template."""
    return TEMPLATES_ROOT / "documents" / folder / "template.docx"


def word_outline(data: bytes) -> str:
    """Return the paragraphs of a Word file's parts as lines, empty ones left out."""
    lines = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in sorted(package.namelist()):
            if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
                lines.append(f"== {name}")
                lines += _paragraphs(etree.fromstring(package.read(name)))
    return "\n".join(lines) + "\n"


def _paragraphs(root: Any) -> Iterator[str]:
    for paragraph in root.iter(f"{_WORD}p"):
        text = "".join(mark.text or "" for mark in paragraph.iter(f"{_WORD}t"))
        if text.strip():
            yield text

"""The Word door: templates of the office, documents built in code, exact bytes."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docxtpl import DocxTemplate

from templates_docs.rendering.docx_fit import fit_lines
from templates_docs.rendering.docx_rows import set_rows
from templates_docs.rendering.environment import context_names, document_environment
from templates_docs.rendering.rows import RowPlan

# The oldest moment a ZIP can hold: a file has no moment of its own in a package.
_ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)
_FIRST = ("[Content_Types].xml", "_rels/.rels")
# Parts that would tell of the office's machine: previews, program, edit history.
_UNWANTED = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.CUSTOM_PROPERTIES,
    RELATIONSHIP_TYPE.CUSTOM_XML,
)


def render_docx(
    template: Path,
    context: object,
    *,
    title: str,
    made_at: datetime,
    pictures: Mapping[str, bytes] | None = None,
    rows: RowPlan | None = None,
) -> bytes:
    """Fill a Word template with a context's fields; the same in, the same bytes out.

    `pictures` replaces pictures of the template by their name (PNG bytes), `rows`
    says how the rows of its list stand.
    """
    filled = DocxTemplate(template)
    filled.render(context_names(context), document_environment(), autoescape=True)
    for name, data in (pictures or {}).items():
        filled.replace_pic(name, io.BytesIO(data))
    filled.pre_processing()
    if rows is None:
        fit_lines(filled.docx)
    else:
        set_rows(filled.docx, rows)
        fit_lines(filled.docx, small=rows.small_pt)
    return save_document(filled.docx, title=title, made_at=made_at)


def save_document(document: Document, *, title: str, made_at: datetime) -> bytes:
    """Return the bytes of a document with properties and moments of the record."""
    moment = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties = document.core_properties
    properties.title = title
    properties.language = "ru-RU"
    properties.created = properties.modified = moment
    for name in ("author", "last_modified_by", "comments", "keywords", "subject"):
        setattr(properties, name, "")
    properties.revision = 1
    _drop_unwanted(document.part.package)
    _drop_unwanted(document.part)
    buffer = io.BytesIO()
    document.save(buffer)
    return exact_package(buffer.getvalue())


def exact_package(data: bytes) -> bytes:
    """Return an equal ZIP package with a fixed order, moments and attributes."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        for name in sorted(
            source.namelist(), key=lambda item: (item not in _FIRST, item)
        ):
            entry = zipfile.ZipInfo(name, _ZIP_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return buffer.getvalue()


def _drop_unwanted(owner: OpcPackage | Part) -> None:
    for key in [key for key, rel in owner.rels.items() if rel.reltype in _UNWANTED]:
        del owner.rels[key]

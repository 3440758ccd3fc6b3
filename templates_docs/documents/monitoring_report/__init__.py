"""Monthly monitoring report (отчёт о мониторинге, п. 3.8.9, 3.8.10, 5.1.1)."""

from templates_docs.document import DocumentType
from templates_docs.documents.monitoring_report.build import build
from templates_docs.documents.monitoring_report.context import MonitoringReport
from templates_docs.documents.monitoring_report.sample import sample
from templates_docs.documents.monitoring_report.word.document import (
    DOCUMENT_TITLE,
    render_docx,
)
from templates_docs.rendering.form import Form

FORM = Form(folder="monitoring_report", title=DOCUMENT_TITLE)

DOCUMENT = DocumentType(
    code="MON",
    title=DOCUMENT_TITLE,
    clause="3.8.10",
    revision="1",
    context=MonitoringReport,
    build=build,
    sample=sample,
    render_pdf=FORM.render_pdf,
    render_docx=render_docx,
)

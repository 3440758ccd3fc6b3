"""Other ways to a PDF of the journal: WeasyPrint in one piece, Chromium, LibreOffice."""

import io
import subprocess
import tempfile
from pathlib import Path
from time import perf_counter

from pypdf import PdfReader

from tests.bench.frame import Outcome, Run

HTML_FILE = "journal.html"
DOCX_FILE = "journal.docx"


def start_weasyprint(place: Path) -> Run:
    """Print the HTML as it stands, with the engine's own settings."""
    from weasyprint import HTML

    source = place / HTML_FILE

    def run() -> Outcome:
        started = perf_counter()
        pdf = HTML(filename=str(source)).write_pdf()
        return _outcome(pdf, perf_counter() - started)

    return run


def start_chromium(place: Path) -> Run:
    """Print the same HTML by a browser without a window."""
    source = place / HTML_FILE

    def run() -> Outcome:
        with tempfile.TemporaryDirectory() as folder:
            pdf = Path(folder, "journal.pdf")
            seconds = _call(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                f"--user-data-dir={folder}/profile",
                "--no-pdf-header-footer",
                f"--print-to-pdf={pdf}",
                source.as_uri(),
            )
            return _outcome(pdf.read_bytes(), seconds)

    return run


def start_libreoffice(place: Path) -> Run:
    """Convert the DOCX twin of our own PDF."""
    source = place / DOCX_FILE

    def run() -> Outcome:
        with tempfile.TemporaryDirectory() as folder:
            seconds = _call(
                "soffice",
                f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
                "--headless",
                "--norestore",
                *("--convert-to", "pdf:writer_pdf_Export"),
                *("--outdir", folder),
                str(source),
            )
            pdf = Path(folder, source.with_suffix(".pdf").name)
            return _outcome(pdf.read_bytes(), seconds)

    return run


def _call(*words: str) -> float:
    started = perf_counter()
    done = subprocess.run(words, capture_output=True, check=False)
    seconds = perf_counter() - started
    if done.returncode:
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        raise RuntimeError(f"{words[0]} failed:\n{said}")
    return seconds


def _outcome(pdf: bytes, seconds: float) -> Outcome:
    return Outcome(units=len(PdfReader(io.BytesIO(pdf)).pages), seconds=seconds)

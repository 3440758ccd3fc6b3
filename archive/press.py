"""Prints contexts into bytes, here or in processes of their own (печать)."""

import io
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from threading import Lock
from time import perf_counter
from typing import Any

from pypdf import PdfReader

from templates_docs.catalogue import find
from templates_docs.document import DocumentType
from templates_docs.rendering.pdfa import assert_pdfa
from templates_docs.rendering.twins import assert_twins

Catalogue = Callable[[str], DocumentType]
_ENGINES = Lock()
"""PDFium, which reads the prints, and Pango bear no second thread of a process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One document to print: its type's code, its context, its formats.

    What is issued is compared; a draft has «ЧЕРНОВИК» across its PDF pages alone.
    """

    code: str
    context: Any
    formats: tuple[str, ...]
    compared: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFile:
    """Bytes of one format and the seconds they took."""

    format: str
    data: bytes
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A printed document; pages are counted from the final PDF."""

    files: tuple[PrintedFile, ...]
    pages: int

    def data(self, wanted: str) -> bytes:
        """Return the bytes of a format that was printed."""
        return next(one.data for one in self.files if one.format == wanted)


def print_job(job: Job, *, find: Catalogue = find) -> Print:
    """Print a document; its twins are compared when both are made.

    The PDF is always made: pages are counted from it. Threads of one process wait
    for each other here.

    Raises:
        NotArchivalError: the PDF is not PDF/A-2b, or holds a foreign font.
        TwinsDifferError: the PDF and the DOCX do not say the same.
    """
    document = find(job.code)
    with _ENGINES:
        pdf = _timed("pdf", document.render_pdf, job.context)
        assert_pdfa(pdf.data)
        files = [pdf]
        if "docx" in job.formats:
            docx = _timed("docx", document.render_docx, job.context)
            if job.compared:
                assert_twins(pdf.data, docx.data)
            files.append(docx)
        return Print(files=tuple(files), pages=count_pages(pdf.data))


class Press:
    """Prints documents in order; several processes where there are several jobs.

    The processes live as long as the press, so that the engines are loaded once.
    `find` is the catalogue of what can be printed.
    """

    def __init__(self, processes: int = 1, *, find: Catalogue = find) -> None:
        self.processes = processes
        self.find = find
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Press":
        """Start nothing yet: one job needs no process of its own."""
        return self

    def __exit__(self, *_failure: object) -> None:
        """End the processes; what they had not begun is dropped."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def run(self, jobs: Sequence[Job]) -> Iterator[Print]:
        """Give the prints in the order of the jobs."""
        print_one = partial(print_job, find=self.find)
        if self.processes <= 1 or len(jobs) <= 1:
            yield from map(print_one, jobs)
            return
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.processes, mp_context=get_context("spawn")
            )
        yield from self._pool.map(print_one, jobs)


def count_pages(pdf: bytes) -> int:
    """Return the number of pages of a PDF."""
    return len(PdfReader(io.BytesIO(pdf)).pages)


def _timed(name: str, render: Callable[[Any], bytes], context: object) -> PrintedFile:
    started = perf_counter()
    data = render(context)
    return PrintedFile(format=name, data=data, seconds=perf_counter() - started)

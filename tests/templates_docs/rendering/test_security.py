"""A template or a value that reaches out of the document gets nothing."""

import http.server
import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from jinja2.exceptions import SecurityError, UndefinedError

from templates_docs.rendering.docx import render_docx
from templates_docs.rendering.environment import context_names, document_environment
from templates_docs.rendering.pdf import ClosedFetcher, render_pdf
from templates_docs.rendering.pdfa import check_pdfa

MOMENT = datetime(2026, 12, 24, 6, 5, tzinfo=UTC)
ESCAPES = (
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ name.__class__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ '{0.__class__}'.format(name) }}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    name: str


@pytest.fixture
def visited() -> Iterator[tuple[int, list[str]]]:
    """A server on this machine that notes who came."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port, paths
    server.shutdown()
    server.server_close()


def render(html: str) -> bytes:
    return render_pdf(html, title="Т", made_at=MOMENT, identifier="T-1")


@pytest.mark.parametrize("source", ESCAPES)
def test_a_template_that_reaches_for_the_interpreter_is_refused(source: str) -> None:
    template = document_environment().from_string(source)

    with pytest.raises((SecurityError, UndefinedError)):
        template.render(name="Ли")


@pytest.mark.parametrize("source", ESCAPES)
def test_a_word_template_that_reaches_for_the_interpreter_is_refused(
    source: str, tmp_path: Path
) -> None:
    template = tmp_path / "template.docx"
    document = Document()
    document.add_paragraph(source)
    document.save(str(template))

    with pytest.raises((SecurityError, UndefinedError)):
        render_docx(template, Page(name="Ли"), title="Т", made_at=MOMENT)


def test_a_value_that_looks_like_a_template_is_printed_as_it_is(
    tmp_path: Path,
) -> None:
    template = tmp_path / "template.docx"
    document = Document()
    document.add_paragraph("{{ name }}")
    document.save(str(template))
    name = "{{7*7}} {% if 1 %} <w:p> & \"б\" 'в'"

    word = render_docx(template, Page(name=name), title="Т", made_at=MOMENT)
    html = document_environment().from_string("{{ name }}").render(name=name)

    assert Document(io.BytesIO(word)).paragraphs[0].text == name
    assert "{{7*7}}" in html
    assert "<w:p>" not in html


def test_an_unknown_name_stops_a_template() -> None:
    template = document_environment().from_string("{{ unknown }}")

    with pytest.raises(UndefinedError):
        template.render(context_names(Page(name="Ли")))


def test_a_template_cannot_change_what_it_is_given() -> None:
    template = document_environment().from_string("{{ names.append('x') }}")

    with pytest.raises(SecurityError):
        template.render(names=["a"])


def test_a_page_reads_no_file_and_attaches_none(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("СЕКРЕТ-777", encoding="utf-8")
    url = secret.as_uri()
    html = (
        f"<html><head><link rel=attachment href='{url}'>"
        f"<link rel=stylesheet href='{url}'><style>@import '{url}';"
        f"body {{ background: url({url}) }}</style></head><body>"
        f"<img src='{url}'><object data='{url}'></object>"
        f"<a rel=attachment href='{url}'>к</a><p>текст</p></body></html>"
    )

    data = render(html)

    assert "СЕКРЕТ-777".encode() not in data
    assert not [fault for fault in check_pdfa(data) if "вложение" in fault]


def test_a_page_comes_to_no_address(visited: tuple[int, list[str]]) -> None:
    port, paths = visited
    url = f"http://127.0.0.1:{port}"
    html = (
        f"<html><head><base href='{url}/base/'><link rel=stylesheet href='{url}/css'>"
        f"<style>@import '{url}/import'; @font-face {{ font-family: x; "
        f"src: url({url}/font) }} p {{ font-family: x }}</style></head><body>"
        f"<img src='{url}/img'><img src='relative.png'><p>текст</p></body></html>"
    )

    render(html)

    assert paths == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "data:text/css,p{}",
        "ftp://a/b",
        "surguch-font:../../../etc/passwd",
        "surguch-font:",
    ],
)
def test_the_fetcher_refuses_every_address_but_its_fonts(url: str) -> None:
    fetcher = ClosedFetcher()

    with pytest.raises(ValueError, match="may not fetch"):
        fetcher.fetch(url)

    assert fetcher.refused == [url]


def test_the_fetcher_gives_the_fonts_of_the_forms() -> None:
    response = ClosedFetcher().fetch("surguch-font:PTF55F.ttf")

    assert response.read()[:4] == b"\0\1\0\0"

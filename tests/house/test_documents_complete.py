"""Every type of document is complete: a walk over the catalogue."""

import ast
import io
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from jinja2 import StrictUndefined, meta, nodes

from templates_docs.catalogue import DOCUMENTS, find
from templates_docs.document import DocumentType
from templates_docs.rendering.environment import TEMPLATES_ROOT, document_environment
from templates_docs.rendering.pdfa import check_pdfa, list_faces
from templates_docs.rendering.twins import compare
from tests.house.regulation import CLAUSES
from tests.house.tree import ROOT
from tests.templates_docs.documents.printing import (
    field_names,
    word_names,
    word_template,
)

REGISTER = {
    *("J-YEAR", "J-CERT", "J-LABEL", "J-COVER", "ACT-IN", "ORD-INSP", "MON"),
    *("V-EX", "V-ZA", "V-DZ", "V-PR", "V-KR", "V-IND", "V-SV"),
}
FOLDERS = TEMPLATES_ROOT / "documents"
WRITTEN_BY_PYTHON = {
    "class_journal": ("layout", "drawing", "word"),
    "monitoring_report": ("word",),
    "summary_sheet": ("docx.py", "plan.py"),
}
"""Types whose Word twin (of the journal: all of it) has no template: what writes it."""
PLAN = "plan"
"""How a content stands on its pages: a form hands it over beside the context."""


def folder_of(document: DocumentType) -> str:
    """Return the folder of a type; its context may be a package."""
    return document.context.__module__.split(".")[2]


TYPES = {document.code: document for document in DOCUMENTS}
PLACES = {code: folder_of(document) for code, document in TYPES.items()}
IN_HTML = [code for code in TYPES if PLACES[code] != "class_journal"]
IN_WORD = [code for code in TYPES if PLACES[code] not in WRITTEN_BY_PYTHON]
IN_PYTHON = [code for code in TYPES if PLACES[code] in WRITTEN_BY_PYTHON]

every_type = pytest.mark.parametrize("code", TYPES)


@cache
def printed(code: str) -> tuple[bytes, bytes]:
    """Print the sample of a type both ways, once for all tests."""
    return print_sample(code)


def print_sample(code: str) -> tuple[bytes, bytes]:
    document = TYPES[code]
    return (
        document.render_pdf(document.sample()),
        document.render_docx(document.sample()),
    )


def test_the_register_of_forms_is_complete_and_has_no_code_twice() -> None:
    assert sorted(one.code for one in DOCUMENTS) == sorted(REGISTER)


def test_every_folder_is_a_type_of_the_catalogue() -> None:
    folders = {path.parent.name for path in FOLDERS.glob("*/__init__.py")}

    assert sorted(PLACES.values()) == sorted(folders)


def test_an_unknown_name_stops_every_template() -> None:
    assert document_environment().undefined is StrictUndefined


@every_type
def test_a_type_names_its_clause_its_revision_and_itself(code: str) -> None:
    document = TYPES[code]

    assert find(code.lower()) is document
    assert document.clause in CLAUSES
    assert document.revision.isdecimal()
    assert document.title[:1].isupper()
    assert isinstance(document.sample(), document.context)


@pytest.mark.parametrize("code", IN_HTML)
def test_html_asks_for_every_field_and_for_nothing_else(code: str) -> None:
    asked = names_of(f"documents/{PLACES[code]}/template.html")

    assert asked - {PLAN} == field_names(TYPES[code].sample())


@pytest.mark.parametrize("code", IN_WORD)
def test_word_asks_for_every_field_and_for_nothing_else(code: str) -> None:
    assert word_names(PLACES[code]) == field_names(TYPES[code].sample())


@pytest.mark.parametrize("code", IN_PYTHON)
def test_python_prints_every_field_of_every_value(code: str) -> None:
    folder = PLACES[code]
    read = {
        name for place in WRITTEN_BY_PYTHON[folder] for name in _reads(folder, place)
    }

    assert not word_template(folder).exists()
    assert field_names(TYPES[code].sample()) - read == set()
    read |= set(_html_reads(folder))
    assert {
        one for one in _fields(folder) if one.partition(".")[2] not in read
    } == set()


@pytest.mark.slow
@every_type
def test_a_sample_is_an_archive_file_in_our_faces(code: str) -> None:
    pdf, _docx = printed(code)

    assert check_pdfa(pdf) == ()
    assert {face[:2] for face in list_faces(pdf)} == {"PT"}


@pytest.mark.slow
@every_type
def test_the_twins_of_a_sample_say_the_same(code: str) -> None:
    assert [one.message for one in compare(*printed(code))] == []


@pytest.mark.slow
@every_type
def test_a_sample_printed_again_is_the_same_to_the_byte(code: str) -> None:
    assert print_sample(code) == printed(code)


@pytest.mark.slow
@every_type
def test_a_word_file_tells_nothing_of_who_and_where_made_it(code: str) -> None:
    _pdf, docx = printed(code)

    told = Document(io.BytesIO(docx)).core_properties
    assert told.title
    assert (told.author, told.last_modified_by, told.comments) == ("", "", "")
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        assert {one.date_time[0] for one in package.infolist()} == {1980}
        parts = [package.read(name) for name in package.namelist()]
    for secret in (str(ROOT), str(Path.home()), "file://", "python-docx"):
        assert not any(secret.encode() in part for part in parts), secret


def names_of(template: str) -> set[str]:
    """Return the names a template and what it is made of ask for."""
    environment = document_environment()
    asked: set[str] = set()
    defined: set[str] = set()
    wanted, seen = [template], set()
    while wanted:
        name = wanted.pop()
        if name in seen:
            continue
        seen.add(name)
        source = environment.parse((TEMPLATES_ROOT / name).read_text("utf-8"))
        asked |= meta.find_undeclared_variables(source)
        defined |= {one.target for one in source.find_all(nodes.Import)}
        wanted += filter(None, meta.find_referenced_templates(source))
    return asked - defined


def _fields(folder: str) -> Iterator[str]:
    """Give «Value.field» for every value of a type's context."""
    package = f"templates_docs.documents.{folder}.context"
    for name, module in sorted(sys.modules.items()):
        if name == package or name.startswith(f"{package}."):
            for value in vars(module).values():
                if isinstance(value, type) and value.__module__ == name:
                    names = getattr(value, "__dataclass_fields__", ())
                    yield from (f"{value.__name__}.{field}" for field in names)


def _reads(folder: str, place: str) -> Iterator[str]:
    """Give the names of attributes read in a file or package, by `getattr` too."""
    path = FOLDERS / folder / place
    for file in path.rglob("*.py") if path.is_dir() else (path,):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                yield node.attr
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _html_reads(folder: str) -> Iterator[str]:
    """Give the names of attributes the HTML templates of a folder read."""
    environment = document_environment()
    for path in (FOLDERS / folder).glob("*.html"):
        source = environment.parse(path.read_text("utf-8"))
        yield from (node.attr for node in source.find_all(nodes.Getattr))

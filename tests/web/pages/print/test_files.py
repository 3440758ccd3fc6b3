"""Taking a document away: who may, under which name, with which headers."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote

import pytest
from flask import Flask
from werkzeug.http import parse_options_header

from archive.store.content import ContentStore
from records.issuance.values import IssuedFact
from tests.web.conftest import Installation, Visitor
from web.site.downloads import send, send_document

Visit = Callable[[str], Visitor]
pytestmark = pytest.mark.slow


def path(fact: IssuedFact, kind: str = "pdf") -> str:
    return f"/print/file/{fact.id}.{kind}"


@pytest.fixture
def own(summaries: tuple[IssuedFact, ...]) -> IssuedFact:
    """Give the document of the curator's own group."""
    return next(one for one in summaries if one.subject.startswith("ЮР-21"))


@pytest.fixture
def foreign(summaries: tuple[IssuedFact, ...]) -> IssuedFact:
    """Give the document of the other group."""
    return next(one for one in summaries if one.subject.startswith("БУ-25"))


@pytest.mark.parametrize("who", ["content_admin", "deputy", "director", "secretary"])
def test_the_office_reads_every_document(
    visit: Visit, own: IssuedFact, foreign: IssuedFact, who: str
) -> None:
    visitor = visit(who)

    assert [visitor.get(path(one)).status_code for one in (own, foreign)] == [200, 200]


def test_a_curator_has_the_own_group_alone(
    visit: Visit, own: IssuedFact, foreign: IssuedFact
) -> None:
    visitor = visit("curator")

    assert visitor.get(path(own)).status_code == 200
    assert visitor.get(path(foreign)).status_code == 404


def test_who_is_not_concerned_does_not_find_it(visit: Visit, own: IssuedFact) -> None:
    assert visit("teacher").get(path(own)).status_code == 404


@pytest.mark.parametrize("who", ["learner", "parent", "system_admin", "dispatcher"])
def test_who_reads_no_documents_is_refused(
    visit: Visit, own: IssuedFact, who: str
) -> None:
    assert visit(who).get(path(own)).status_code == 403


def test_a_stranger_is_asked_to_sign_in(site: Installation, own: IssuedFact) -> None:
    answer = site.stranger().get(path(own))

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login")


@pytest.mark.parametrize(
    "name", ["VSV-2222-2222.pdf", "1.pdf", "..%2F..%2Fsecret.key", "x.pdf%00.docx"]
)
def test_a_guessed_name_finds_nothing(visit: Visit, own: IssuedFact, name: str) -> None:
    assert visit("content_admin").get(f"/print/file/{name}").status_code == 404


@pytest.mark.parametrize("kind", ["exe", "html", "key", "PDF", "zip"])
def test_a_format_that_was_not_issued_is_not_found(
    visit: Visit, own: IssuedFact, kind: str
) -> None:
    assert visit("content_admin").get(path(own, kind)).status_code == 404


def test_the_name_is_russian_and_the_file_is_saved_not_shown(
    visit: Visit, own: IssuedFact
) -> None:
    answer = visit("content_admin").get(path(own))

    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; ")
    assert "filename*=UTF-8''" in disposition
    assert "V-SV_ЮР-21_2026-2027.pdf" in unquote(disposition)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "application/pdf"


def test_a_subject_cannot_write_a_header_of_its_own(
    site: Installation, own: IssuedFact
) -> None:
    evil = replace(own, subject='ЮР-21\r\nSet-Cookie: a=b; "x"\\..\\/etc')
    store = ContentStore(site.home / "documents")

    with site.app.test_request_context():
        answer = send_document(store, evil, "pdf")

    assert not set(answer.headers["Content-Disposition"]) & set("\r\n")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "name", ["a\r\nX-Evil: 1", 'a"; filename="b.exe', "../../etc/passwd", "a\x00b"]
)
def test_signs_of_control_never_reach_the_name(site: Installation, name: str) -> None:
    app: Flask = site.app
    with app.test_request_context():
        disposition = send(b"", name, "pdf").headers["Content-Disposition"]

    kind, options = parse_options_header(disposition)
    assert kind == "attachment"
    assert set(options) == {"filename"}
    assert options["filename"].endswith(".pdf")
    assert not set(options["filename"]) & set('\r\n\x00/\\"')


def test_altered_bytes_are_not_given_out(
    site: Installation, visit: Visit, own: IssuedFact
) -> None:
    digest = next(one.sha256 for one in own.files if one.format == "pdf")
    file = site.home / "documents" / digest[:2] / digest
    file.write_bytes(file.read_bytes()[:-1] + b"!")

    answer = visit("content_admin").get(path(own))

    assert answer.status_code == 422
    assert "изменён" in answer.text


def test_who_took_whose_document_is_noted(
    site: Installation, visit: Visit, own: IssuedFact
) -> None:
    visit("director").get(path(own))

    with site.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT what, subject FROM personal_read"
        ).all()
    assert ("выданный документ", f"документ {own.id}, вид pdf") in [
        tuple(one) for one in rows
    ]

import hashlib
import io
import os
import subprocess
import sys
from datetime import UTC, datetime

import pikepdf
import pytest

from templates_docs.rendering.pdf import render_pdf
from templates_docs.rendering.pdfa import (
    NotArchivalError,
    assert_pdfa,
    check_pdfa,
    count_pages,
    list_faces,
)

MOMENT = datetime(2026, 12, 24, 13, 5, tzinfo=UTC)
HTML = (
    "<html><body style=\"font-family: 'PT Serif'\">Ёлка № 5 <b>жирно</b> "
    "<i style=\"font-family: 'PT Sans'\">курсив</i> "
    "<span style=\"font-family: 'PT Sans Narrow'\">узко</span>"
    "<p style='break-before: page; font-family: PT Mono'>моно</p></body></html>"
)


def render(html: str = HTML, identifier: str = "EX07-3PDW") -> bytes:
    return render_pdf(html, title="Ведомость", made_at=MOMENT, identifier=identifier)


def test_a_form_is_an_archive_file_in_our_faces_only() -> None:
    data = render()

    assert_pdfa(data)
    assert count_pages(data) == 2
    assert list_faces(data) == (
        "PT-Mono",
        "PT-Sans-Italic",
        "PT-Sans-Narrow-Condensed",
        "PT-Serif",
        "PT-Serif-Bold",
    )


def test_title_moment_and_language_come_from_the_record() -> None:
    with pikepdf.open(io.BytesIO(render())) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Ведомость"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261224130500Z"
        assert str(pdf.Root.Lang) == "ru-RU"


def test_the_same_form_has_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys, hashlib\n"
        "from tests.templates_docs.rendering.test_pdf import render\n"
        "print(hashlib.sha256(render()).hexdigest())"
    )
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "77",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }

    told = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        check=True,
        text=True,
    )

    assert told.stdout.strip() == hashlib.sha256(render()).hexdigest()


def test_documents_of_equal_look_differ_by_their_identifier() -> None:
    assert render() != render(identifier="EX07-3PDX")


def test_a_foreign_face_is_named() -> None:
    data = render("<html><body style='font-family: DejaVu Sans'>текст</body></html>")

    assert check_pdfa(data) == ("шрифт DejaVu-Sans не из семейства PT",)


def test_a_letter_that_our_faces_do_not_have_is_noticed() -> None:
    data = render("<html><body style='font-family: PT Serif'>Ли \u2603</body></html>")

    with pytest.raises(NotArchivalError, match="не из семейства PT"):
        assert_pdfa(data)


def spoiled(change: str) -> bytes:
    with pikepdf.open(io.BytesIO(render())) as pdf:
        _spoil(pdf, change)
        buffer = io.BytesIO()
        encryption = (
            pikepdf.Encryption(owner="a", user="b") if change == "encryption" else False
        )
        pdf.save(buffer, encryption=encryption, fix_metadata_version=False)
    return buffer.getvalue()


def _spoil(pdf: pikepdf.Pdf, change: str) -> None:
    if change in {"metadata", "intent"}:
        del pdf.Root[{"metadata": "/Metadata", "intent": "/OutputIntents"}[change]]
    elif change == "attachment":
        pdf.attachments["a.txt"] = b"text"
    elif change == "title":
        pdf.docinfo["/Title"] = "Другое"
    elif change == "font":
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
                del thing["/FontFile2"]
    else:
        _add_action(pdf, change)


def _add_action(pdf: pikepdf.Pdf, change: str) -> None:
    if change == "script":
        pdf.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS="app.alert(1)"
        )
    elif change == "link":
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="http://example.org")
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, A=action)
        pdf.pages[0].Annots = pikepdf.Array([link])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("metadata", "нет метаданных"),
        ("intent", "OutputIntent"),
        ("script", "действие /JavaScript"),
        ("link", "действие /URI"),
        ("attachment", "вложение"),
        ("title", "название"),
        ("font", "не встроен"),
        ("encryption", "зашифрован"),
    ],
)
def test_what_an_archive_does_not_keep_is_named(change: str, told: str) -> None:
    faults = check_pdfa(spoiled(change))

    assert any(told in fault for fault in faults), faults

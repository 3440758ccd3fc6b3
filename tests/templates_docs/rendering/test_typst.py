"""The Typst door: nothing is read but the template and the data handed over."""

from datetime import datetime
from pathlib import Path

import pytest
import typst

from templates_docs.rendering.pdfa import check_pdfa, list_faces
from templates_docs.rendering.typst import render_typst

MOMENT = datetime(2027, 6, 30, 14, 5)  # noqa: DTZ001 - a local moment
HEAD = (
    "#set document(title: [Проба], date: datetime(year: int(sys.inputs.year), "
    "month: int(sys.inputs.month), day: int(sys.inputs.day)))\n"
    '#set text(font: "PT Sans", lang: "ru")\n'
    "#let data = json(bytes(sys.inputs.data))\n"
)


def template(folder: Path, text: str) -> Path:
    path = folder / "template.typ"
    path.write_text(HEAD + text, "utf-8")
    return path


def test_data_are_printed_as_plain_text(tmp_path: Path) -> None:
    path = template(tmp_path, "#data.name")

    pdf = render_typst(path, {"name": "#panic() *жирно*"}, made_at=MOMENT)

    assert check_pdfa(pdf) == ()
    assert list_faces(pdf) == ("PTSans-Regular",)


def test_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    path = template(tmp_path, "#data.name")

    assert render_typst(path, {"name": "а"}, made_at=MOMENT) == render_typst(
        path, {"name": "а"}, made_at=MOMENT
    )


@pytest.mark.parametrize(
    "escape",
    [
        '#read("/etc/passwd")',
        '#read("../secret.txt")',
        '#read("/../secret.txt")',
        '#include "../secret.typ"',
        '#image("../secret.png")',
        '#read("https://example.org/")',
        "#read(sys.inputs.data)",
    ],
)
def test_a_template_reads_nothing_out_of_its_folder(
    tmp_path: Path, escape: str
) -> None:
    for name in ("secret.txt", "secret.typ", "secret.png"):
        (tmp_path / name).write_text("тайна", "utf-8")
    folder = tmp_path / "form"
    folder.mkdir()

    with pytest.raises(typst.TypstError):
        render_typst(template(folder, escape), {"name": "/etc/passwd"}, made_at=MOMENT)


def test_a_template_takes_no_package_of_the_network(tmp_path: Path) -> None:
    path = template(tmp_path, '#import "@preview/tablex:0.0.8": tablex')

    with pytest.raises(ValueError, match="no packages"):
        render_typst(path, {}, made_at=MOMENT)


def test_a_face_that_is_not_ours_is_not_replaced_by_another(tmp_path: Path) -> None:
    path = template(
        tmp_path, '#set text(font: "Times New Roman", fallback: false)\nТекст'
    )

    with pytest.raises(ValueError, match="times new roman"):
        render_typst(path, {}, made_at=MOMENT)


def test_the_narrow_cut_is_the_condensed_width_of_the_same_family(
    tmp_path: Path,
) -> None:
    path = template(
        tmp_path, "#set text(stretch: 75%)\nУзкий #text(weight: 700)[жирный]"
    )

    pdf = render_typst(path, {}, made_at=MOMENT)

    assert set(list_faces(pdf)) == {"PTSans-Narrow", "PTSans-NarrowBold"}

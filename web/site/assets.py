"""Fonts and signs of the pages, cut at set-up from installed packages.

Nothing of them is committed: the letters come from the font package of the system,
the signs from the package that brings Bootstrap. The folder is named by its recipe,
so a browser may keep the files for a year.
"""

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from math import cos, pi, sin
from pathlib import Path
from typing import Literal
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from records.kernel.errors import MissingPartError
from templates_docs.rendering.fonts import FONT_DIRECTORY, FONT_PACKAGE

SVG = "http://www.w3.org/2000/svg"
SIGNS_FILE = "static/bootstrap5/icons/bootstrap-icons.svg"
LETTERS = (
    "U+20-7E U+A0-FF U+400-4FF U+2009 U+200A U+202F U+2010-2015 U+2018-201E U+2020 "
    "U+2022 U+2026 U+2030 U+2032-2033 U+2039-203A U+2044 U+2070-209F U+20BD U+2116 "
    "U+2122 U+2190-2199 U+2212 U+2248 U+2260 U+2264-2265"
)
SIGNS = [
    "archive",
    "arrow-clockwise",
    "arrow-down",
    "arrow-down-short",
    "arrow-left",
    "arrow-left-right",
    "arrow-repeat",
    "arrow-right",
    "arrow-up",
    "arrow-up-short",
    "bar-chart",
    "bell",
    "book",
    "box-arrow-right",
    "box-arrow-up-right",
    "calendar",
    "calendar-check",
    "calendar3",
    "card-checklist",
    "chat-left-text",
    "check-circle",
    "check-circle-fill",
    "check2",
    "check2-all",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "circle",
    "circle-fill",
    "circle-half",
    "clipboard",
    "clipboard-check",
    "clock",
    "clock-history",
    "dash",
    "database",
    "download",
    "envelope",
    "exclamation-circle",
    "exclamation-circle-fill",
    "exclamation-diamond",
    "exclamation-triangle",
    "eye",
    "file-earmark-pdf",
    "file-earmark-ruled",
    "file-earmark-spreadsheet",
    "file-earmark-text",
    "file-earmark-word",
    "file-earmark-zip",
    "flag-fill",
    "gear",
    "grid-3x3",
    "hdd",
    "hourglass-split",
    "info-circle",
    "journal-check",
    "journal-text",
    "key",
    "keyboard",
    "list",
    "lock",
    "lock-fill",
    "paperclip",
    "pencil",
    "pencil-square",
    "people",
    "person-circle",
    "person-plus",
    "pin-angle",
    "plus-lg",
    "printer",
    "qr-code",
    "question-circle",
    "search",
    "send",
    "shield-lock",
    "slash-circle",
    "stop-fill",
    "table",
    "telephone",
    "trash",
    "unlock",
    "upload",
    "wifi-off",
    "x-circle-fill",
    "x-lg",
    "x-octagon-fill",
]
SEAL = "seal"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebFont:
    """One cut (начертание) the pages use and the file it is taken from."""

    family: str
    source: str
    weight: Literal[400, 700]

    @property
    def name(self) -> str:
        """Return the name of the cut's file: «pt-sans-700.woff2»."""
        return f"{self.family.lower().replace(' ', '-')}-{self.weight}.woff2"


FONTS = (
    WebFont(family="PT Sans", source="PTS55F.ttf", weight=400),
    WebFont(family="PT Sans", source="PTS75F.ttf", weight=700),
    WebFont(family="PT Serif", source="PTF55F.ttf", weight=400),
    WebFont(family="PT Serif", source="PTF75F.ttf", weight=700),
    WebFont(family="PT Sans Narrow", source="PTN57F.ttf", weight=400),
    WebFont(family="PT Sans Narrow", source="PTN77F.ttf", weight=700),
    WebFont(family="PT Mono", source="PTM55F.ttf", weight=400),
)


def made(name: str) -> str:
    """Return the path of a made file inside the folder of assets."""
    return f"{recipe()}/{name}"


@cache
def recipe() -> str:
    """Name what the files are made from; another recipe is another folder."""
    parts = (LETTERS, " ".join(SIGNS), draw_seal(), _write_styles(), repr(FONTS))
    made_by = (version("bootstrap-flask"), version("fonttools"))
    return hashlib.sha256("\n".join(parts + made_by).encode()).hexdigest()[:12]


def prepare_assets(folder: Path, *, fonts: Path = FONT_DIRECTORY) -> None:
    """Make fonts and signs unless they are there; all of them or nothing.

    Raises:
        MissingPartError: the font package or Bootstrap's signs are not installed.
    """
    wanted = folder / recipe()
    if wanted.is_dir():
        return
    _check_fonts(fonts)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as made_in:
        fresh = Path(made_in) / "assets"
        fresh.mkdir()
        (fresh / "icons.svg").write_text(build_sprite(), encoding="utf-8")
        (fresh / "fonts.css").write_text(_write_styles(), encoding="utf-8")
        for font in FONTS:
            _cut_font(fonts / font.source, fresh / font.name)
        _put(fresh, wanted)
    _forget_former(folder, wanted)


def build_sprite() -> str:
    """Return the signs we use and our seal as one SVG of symbols.

    Raises:
        MissingPartError: the installed set has no such sign.
    """
    source = files("flask_bootstrap").joinpath(SIGNS_FILE)
    root = ElementTree.fromstring(source.read_text(encoding="utf-8"))
    drawn = {one.get("id"): one for one in root.iter(f"{{{SVG}}}symbol")}
    absent = [name for name in SIGNS if name not in drawn]
    if absent:
        raise MissingPartError(
            f"В пакете bootstrap-flask нет знаков: {', '.join(absent)}. "
            "Установите библиотеки заново: ./surguch doctor",
            code="signs-missing",
        )
    parts = [
        f'<symbol id="{name}" viewBox="{drawn[name].get("viewBox")}">'
        + "".join(_write_shape(one) for one in drawn[name])
        + "</symbol>"
        for name in SIGNS
    ]
    seal = f'<symbol id="{SEAL}" viewBox="0 0 16 16"><path fill-rule="evenodd" d="{draw_seal()}"/></symbol>'
    return f'<svg xmlns="{SVG}">{"".join(parts)}{seal}</svg>\n'


def _write_shape(shape: Element) -> str:
    """Return one line of a sign without the namespace of its file."""
    values = "".join(f' {name}="{value}"' for name, value in shape.items())
    return f"<{shape.tag.removeprefix(f'{{{SVG}}}')}{values}/>"


def draw_seal() -> str:
    """Return the outline of our seal: wax pressed out in eight lobes, a «С» cut out."""
    rim = [_on_rim(step * pi / 60) for step in range(120)]
    arc = "M11.1 10.1A3.75 3.75 0 1 1 11.1 5.9"
    inner = "L9.55 6.95A1.87 1.87 0 1 0 9.55 9.05Z"
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in rim) + "Z" + arc + inner


def _on_rim(angle: float) -> tuple[float, float]:
    """Return a point of the wavy rim."""
    radius = 7.35 + 0.4 * cos(8 * angle + 0.4) + 0.12 * cos(2 * angle + 0.7)
    return 8 + radius * cos(angle), 8 + radius * sin(angle)


def _write_styles() -> str:
    """Return the styles that name the cuts."""
    return "".join(
        f'@font-face{{font-family:"{one.family}";font-weight:{one.weight};'
        f'font-display:swap;src:url("{one.name}") format("woff2")}}\n'
        for one in FONTS
    )


def _check_fonts(folder: Path) -> None:
    missing = [one.source for one in FONTS if not (folder / one.source).is_file()]
    if missing:
        raise MissingPartError(
            f"Не найдены файлы шрифтов PT: {', '.join(missing)}. Установите пакет: "
            f"apt-get install --yes {FONT_PACKAGE}",
            code="fonts-missing",
        )


def _cut_font(source: Path, target: Path) -> None:
    """Keep the letters our pages use and pack the cut for browsers."""
    from fontTools import subset

    options = subset.Options(flavor="woff2", layout_features=["*"], notdef_outline=True)
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(LETTERS.replace("U+", "")))
    cutter.subset(font)
    subset.save_font(font, str(target), options)
    font.close()


def _put(fresh: Path, wanted: Path) -> None:
    """Move the made folder into place; another process may have been quicker."""
    try:
        fresh.rename(wanted)
    except OSError:
        if not wanted.is_dir():
            raise


def _forget_former(folder: Path, wanted: Path) -> None:
    """Remove the folders of former recipes."""
    for other in folder.iterdir():
        if other.is_dir() and other != wanted and not other.name.startswith("."):
            shutil.rmtree(other, ignore_errors=True)

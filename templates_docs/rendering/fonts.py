"""Files of the PT family; a document is never printed in another face.

The fonts come from the Debian package `fonts-paratype`. They are handed to each
engine by path, because fontconfig answers a missing family with a substitute.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from records.kernel.errors import MissingPartError

FONT_DIRECTORY = Path("/usr/share/fonts/truetype/paratype")
FONT_PACKAGE = "fonts-paratype"

SERIF = "PT Serif"
SANS = "PT Sans"
NARROW = "PT Sans Narrow"
MONO = "PT Mono"
ALLOWED_FAMILIES = (SERIF, SANS, NARROW, MONO)


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFace:
    """One cut of a family (начертание) and the file that holds it."""

    family: str
    file_name: str
    weight: Literal[400, 700] = 400
    style: Literal["normal", "italic"] = "normal"

    @property
    def path(self) -> Path:
        """Where the package puts the file."""
        return FONT_DIRECTORY / self.file_name


REQUIRED_FONTS = (
    FontFace(family=SERIF, file_name="PTF55F.ttf"),
    FontFace(family=SERIF, file_name="PTF56F.ttf", style="italic"),
    FontFace(family=SERIF, file_name="PTF75F.ttf", weight=700),
    FontFace(family=SERIF, file_name="PTF76F.ttf", weight=700, style="italic"),
    FontFace(family=SANS, file_name="PTS55F.ttf"),
    FontFace(family=SANS, file_name="PTS56F.ttf", style="italic"),
    FontFace(family=SANS, file_name="PTS75F.ttf", weight=700),
    FontFace(family=SANS, file_name="PTS76F.ttf", weight=700, style="italic"),
    FontFace(family=NARROW, file_name="PTN57F.ttf"),
    FontFace(family=NARROW, file_name="PTN77F.ttf", weight=700),
    FontFace(family=MONO, file_name="PTM55F.ttf"),
    FontFace(family=MONO, file_name="PTM75F.ttf", weight=700),
)


def check_fonts(faces: tuple[FontFace, ...] = REQUIRED_FONTS) -> None:
    """Make sure every cut is installed.

    Raises:
        MissingPartError: names the missing files and the line that installs them.
    """
    missing = [face.file_name for face in faces if not face.path.is_file()]
    if missing:
        raise MissingPartError(
            f"Не найдены файлы шрифтов PT: {', '.join(missing)}. Установите пакет: "
            f"apt-get install --yes {FONT_PACKAGE}",
            code="fonts-missing",
        )


def font_paths() -> tuple[Path, ...]:
    """Return the files of all cuts, for engines that take paths.

    Raises:
        MissingPartError: a file is not installed.
    """
    check_fonts()
    return tuple(face.path for face in REQUIRED_FONTS)


def find_face(
    family: str, *, bold: bool = False, italic: bool = False
) -> FontFace | None:
    """Return the cut of a family, or None where the family has no such cut."""
    weight = 700 if bold else 400
    style = "italic" if italic else "normal"
    for face in REQUIRED_FONTS:
        if (face.family, face.weight, face.style) == (family, weight, style):
            return face
    return None

"""What the program needs of its machine, checked one by one (самопроверка)."""

import ctypes
import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from records.kernel.db import journal_mode
from templates_docs.rendering.fonts import FONT_PACKAGE, REQUIRED_FONTS, FontFace

LIBRARIES = (
    ("libpango-1.0.so.0", "libpango-1.0-0"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset0"),
)
TIMEZONE = "Asia/Tomsk"
LOW_DISK = 2_000_000_000
EMPTY_DISK = 200_000_000


class State(StrEnum):
    """How one check came out; only `missing` stops the program from working."""

    OK = "ok"
    WARNING = "warning"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line of the self-check: what was found and what to do about it."""

    code: str
    title: str
    state: State
    message: str
    advice: str = ""


def check_python() -> Iterator[Check]:
    """Check the interpreter's version."""
    version = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= (3, 11)
    yield Check(
        code="python",
        title="Python",
        state=State.OK if good else State.MISSING,
        message=version,
        advice="" if good else "Нужен Python 3.11 или новее: apt-get install python3",
    )


def check_libraries() -> Iterator[Check]:
    """Check the system libraries that lay out and embed text."""
    for library, package in LIBRARIES:
        found = _loads(library)
        yield Check(
            code=f"library:{library}",
            title="Библиотека печати",
            state=State.OK if found else State.MISSING,
            message=library if found else f"{library} не загружается",
            advice="" if found else f"apt-get install {package}",
        )


def check_fonts() -> Iterator[Check]:
    """Check that every font file is in its place and holds the face it should."""
    for face in REQUIRED_FONTS:
        problem = _font_problem(face)
        yield Check(
            code=f"font:{face.file_name}",
            title="Шрифт",
            state=State.MISSING if problem else State.OK,
            message=f"{_face_name(face)}: {problem or face.path}",
            advice=f"apt-get install --reinstall {FONT_PACKAGE}" if problem else "",
        )


def check_sqlite() -> Iterator[Check]:
    """Tell which SQLite works here and why its journal is kept that way."""
    mode = journal_mode()
    reason = (
        "в этой версии сбой WAL исправлен, журнал WAL"
        if mode == "WAL"
        else "в этой версии журнал WAL может испортить базу (исправлено в 3.44.6, "
        "3.50.7 и с 3.51.3), поэтому журнал отката TRUNCATE с полной записью на диск"
    )
    yield Check(
        code="sqlite",
        title="SQLite",
        state=State.OK,
        message=f"{sqlite3.sqlite_version}: {reason}",
    )


def check_timezone() -> Iterator[Check]:
    """Check that the machine knows the local time of the institution."""
    try:
        ZoneInfo(TIMEZONE)
    except ZoneInfoNotFoundError:
        yield Check(
            code="timezone",
            title="Часовые пояса",
            state=State.MISSING,
            message=f"пояс {TIMEZONE} неизвестен",
            advice="apt-get install tzdata",
        )
    else:
        yield Check(
            code="timezone",
            title="Часовые пояса",
            state=State.OK,
            message=f"{TIMEZONE} известен",
        )


def check_home(home: Path) -> Iterator[Check]:
    """Check that the data can be written, and by us only."""
    place = _nearest(home)
    if not os.access(place, os.W_OK | os.X_OK):
        yield Check(
            code="home",
            title="Папка данных",
            state=State.MISSING,
            message=f"{home}: нет права на запись в {place}",
            advice="Дайте право на запись или укажите другую папку: --home ПАПКА",
        )
        return
    if place != home:
        yield Check(
            code="home",
            title="Папка данных",
            state=State.OK,
            message=f"{home}: будет создана",
        )
        return
    mode = stat.S_IMODE(home.stat().st_mode)
    closed = not mode & 0o077
    yield Check(
        code="home",
        title="Папка данных",
        state=State.OK if closed else State.WARNING,
        message=f"{home}, права {mode:o}",
        advice="" if closed else f"Закройте от других: chmod 700 {home}",
    )


def check_disk(home: Path) -> Iterator[Check]:
    """Check the free space where the data lie."""
    free = shutil.disk_usage(_nearest(home)).free
    state = State.OK
    if free < LOW_DISK:
        state = State.MISSING if free < EMPTY_DISK else State.WARNING
    yield Check(
        code="disk",
        title="Место на диске",
        state=state,
        message=f"свободно {free / 1e9:.1f} ГБ",
        advice="" if state is State.OK else "Освободите место: журналы и копии растут",
    )


def check_tools(database_url: str) -> Iterator[Check]:
    """Tell of the programs that are useful but not needed for work."""
    office = shutil.which("soffice")
    yield Check(
        code="libreoffice",
        title="LibreOffice",
        state=State.OK,
        message=office or "нет; для работы не нужен",
        advice=""
        if office
        else "Нужен, только чтобы открыть DOCX на этой машине: "
        "apt-get install libreoffice-writer-nogui",
    )
    client = shutil.which("pg_dump")
    wanted = database_url.startswith("postgresql")
    yield Check(
        code="postgresql-client",
        title="Программы PostgreSQL",
        state=State.OK if client or not wanted else State.WARNING,
        message=client or ("нет" if wanted else "нет; с SQLite не нужны"),
        advice=""
        if client or not wanted
        else "Нужны для копий базы: apt-get install postgresql-client",
    )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _font_problem(face: FontFace) -> str:
    from fontTools.ttLib import TTFont, TTLibError

    if not face.path.is_file():
        return f"нет файла {face.path}"
    try:
        with face.path.open("rb") as file, TTFont(file, lazy=True) as font:
            family = font["name"].getBestFamilyName()
            bold, italic = font["head"].macStyle & 1, font["head"].macStyle & 2
    except (TTLibError, OSError):
        return f"файл {face.path} испорчен"
    expected = (face.family, face.weight == 700, face.style == "italic")
    if (family, bool(bold), bool(italic)) != expected:
        return f"в файле {face.path} другой шрифт: {family}"
    return ""


def _face_name(face: FontFace) -> str:
    bold = " полужирный" if face.weight == 700 else ""
    italic = " курсив" if face.style == "italic" else ""
    return f"{face.family}{bold}{italic}"


def _nearest(path: Path) -> Path:
    return next(place for place in (path, *path.parents) if place.is_dir())

"""ZIP containers checked before anything in them is parsed (peers.md 4, 16 and 29)."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from records.importers.reading.faults import Faults

MEGABYTE = 1024 * 1024
FILE_LIMIT = 10 * MEGABYTE
UNPACKED_LIMIT = 100 * MEGABYTE
MEMBER_LIMIT = 2000
RATIO_LIMIT = 200
RATIO_FREE = MEGABYTE

_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_CHUNK = 256 * 1024
_OVERLAP = 256
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"%PDF", "это PDF"),
    (b"<!DOC", "это страница HTML, переименованная в таблицу"),
    (b"<html", "это страница HTML, переименованная в таблицу"),
    (b"<HTML", "это страница HTML, переименованная в таблицу"),
    (b"{\\rtf", "это RTF"),
    (b"\x89PNG", "это картинка"),
    (b"\xff\xd8\xff", "это фотография"),
    (b"Rar!", "это архив RAR"),
    (b"7z\xbc\xaf", "это архив 7-Zip"),
)
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_SAVE_AS = "сохраните таблицу из программы как «Книга Excel (.xlsx)»"


def check_size(path: Path, faults: Faults) -> bool:
    """Note an absent, empty or too big file; tell whether it may be read."""
    if not path.is_file():
        faults.add("файла нет", "проверьте имя и папку", code="file_missing")
        return False
    size = path.stat().st_size
    if size == 0:
        faults.add("файл пуст", "выберите другой файл", code="file_empty")
    elif size > FILE_LIMIT:
        faults.add(
            f"файл {size / MEGABYTE:.1f} МБ, а можно до 10 МБ".replace(".", ",", 1),
            "разделите его на несколько",
            code="file_too_big",
        )
    return 0 < size <= FILE_LIMIT


@contextmanager
def opened_container(
    path: Path, faults: Faults, *, needed: str
) -> Iterator[zipfile.ZipFile | None]:
    """Open an Office file after every check; None when it may not be parsed.

    `needed` is the part without which it is not the kind of file it is called.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            sound = _check(archive, faults, needed=needed)
            yield archive if sound else None
    except zipfile.BadZipFile:
        faults.add(_what_it_is(path), _SAVE_AS, code="not_office_file")
        yield None


def search_member(
    archive: zipfile.ZipFile, name: str, pattern: re.Pattern[bytes]
) -> tuple[str, ...]:
    """Return what a pattern's first group finds in a part, read piece by piece."""
    found: dict[str, None] = {}
    with archive.open(name) as stream:
        tail = b""
        while chunk := stream.read(_CHUNK):
            for match in pattern.finditer(tail + chunk):
                found[match[1].decode()] = None
            tail = chunk[-_OVERLAP:]
    return tuple(found)


def _check(archive: zipfile.ZipFile, faults: Faults, *, needed: str) -> bool:
    before = len(faults.errors)
    members = archive.infolist()
    names = {member.filename for member in members}
    declared = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MEMBER_LIMIT or len(names) != len(members):
        _bomb(faults, "в нём слишком много частей или части повторяются")
    elif declared > UNPACKED_LIMIT:
        _bomb(faults, "после распаковки он больше 100 МБ")
    elif declared > RATIO_FREE and declared > packed * RATIO_LIMIT:
        _bomb(faults, "он сжат неправдоподобно сильно")
    elif any(member.flag_bits & 1 for member in members):
        _encrypted(faults)
    elif any(member.compress_type not in _PACKINGS for member in members):
        faults.add("файл упакован не так, как пакует Excel", _SAVE_AS,
                   code="not_office_file")  # fmt: skip
    elif needed not in names:
        faults.add("это не таблица Excel и не документ Word", _SAVE_AS,
                   code="not_office_file")  # fmt: skip
    elif any(name.lower().endswith("vbaproject.bin") for name in names):
        faults.add("в файле есть макросы", "сохраните его без макросов (.xlsx)",
                   code="macros")  # fmt: skip
    else:
        _read_all(archive, members, faults)
    return len(faults.errors) == before


def _read_all(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], faults: Faults
) -> None:
    """Unpack every part once, counting real bytes; sizes in the list may lie."""
    total = 0
    try:
        for member in members:
            with archive.open(member) as stream:
                tail = b""
                while chunk := stream.read(_CHUNK):
                    total += len(chunk)
                    if total > UNPACKED_LIMIT:
                        _bomb(faults, "после распаковки он больше 100 МБ")
                        return
                    if _is_dangerous(member.filename, tail + chunk):
                        _dangerous(faults)
                        return
                    tail = chunk[-_OVERLAP:]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
        faults.add(
            "файл повреждён: его части не распаковываются",
            "скопируйте или сохраните его заново",
            code="file_damaged",
        )
    except RuntimeError:
        _encrypted(faults)


def _is_dangerous(name: str, data: bytes) -> bool:
    if not name.lower().endswith((".xml", ".rels", ".vml")):
        return False
    plain = data.replace(b"\x00", b"") if b"\x00" in data else data
    return any(word in plain for word in _FORBIDDEN)


def _what_it_is(path: Path) -> str:
    with path.open("rb") as stream:
        start = stream.read(16)
    if start.startswith(_OLE):
        return "это старый формат (.xls, .doc) или файл под паролем"
    for sign, words in _FOREIGN:
        if start.lstrip(b"\xef\xbb\xbf \r\n").startswith(sign):
            return words
    return "это не файл Excel или он повреждён"


def _bomb(faults: Faults, message: str) -> None:
    faults.add(f"файл опасен: {message}", "проверьте, откуда он", code="zip_bomb")


def _dangerous(faults: Faults) -> None:
    faults.add(
        "файл опасен: в нём описаны подстановки XML",
        "сохраните таблицу заново из своей программы",
        code="xml_entities",
    )


def _encrypted(faults: Faults) -> None:
    faults.add(
        "файл под паролем", "снимите пароль и сохраните заново", code="encrypted"
    )

"""Failures of the machine in Russian: disk, permissions, database, libraries."""

import errno
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from records.kernel.errors import MissingPartError, RecordsError
from web.disk import FULL_SIGNS


class MachineError(RecordsError):
    """The machine, not the person, is at fault; nothing was changed."""

    exit_code = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A failure we know: how it is recognised and what to tell."""

    signs: tuple[str, ...]
    code: str
    message: str
    missing: bool = False


NO_DATABASE = Known(
    signs=("no such table", "no such column", "42P01", "42703"),
    code="database_missing",
    message=(
        "База данных не создана или осталась от прежней версии программы. Новую "
        "создаёт «surguch init --institution ФАЙЛ.toml», прежнюю обновляет "
        "«surguch db upgrade»."
    ),
    missing=True,
)

DATABASE_FAILURES = (
    NO_DATABASE,
    Known(
        signs=("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40001", "40P01"),
        code="database_locked",
        message=(
            "База данных занята другой программой. Ничего не изменено: дождитесь её "
            "окончания и повторите."
        ),
    ),
    Known(
        signs=("SQLITE_READONLY", "25006", "42501"),
        code="database_readonly",
        message=(
            "В базу данных нельзя писать. Проверьте права на её файл и папку: "
            "писать должен тот пользователь, от чьего имени работает программа."
        ),
    ),
    Known(
        signs=FULL_SIGNS,
        code="disk_full",
        message=(
            "Кончилось место на диске с базой данных. Последнее действие не записано, "
            "всё записанное раньше цело. Освободите место и повторите."
        ),
    ),
    Known(
        signs=("SQLITE_CANTOPEN",),
        code="database_unopened",
        message=(
            "Файл базы данных не открывается: нет папки или права на неё. Проверьте "
            "SURGUCH_HOME (или --home) командой «surguch doctor»."
        ),
    ),
    Known(
        signs=("SQLITE_CORRUPT", "SQLITE_NOTADB"),
        code="database_damaged",
        message=(
            "Файл базы данных повреждён или это не база данных. Не пишите в него; "
            "восстановите его из последней копии."
        ),
    ),
    Known(
        signs=("SQLITE_IOERR", "58030"),
        code="disk_failed",
        message="Диск с базой данных не отвечает. Проверьте диск и повторите.",
    ),
    Known(
        signs=("does not exist", "3D000"),
        code="database_absent",
        message=(
            "На сервере нет базы данных из SURGUCH_DATABASE_URL. Создайте её "
            "(createdb) и выполните «surguch init --institution ФАЙЛ.toml»."
        ),
        missing=True,
    ),
    Known(
        signs=("authentication failed", "28P01", "28000"),
        code="database_denied",
        message=(
            "Сервер базы данных не принял имя или пароль. Проверьте "
            "SURGUCH_DATABASE_URL."
        ),
    ),
    Known(
        signs=(
            "connection",
            "could not translate",
            "failed to resolve",
            "08001",
            "08006",
            "57P",
        ),
        code="database_unreachable",
        message=(
            "Сервер базы данных не отвечает. Проверьте, что он запущен и что адрес в "
            "SURGUCH_DATABASE_URL верен."
        ),
    ),
)

DISK_FAILURES = {
    errno.ENOSPC: "кончилось место на диске",
    errno.EDQUOT: "исчерпана квота на диске",
    errno.EROFS: "диск доступен только для чтения",
    errno.EACCES: "нет права доступа",
    errno.EPERM: "нет права доступа",
    errno.ENOENT: "такого файла или папки нет",
    errno.EEXIST: "такой файл уже есть",
    errno.ENOTDIR: "это не папка",
    errno.EISDIR: "это папка, а нужен файл",
    errno.ENAMETOOLONG: "слишком длинное имя",
    errno.EMFILE: "открыто слишком много файлов",
    errno.EIO: "диск не отвечает",
    errno.ENOMEM: "не хватает памяти",
}


def explain_machine(error: Exception) -> RecordsError | None:
    """Return the Russian refusal for a known failure, None for a bug."""
    if isinstance(error, MemoryError):
        return MachineError("Не хватает памяти. Закройте лишнее и повторите.")
    if isinstance(error, sqlite3.Error):
        return _explain_database(error)
    if "sqlalchemy" in sys.modules:
        from sqlalchemy.exc import DBAPIError

        if isinstance(error, DBAPIError) and error.orig is not None:
            return _explain_database(error.orig)
    if isinstance(error, OSError):
        return _explain_system(error)
    return None


@contextmanager
def still_done(done: str, *, folder: Path, again: str) -> Iterator[None]:
    """Say of files that did not reach a folder what is done already and kept.

    Raises:
        MachineError: the disk refused a file.
    """
    try:
        yield
    except OSError as error:
        words = DISK_FAILURES.get(error.errno or 0, "диск не принял файл")
        raise MachineError(
            f"{done} В папку {folder} файлы не легли: {words}. {again}",
            code="not_laid_out",
        ) from error


def _explain_database(error: BaseException) -> RecordsError | None:
    signs = " ".join(
        str(part)
        for part in (
            getattr(error, "sqlite_errorname", ""),
            getattr(error, "sqlstate", ""),
            error,
        )
    )
    for known in DATABASE_FAILURES:
        if any(sign in signs for sign in known.signs):
            kind = MissingPartError if known.missing else MachineError
            return kind(known.message, code=known.code)
    return None


def _explain_system(error: OSError) -> RecordsError | None:
    if "cannot load library" in str(error):
        return MissingPartError(
            "Не хватает системной библиотеки для печати (Pango). Что поставить, "
            "скажет «surguch doctor».",
            code="library_missing",
        )
    words = DISK_FAILURES.get(error.errno or 0)
    if words is None:
        return None
    said = f"{error.filename}: {words}." if error.filename else f"{words.capitalize()}."
    return MachineError(said, code="system")

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from records.kernel.errors import (
    InputRefusedError,
    MissingPartError,
    NotAllowedError,
    NotFoundError,
    RecordsError,
    RuleViolationError,
    VerificationError,
)
from records.kernel.finding import Finding
from web.cli.boundary import guarded

SHEET_FAULT = Finding(
    code="mark_latin",
    message="отметка «H» набрана латиницей",
    clause="4.1.8",
    advice="наберите «н» по-русски",
    file="занятия.xlsx",
    sheet="ЮР-21",
    row=12,
    column="Отметка",
)
JOURNAL_FAULT = Finding(
    code="topic_empty",
    message="не записана тема",
    clause="4.1.3",
    subject="ЮР-21, ОП.01, 02.09.2026",
)


def _raising(error: BaseException) -> Callable[[], NoReturn]:
    def run() -> NoReturn:
        raise error

    return run


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (InputRefusedError, 2),
        (VerificationError, 3),
        (RuleViolationError, 4),
        (NotFoundError, 5),
        (NotAllowedError, 6),
        (MissingPartError, 69),
    ],
)
def test_a_refusal_is_told_and_gets_the_code_of_the_contract(
    kind: type[RecordsError], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    error = kind("Нельзя: сначала закройте месяц.", clause="3.13.2")

    assert guarded(_raising(error), []) == code
    captured = capsys.readouterr()
    assert captured.err == "Нельзя: сначала закройте месяц. (п. 3.13.2)\n"
    assert captured.out == ""


def test_a_fault_of_a_file_is_told_with_its_place_and_the_next_step(
    capsys: pytest.CaptureFixture[str],
) -> None:
    error = InputRefusedError("Файл не принят.", findings=(SHEET_FAULT,))

    guarded(_raising(error), [])

    assert capsys.readouterr().err == (
        "Файл не принят.\n"
        "занятия.xlsx: лист «ЮР-21», строка 12, столбец «Отметка»: отметка «H» "
        "набрана латиницей (п. 4.1.8) — наберите «н» по-русски\n"
    )


def test_all_findings_are_told_and_none_twice(
    capsys: pytest.CaptureFixture[str],
) -> None:
    error = RuleViolationError.of((JOURNAL_FAULT, SHEET_FAULT))

    guarded(_raising(error), [])

    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert lines[0] == "ЮР-21, ОП.01, 02.09.2026: не записана тема (п. 4.1.3)"


def test_with_json_every_finding_is_an_object_of_the_contract(
    capsys: pytest.CaptureFixture[str],
) -> None:
    error = InputRefusedError("Файл не принят.", findings=(SHEET_FAULT, JOURNAL_FAULT))

    guarded(_raising(error), ["import", "--json"])

    first, second = json.loads(capsys.readouterr().out)
    assert first == {
        "code": "mark_latin",
        "clause": "4.1.8",
        "message": "отметка «H» набрана латиницей",
        "file": "занятия.xlsx",
        "sheet": "ЮР-21",
        "row": 12,
        "column": "Отметка",
        "subject": "",
    }
    assert second["subject"] == "ЮР-21, ОП.01, 02.09.2026"


def test_a_bug_is_told_in_russian_and_its_traceback_goes_to_the_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["journal", "show", "--home", str(tmp_path)]

    code = guarded(_raising(KeyError("secret")), words)

    said = capsys.readouterr().err
    (log,) = (tmp_path / "log").iterdir()
    assert code == 1
    assert "Traceback" not in said
    assert str(log) in said
    assert "KeyError: 'secret'" in log.read_text("utf-8")
    assert (log.stat().st_mode | log.parent.stat().st_mode) & 0o077 == 0


def test_the_log_does_not_tell_the_values_of_a_statement(tmp_path: Path) -> None:
    engine = create_engine("sqlite://")
    person = "Соловьёва"

    def run() -> None:
        with engine.connect() as connection:
            connection.execute(text("SELECT :name +"), {"name": person})

    guarded(run, [f"--home={tmp_path}"])
    engine.dispose()

    (log,) = (tmp_path / "log").iterdir()
    assert "OperationalError" in log.read_text("utf-8")
    assert person not in log.read_text("utf-8")


def test_a_home_made_for_its_first_log_is_private(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"

    guarded(_raising(KeyError("secret")), [f"--home={home}"])

    assert home.stat().st_mode & 0o077 == 0
    assert len(list((home / "log").iterdir())) == 1


def test_a_log_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "log").write_text("a file where the folder should be", "utf-8")

    code = guarded(_raising(KeyError()), ["--home", str(tmp_path)])

    assert code == 1
    assert "не записаны" in capsys.readouterr().err


def test_a_stopped_command_says_that_nothing_was_changed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert guarded(_raising(KeyboardInterrupt()), []) == 130
    assert "ничего не изменено" in capsys.readouterr().err


@pytest.mark.parametrize(("answer", "code"), [(None, 0), (0, 0), (3, 3), ("text", 0)])
def test_a_command_that_ran_gives_its_own_code(answer: Any, code: int) -> None:
    assert guarded(lambda: answer, []) == code


def _sqlite_error(name: str, words: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(words)
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (_sqlite_error("SQLITE_BUSY", "database is locked"), 1, "занята"),
        (_sqlite_error("SQLITE_READONLY_DIRECTORY", "readonly"), 1, "нельзя писать"),
        (_sqlite_error("SQLITE_FULL", "database or disk is full"), 1, "место"),
        (_sqlite_error("SQLITE_CANTOPEN", "unable to open"), 1, "не открывается"),
        (_sqlite_error("SQLITE_NOTADB", "file is not a database"), 1, "повреждён"),
        (_sqlite_error("SQLITE_ERROR", "no such table: journal"), 69, "surguch init"),
        (OSError(28, "No space left on device", "/x"), 1, "/x: кончилось место"),
        (OSError(28, "No space left on device"), 1, "Кончилось место"),
        (PermissionError(13, "Permission denied", "/y"), 1, "/y: нет права"),
        (OSError("cannot load library 'libgobject'"), 69, "doctor"),
        (MemoryError(), 1, "памяти"),
    ],
)
def test_a_failure_of_the_machine_is_told_in_russian(
    error: Exception, code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert guarded(_raising(error), []) == code
    assert words in capsys.readouterr().err


def test_a_database_with_no_room_left_is_told_with_what_stands(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'full.db'}")

    def fill() -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE kept (words TEXT)")
            connection.exec_driver_sql("PRAGMA max_page_count = 3")
            connection.exec_driver_sql("INSERT INTO kept VALUES (?)", ("слово" * 9000,))

    assert guarded(fill, []) == 1
    said = capsys.readouterr().err
    assert "Кончилось место на диске с базой данных" in said
    assert "раньше цело" in said


def test_a_server_whose_name_is_not_known_is_told_in_russian(
    capsys: pytest.CaptureFixture[str],
) -> None:
    cause = OSError("failed to resolve host 'db': Name or service not known")
    error = OperationalError("SELECT 1", None, cause)

    assert guarded(_raising(error), []) == 1
    assert "Сервер базы данных не отвечает" in capsys.readouterr().err

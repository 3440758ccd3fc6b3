"""The one error boundary: every failure becomes Russian text and an exit code."""

import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from records.kernel.errors import RecordsError
from records.kernel.finding import Finding
from web.cli.machine import MachineError, explain_machine
from web.clock import now
from web.settings import DEFAULT_HOME, HOME

DONE = 0
STOPPED = 130
SHOWN = 200
PIPE_CLOSED = 1


def guarded(run: Callable[[], Any], words: Sequence[str]) -> int:
    """Run a command; nothing it raises reaches the person as a traceback."""
    try:
        code = run()
        sys.stdout.flush()
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("Остановлено, ничего не изменено.", err=True)
        return STOPPED
    except BrokenPipeError:
        _forget_stdout()
        return PIPE_CLOSED
    except click.ClickException as error:
        return _report_usage(error, as_json="--json" in words)
    except RecordsError as error:
        return _report(error, as_json="--json" in words)
    except Exception as error:
        known = explain_machine(error) or write_log(error, words)
        return _report(known, as_json="--json" in words)
    return code if isinstance(code, int) else DONE


def finding_line(found: Finding) -> str:
    """Say one remark with its place, clause and advice in one line."""
    where = _file_place(found) or found.subject
    place = f"{where}: " if where else ""
    clause = f" (п. {found.clause})" if found.clause else ""
    advice = f" — {found.advice}" if found.advice else ""
    return f"{place}{found.message}{clause}{advice}"


def finding_json(found: Finding) -> dict[str, Any]:
    """Turn a remark into the keys of contract §2."""
    return {
        "code": found.code,
        "clause": found.clause,
        "message": found.message,
        "file": found.file,
        "sheet": found.sheet,
        "row": found.row,
        "column": found.column,
        "subject": found.subject,
    }


def _report(error: RecordsError, *, as_json: bool) -> int:
    if as_json:
        items = error.findings or (_as_finding(error),)
        _print_json([finding_json(found) for found in items])
    clause = f" (п. {error.clause})" if error.clause and not error.findings else ""
    lines = [finding_line(found) for found in error.findings[:SHOWN]]
    if len(error.findings) > SHOWN:
        more = len(error.findings) - SHOWN
        lines.append(f"…и ещё {more}; все замечания — с ключом --json")
    if not error.findings or error.findings[0].message not in error.message:
        lines.insert(0, f"{error.message}{clause}")
    click.echo("\n".join(lines), err=True)
    return error.exit_code


def _report_usage(error: click.ClickException, *, as_json: bool) -> int:
    if as_json:
        refusal = RecordsError(error.format_message(), code="usage")
        _print_json([finding_json(_as_finding(refusal))])
    error.show()
    return 2


def _as_finding(error: RecordsError) -> Finding:
    return Finding(code=error.code, message=error.message, clause=error.clause)


def _print_json(value: list[dict[str, Any]]) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _file_place(found: Finding) -> str:
    if not found.file:
        return ""
    sheet = f"лист «{found.sheet}»" if found.sheet else ""
    row = f"строка {found.row}" if found.row is not None else ""
    column = f"столбец «{found.column}»" if found.column else ""
    inside = ", ".join(part for part in (sheet, row, column) if part)
    return f"{found.file}: {inside}" if inside else found.file


def write_log(error: Exception, words: Sequence[str]) -> RecordsError:
    """Keep the trace of a bug in the home, without people's names; say where."""
    path = _home(words) / "log" / f"{now():%Y%m%d-%H%M%S-%f}.log"
    text = f"surguch {' '.join(words)}\n{_private_traceback(error)}"
    try:
        path.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8")
    except OSError as refusal:
        return MachineError(
            f"Внутренняя ошибка программы ({type(error).__name__}). Подробности не "
            f"записаны: {path.parent} недоступна ({type(refusal).__name__}).",
            code="internal",
        )
    return MachineError(
        "Внутренняя ошибка программы. Повторите команду; если не поможет, передайте "
        f"разработчику файл {path}",
        code="internal",
    )


def _private_traceback(error: BaseException) -> str:
    link: BaseException | None = error
    while link is not None:
        if hasattr(link, "hide_parameters"):
            link.hide_parameters = True  # rows hold people's names
        link = link.__cause__ or link.__context__
    return "".join(traceback.format_exception(error))


def _home(words: Sequence[str]) -> Path:
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word == "--home" and following:
            return Path(following).absolute()
        if word.startswith("--home="):
            return Path(word.removeprefix("--home=")).absolute()
    return Path(os.environ.get(HOME) or DEFAULT_HOME).absolute()


def _forget_stdout() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

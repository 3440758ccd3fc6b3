"""`surguch verify`: is the record, or a file, what was written (сверка)."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from records.kernel.errors import RecordsError, VerificationError
from web.cli.frame import command, json_option
from web.cli.machine import MachineError, explain_machine
from web.cli.output import print_json
from web.settings import Settings

if TYPE_CHECKING:
    from archive.verify import Report

STORE = "documents"


@command(
    "verify",
    help="Проверить запись: цепочки, контрольные точки, таблицы и выданные документы. "
    "С ФАЙЛАМИ: наш ли это документ и что о нём говорит запись сейчас.",
)
@click.argument(
    "files",
    nargs=-1,
    metavar="[ФАЙЛ.pdf …]",
    type=click.Path(path_type=Path, dir_okay=False),
)
@json_option
@click.pass_obj
def verify(settings: Settings, files: tuple[Path, ...], *, as_json: bool) -> int:
    """Verify the whole record, or the given files."""
    from archive.store.content import ContentStore
    from archive.verify import Status, verify_files, verify_record
    from records.kernel.db import transaction
    from web.transaction import opened

    store = ContentStore(settings.home / STORE)
    with _checkable(), opened(settings) as engine:
        if files:
            with transaction(engine, write=False) as session:
                report = verify_files(session, files, store=store)
        else:
            report = verify_record(
                engine, home=settings.home, store=store, progress=_progress()
            )
    if as_json:
        print_json(asdict(report))
    else:
        for line in _lines(report):
            click.echo(line)
    return 0 if report.status is Status.INTACT else VerificationError.exit_code


@contextmanager
def _checkable() -> Iterator[None]:
    """Turn whatever stops the verification into «could not check» (exit 1)."""
    try:
        yield
    except Exception as error:
        known = error if isinstance(error, RecordsError) else explain_machine(error)
        if known is None:
            raise
        raise MachineError(
            f"Проверить не удалось. {known.message}", code=known.code
        ) from error


def _progress() -> Callable[[int, int], None] | None:
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        end = "\n" if done >= total else ""
        click.echo(f"\rПроверено записей: {done} из {total}{end}", err=True, nl=False)

    return show


def _lines(report: "Report") -> Iterator[str]:
    for file in report.files:
        yield f"{_MARKS[file.status]} {file.path}: {file.message}"
    if report.files:
        return
    for problem in report.problems:
        place = " · ".join(part for part in (problem.journal, problem.entry) if part)
        yield f"{place or 'реестр'} [{problem.code}]: {problem.message}"
    if report.problems:
        yield f"\nЗАПИСЬ ИЗМЕНЕНА. Нарушений: {len(report.problems)}."
    else:
        yield "Запись цела: ничего не изменено и не удалено."
    yield f"Записей: {report.entries}, голова реестра: {report.head or '—'}"


_MARKS = {"intact": "подлинный ", "altered": "ИЗМЕНЁН   ", "unknown": "НЕ НАЙДЕН "}

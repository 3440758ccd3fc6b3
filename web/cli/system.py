"""Care of the installation: self-check and database upgrade."""

from collections.abc import Iterator

import click

from records.kernel.errors import MissingPartError
from web.cli.checks import (
    Check,
    State,
    check_disk,
    check_fonts,
    check_home,
    check_libraries,
    check_python,
    check_sqlite,
    check_timezone,
    check_tools,
)
from web.cli.frame import command, group, json_option
from web.cli.output import print_json
from web.settings import Settings

MARKS = {State.OK: "в порядке", State.WARNING: "внимание", State.MISSING: "НЕ ХВАТАЕТ"}


@command(
    "doctor",
    help="Проверить машину и данные: что в порядке, чего не хватает, что сделать.",
)
@json_option
@click.pass_obj
def doctor(settings: Settings, *, as_json: bool) -> int:
    """Check everything the program needs."""
    checks = tuple(_all_checks(settings))
    missing = any(check.state is State.MISSING for check in checks)
    if as_json:
        print_json(checks)
    else:
        _print_checks(checks)
    return MissingPartError.exit_code if missing else 0


def _all_checks(settings: Settings) -> Iterator[Check]:
    from web.cli.database import check_database

    yield from check_python()
    yield from check_libraries()
    yield from check_fonts()
    yield from check_timezone()
    yield from check_sqlite()
    yield from check_home(settings.home)
    yield from check_disk(settings.home)
    yield from check_database(settings.database_url)
    yield from check_tools(settings.database_url)


def _print_checks(checks: tuple[Check, ...]) -> None:
    for check in checks:
        advice = f"\n            → {check.advice}" if check.advice else ""
        click.echo(f"{MARKS[check.state]:<11} {check.title}: {check.message}{advice}")
    bad = sum(check.state is State.MISSING for check in checks)
    click.echo("\nВсё нужное есть." if not bad else f"\nНе хватает: {bad}.")


@group("db", help="База данных: перевести на новую версию программы.")
def db() -> None:
    """Hold the verbs of the database together."""


@db.command(
    "upgrade",
    help="Перевести таблицы на версию этой программы. Данные остаются.",
)
@click.pass_obj
def upgrade_database(settings: Settings) -> None:
    """Run the migrations."""
    from records.migrations.runner import upgrade
    from web.transaction import opened

    with opened(settings) as engine:
        before, after = upgrade(engine)
    if before == after:
        click.echo(f"База данных уже последней версии ({after}).")
    else:
        click.echo(f"База данных переведена: {before or 'пустая'} → {after}.")

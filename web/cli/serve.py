"""`surguch serve`: the site and its worker, begun and ended together."""

from pathlib import Path

import click

from records.kernel.errors import MissingPartError, RecordsError
from web.cli.frame import command
from web.cli.machine import MachineError
from web.settings import Settings

DEMONSTRATION = "demo/home"
LOCAL = "127.0.0.1"


@command(
    "serve",
    help="Открыть журнал в браузере: сайт (gunicorn) и рабочий процесс, который "
    "печатает.",
)
@click.option(
    "--host",
    default=LOCAL,
    show_default=True,
    metavar="АДРЕС",
    help="На каком адресе слушать; 0.0.0.0 — на всех.",
)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    metavar="ПОРТ",
    help="На каком порту слушать.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    metavar="N",
    help="Сколько процессов отвечают на запросы.",
)
@click.option(
    "--threads",
    type=click.IntRange(1, 256),
    default=24,
    show_default=True,
    metavar="N",
    help="Сколько потоков в каждом.",
)
@click.pass_obj
def serve(
    settings: Settings, *, host: str, port: int, workers: int, threads: int
) -> int:
    """Check what is needed, tell the address, serve until told to stop."""
    from web.cli.server import Address, is_free, run_site

    chosen = _choose(settings)
    _check_database(chosen)
    address = Address(host=host, port=port)
    if not is_free(address):
        raise MachineError(
            f"Порт {port} на {host} занят другой программой. Остановите её или "
            f"укажите другой порт: surguch serve --port {port + 1}.",
            code="port_busy",
        )
    _prepare(chosen)
    _greet(chosen, address)
    return run_site(chosen, address, workers=workers, threads=threads)


def _choose(settings: Settings) -> Settings:
    """Take the demonstration where there is nothing else to show.

    Raises:
        MissingPartError: there is no record here at all; says how to begin one.
    """
    from web.cli.server import has_database

    if has_database(settings):
        return settings
    home = settings.home / DEMONSTRATION
    shown = Settings(
        home=home,
        database_url=f"sqlite:///{home / 'surguch.db'}",
        https=settings.https,
    )
    if has_database(shown):
        click.echo(f"Своих данных ещё нет: открываю демонстрацию {home}.")
        return shown
    raise _nothing_here(settings)


def _nothing_here(settings: Settings) -> MissingPartError:
    return MissingPartError(
        f"В папке {settings.home} ещё нет журнала. Заведите учреждение и первого "
        "администратора:\n"
        "  surguch init --institution ФАЙЛ.toml\n"
        "Образец файла — examples/institution.toml; одноразовый пароль администратора "
        "будет показан один раз. Посмотреть на примере: surguch demo.",
        code="database_missing",
    )


def _check_database(settings: Settings) -> None:
    from records.migrations.runner import current, pending
    from web.transaction import opened

    with opened(settings) as engine, engine.connect() as connection:
        if not current(connection):
            raise _nothing_here(settings)
        steps = pending(connection)
    if steps:
        raise RecordsError(
            "База данных осталась от прежней версии программы. Сделайте копию и "
            f"переведите её: surguch db upgrade --home {settings.home}.",
            code="database_old",
        )


def _prepare(settings: Settings) -> None:
    """Make once what every process of the site would make for itself."""
    from web.site.assets import prepare_assets
    from web.site.state import read_secret

    read_secret(settings.home)
    prepare_assets(settings.home / "assets")
    (settings.home / "log").mkdir(mode=0o700, exist_ok=True)


def _greet(settings: Settings, address: object) -> None:
    click.echo(f"Журнал открыт: {address}")
    click.echo(f"Данные: {settings.home}. Журнал обращений: {_log(settings)}")
    signs = settings.home.parent / "signins.json"
    if signs.is_file():
        _show_sign_ins(signs)
    click.echo("Остановить: Ctrl+C.")


def _log(settings: Settings) -> Path:
    return settings.home / "log" / "access.log"


def _show_sign_ins(path: Path) -> None:
    """Show the sign-ins of the demonstration; a real home has no such file."""
    import json

    from records.access.roles import ROLE_NAMES, Role
    from web.cli.output import print_table

    click.echo("\nВходы демонстрации (есть только в ней):")
    print_table(
        ("Кто", "Логин", "Пароль"),
        [
            (ROLE_NAMES[Role(one["role"])], one["login"], one["password"])
            for one in json.loads(path.read_text("utf-8"))
        ],
    )
    click.echo("")

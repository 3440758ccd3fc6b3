"""`surguch worker`: makes what was asked for in the print centre."""

import logging
import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from records.kernel.errors import RecordsError
from web.cli.frame import command
from web.settings import Settings

BUG = (
    "Программа не справилась с этим документом, остальные она делает дальше. Назовите "
    "системному администратору номер задания: подробности записаны в папке данных."
)
CALM = 10
"""How far printing gives way to those who enter marks."""


@command(
    "worker",
    help="Рабочий процесс: печатает то, что поставлено в очередь. Вместе с сайтом его "
    "запускает «surguch serve».",
)
@click.option(
    "--once", is_flag=True, help="Сделать то, что ждёт в очереди, и закончить."
)
@click.option(
    "--parent",
    type=int,
    metavar="N",
    help="Закончить, когда не станет процесса с номером N (так его запускает serve).",
)
@click.pass_obj
def worker(settings: Settings, *, once: bool, parent: int | None) -> None:
    """Work off the queue until told to stop."""
    from web.jobs.making import Workshop
    from web.jobs.worker import Worker
    from web.site.state import open_site
    from web.transaction import opened

    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.WARNING)
    logging.getLogger("surguch").setLevel(logging.INFO)
    with opened(settings) as engine:
        site = open_site(settings)
        site.engine.dispose()
        shop = Workshop(
            engine=engine, home=settings.home, store=site.store, ahead=site.ahead
        )
        worker = Worker(shop, explain=partial(_explain, settings.home), parent=parent)
        if once:
            click.echo(f"Сделано: {worker.run_once()}.")
            return
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, partial(_stop, worker.stop))
        os.nice(CALM)
        worker.run()


def _stop(stop: Callable[[], None], _number: int, _frame: object) -> None:
    stop()


def _explain(home: Path, error: Exception) -> RecordsError:
    from web.cli.boundary import write_log
    from web.cli.machine import explain_machine

    known = explain_machine(error)
    if known is None:
        write_log(error, ("worker", "--home", str(home)))
    return known or RecordsError(BUG, code="internal")

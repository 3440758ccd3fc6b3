"""The command line: `surguch <topic> <verb>`."""

import sys
from collections.abc import Sequence

import click

from web import VERSION
from web.cli.boundary import guarded
from web.cli.entries import ENTRIES
from web.cli.frame import Program
from web.cli.russian import speak_russian

speak_russian()


@click.command(
    "surguch",
    cls=Program,
    entries=ENTRIES,
    help="Сургуч: журнал учебных занятий как официальный документ.",
    epilog="Подробно о команде: surguch КОМАНДА --help. Проверить саму программу: "
    "./surguch test. Измерить скорость: ./surguch bench.",
)
@click.version_option(VERSION, prog_name="surguch")
def cli() -> None:
    """Hold the topics together."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (contract §2)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    return guarded(lambda: cli.main(words, "surguch", standalone_mode=False), words)

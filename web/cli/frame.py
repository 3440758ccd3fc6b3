"""The frame of every command: Russian help, `--home` everywhere, lazy loading."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from web.settings import read_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One word after `surguch`: the object `module:attribute` loaded when asked for."""

    name: str
    target: str
    summary: str

    def load(self) -> click.Command:
        """Import the command; nothing heavy is imported before that."""
        module, attribute = self.target.split(":")
        found = getattr(import_module(module), attribute)
        if not isinstance(found, click.Command):
            raise TypeError(f"{self.target} is not a command")
        return found


class Command(click.Command):
    """A command with Russian help and the common `--home` option."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("options_metavar", "[ПАРАМЕТРЫ]")
        options.setdefault("context_settings", {"help_option_names": ["-h", "--help"]})
        super().__init__(*args, **options)
        self.params.append(_home_option())


class Group(Command, click.Group):
    """A topic with its verbs, in the order they were declared."""

    command_class = Command

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("subcommand_metavar", "КОМАНДА [АРГУМЕНТЫ]")
        super().__init__(*args, **options)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the verbs in the order of their declaration."""
        return list(self.commands)


class Program(Group):
    """The whole program: topics are imported when they are called."""

    def __init__(self, *args: Any, entries: tuple[Entry, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        self.entries = {entry.name: entry for entry in entries}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the topics in the order of the table."""
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one topic."""
        entry = self.entries.get(cmd_name)
        return entry.load() if entry else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the topic; a misspelt one is answered with the nearest names."""
        if args[0] not in self.entries and not args[0].startswith("-"):
            raise click.exceptions.NoSuchCommand(
                args[0], possibilities=self.entries, ctx=ctx
            )
        return super().resolve_command(ctx, args)

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Print the table of topics without importing any of them."""
        with formatter.section("Команды"):
            formatter.write_dl(
                [(entry.name, entry.summary) for entry in self.entries.values()]
            )


def command(
    name: str, *, help: str, **options: Any
) -> Callable[[Callable[..., Any]], Command]:
    """Declare a command that stands directly after `surguch`."""
    return click.command(name, cls=Command, help=help, **options)


def group(
    name: str, *, help: str, **options: Any
) -> Callable[[Callable[..., Any]], Group]:
    """Declare a topic; its verbs are added by `@topic.command(…, help=…)`."""
    return click.group(name, cls=Group, help=help, **options)


json_option = click.option(
    "--json", "as_json", is_flag=True, help="Ответ в виде JSON (для программ)."
)


def _home_option() -> click.Option:
    return click.Option(
        ["--home"],
        type=click.Path(path_type=Path),
        metavar="ПАПКА",
        expose_value=False,
        callback=_choose_home,
        help="Где лежат данные (иначе SURGUCH_HOME, иначе ./var).",
    )


def _choose_home(
    ctx: click.Context, _param: click.Parameter, home: Path | None
) -> None:
    if home is not None or ctx.obj is None:
        ctx.obj = read_settings(os.environ, home=home)

"""Every command speaks Russian: its help, and its answer to a wrong call."""

import re
from collections.abc import Callable, Iterator

import click
import pytest

from tests.house.tree import list_python_files
from web.cli import cli
from web.cli.entries import ENTRIES
from web.cli.frame import Command, Group

Run = Callable[..., object]

WORD = re.compile(r"(?<![\w./«=\\-])[A-Za-z][A-Za-z-]{2,}(?![\w./=])")
DECLARED = re.compile(r"^@(?:command|group)\(\s*\"([\w-]+)\"", re.MULTILINE)
NAMES = {"surguch", "pip", "init", "Word", "Excel", "LibreOffice", "gunicorn"}


def _walk(
    command: click.Command, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            inner = command.get_command(click.Context(command), name)
            if inner is not None:
                yield from _walk(inner, (*path, name))


COMMANDS = dict(_walk(cli, ()))
VERBS = {path: one for path, one in COMMANDS.items() if not isinstance(one, Group)}
IDS = {path: " ".join(path) or "surguch" for path in COMMANDS}


def _names() -> set[str]:
    """Collect words that are identifiers: commands, choices, options' names."""
    names = NAMES | {word for path in COMMANDS for word in path}
    for command in COMMANDS.values():
        for parameter in command.params:
            if isinstance(parameter.type, click.Choice):
                names |= {str(choice) for choice in parameter.type.choices}
    return names


def _explanation(parameter: click.Parameter) -> str:
    """An argument with a Russian name may do without more words."""
    return f"{getattr(parameter, 'help', None)} {parameter.metavar}"


def _english_words(text: str) -> list[str]:
    names = _names()
    return [
        word
        for word in WORD.findall(text)
        if word not in names and not re.fullmatch(r"[A-Z]+(-[A-Z]+)*", word)
    ]


@pytest.mark.parametrize("path", COMMANDS, ids=IDS.get)
def test_help_is_in_russian(path: tuple[str, ...], surguch: Run) -> None:
    command = COMMANDS[path]
    with click.Context(command, info_name="surguch") as context:
        text = command.get_help(context)

    assert _english_words(text) == []
    assert re.search("[а-яё]{3}", command.help or "")


@pytest.mark.parametrize("path", COMMANDS, ids=IDS.get)
def test_every_option_and_argument_is_explained(path: tuple[str, ...]) -> None:
    silent = [
        parameter.name
        for parameter in COMMANDS[path].params
        if not re.search("[А-Яа-я]{3}", _explanation(parameter))
    ]

    assert silent == []


@pytest.mark.parametrize("path", COMMANDS, ids=IDS.get)
def test_every_command_stands_in_the_frame(path: tuple[str, ...]) -> None:
    assert isinstance(COMMANDS[path], Command)


def test_no_command_is_left_out_of_the_table() -> None:
    declared = {
        name
        for path in list_python_files("web")
        for name in DECLARED.findall(path.read_text("utf-8"))
    }

    assert declared == {entry.name for entry in ENTRIES}


def test_the_table_names_commands_as_they_name_themselves() -> None:
    assert [entry.name for entry in ENTRIES] == [entry.load().name for entry in ENTRIES]

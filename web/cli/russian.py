"""Click speaks Russian: the words of its help and of its complaints.

Click takes its texts from gettext functions that each of its modules holds under
`_` and `ngettext`. They are replaced by a look-up in the tables below, so that no
catalogue has to be compiled and the language does not depend on the machine. A
house test walks Click's source and fails when a text is missing here.
"""

from datetime import date
from types import ModuleType
from typing import Any

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types
import click.utils

TRANSLATED_MODULES: tuple[ModuleType, ...] = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.parser,
    click.termui,
    click.types,
    click.utils,
)

TEXTS = {
    "%(prog)s, version %(version)s": "%(prog)s, версия %(version)s",
    "(dynamic)": "(вычисляется)",
    "Aborted!": "Остановлено.",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.": (
        "У аргумента одно имя, а дано {length}: {decls}."
    ),
    "Boolean option {decl!r} cannot use the same flag for true/false.": (
        "Параметр {decl!r}: «да» и «нет» обозначены одинаково."
    ),
    "Choice({choices})": "Выбор({choices})",
    "Choose from:\n\t{choices}": "Выберите из:\n\t{choices}",
    "Commands": "Команды",
    "Confirm the action without prompting.": "Выполнить без вопроса.",
    "Could not determine name for option with declarations {decls!r}": (
        "Не ясно имя параметра {decls!r}"
    ),
    "Could not open file {filename!r}: {message}": (
        "Не открывается файл {filename!r}: {message}"
    ),
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": (
        "Команда {name!r} устарела.{extra_message}"
    ),
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": (
        "Параметр {name!r} устарел.{extra_message}"
    ),
    "Do you want to continue?": "Продолжить?",
    "Error: The two entered values do not match.": (
        "Ошибка: введённые значения не совпали."
    ),
    "Error: invalid input": "Ошибка: такой ответ не подходит",
    "Error: {message}": "Ошибка: {message}",
    "Invalid start character for option ({option})": (
        "Параметр начинается не с того знака ({option})"
    ),
    "Invalid value for {param_hint}: {message}": (
        "Неверное значение {param_hint}: {message}"
    ),
    "Invalid value: {message}": "Неверное значение: {message}",
    "Missing argument": "Не указан аргумент",
    "Missing command.": "Не указана команда.",
    "Missing option": "Не указан параметр",
    "Missing parameter": "Не указан параметр",
    "Missing parameter: {param_name}": "Не указан параметр: {param_name}",
    "Missing {param_type}": "Не указано: {param_type}",
    "Name '{name}' defined twice": "Имя «{name}» дано дважды",
    "No options defined but a name was passed ({name}). Did you mean to declare an "
    "argument instead? Did you mean to pass '--{name}'?": (
        "Дано имя ({name}) без параметра: возможно, нужно «--{name}»."
    ),
    "No such command {name!r}.": "Нет такой команды: {name!r}.",
    "No such option {name!r}.": "Нет такого параметра: {name!r}.",
    "Option {name!r} does not take a value.": "Параметру {name!r} не нужно значение.",
    "Options": "Параметры",
    "Positional arguments": "Аргументы",
    "Press any key to continue...": "Нажмите любую клавишу…",
    "Repeat for confirmation": "Повторите для проверки",
    "Show the version and exit.": "Показать версию.",
    "Show this message and exit.": "Показать эту справку.",
    "Argument {name!r} takes {nargs} values.": (
        "Аргумент {name!r}: нужно значений: {nargs}."
    ),
    "Try '{command} {option}' for help.": "Справка: {command} {option}",
    "Unknown color {colour!r}": "Неизвестный цвет {colour!r}",
    "Unknown standard stream '{name}'": "Неизвестный поток «{name}»",
    "Usage:": "Вызов:",
    "Value must be an iterable.": "Нужен список значений.",
    "default: {default}": "по умолчанию: {default}",
    "deprecated": "устарело",
    "directory": "папка",
    "env var: {var}": "переменная среды: {var}",
    "file": "файл",
    "path": "путь",
    "required": "обязательно",
    "unknown error": "неизвестная ошибка",
    "{name} {filename!r} does not exist.": "{name} {filename!r}: не существует.",
    "{name} {filename!r} is a directory.": "{filename!r} — папка, а нужен файл.",
    "{name} {filename!r} is a file.": "{filename!r} — файл, а нужна папка.",
    "{name} {filename!r} is not executable.": "{name} {filename!r}: нельзя запустить.",
    "{name} {filename!r} is not readable.": "{name} {filename!r}: нельзя прочитать.",
    "{name} {filename!r} is not writable.": (
        "{name} {filename!r}: нет права на запись."
    ),
    "{value!r} is not a valid UUID.": "{value!r} — не идентификатор.",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "{value!r} — не «да» и не «нет». Годится: {states}"
    ),
    "{value!r} is not a valid {number_type}.": "{value!r} — не {number_type}.",
    "{value} is not in the range {range}.": "{value} вне пределов {range}.",
}

PLURALS = {
    "(Did you mean one of: {possibilities}?)": (
        "Возможно: {possibility}.",
        "Возможно, одно из: {possibilities}.",
    ),
    "Got unexpected extra arguments ({args})": (
        "Лишний аргумент: {args}",
        "Лишние аргументы: {args}",
    ),
    "Option {name!r} requires {nargs} arguments.": (
        "Параметру {name!r} нужно значение.",
        "Параметру {name!r} нужно значений: {nargs}.",
    ),
    "Takes {nargs} values but {len} were given.": (
        "Нужно значений: {nargs}, дано: {len}.",
        "Нужно значений: {nargs}, дано: {len}.",
    ),
    "{len_type} values are required, but {len_value} were given.": (
        "Нужно значений: {len_type}, дано: {len_value}.",
        "Нужно значений: {len_type}, дано: {len_value}.",
    ),
    "{value!r} does not match the formats {formats}.": (
        "{value!r} записано не так: {format}.",
        "{value!r} записано не так; годится: {formats}.",
    ),
    "{value!r} is not one of {choices}.": (
        "{value!r} не подходит; годится: {choices}.",
        "{value!r} не подходит; годится одно из: {choices}.",
    ),
}

TYPE_NAMES: dict[Any, str] = {
    click.types.StringParamType: "текст",
    click.types.IntParamType: "целое число",
    click.types.IntRange: "целое число",
    click.types.FloatParamType: "число",
    click.types.FloatRange: "число",
    click.types.BoolParamType: "да/нет",
    click.types.File: "файл",
    click.types.DateTime: "дата",
}


def translate(text: str) -> str:
    """Return the Russian for a text of Click's own."""
    return TEXTS.get(text, text)


def translate_plural(_one: str, many: str, count: int) -> str:
    """Return the Russian for a text of Click's own that depends on a number."""
    one, several = PLURALS.get(many, (many, many))
    return one if count == 1 else several


class Month(click.ParamType[date]):
    """A month written «2026-09»; Click's own would answer with «%Y-%m»."""

    name = "ГГГГ-ММ"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the first day of the month."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(f"{value}-01")
        except ValueError:
            self.fail(f"«{value}» — не месяц, напишите ГГГГ-ММ: 2026-09", param, ctx)


def describe_range(bounds: click.IntRange) -> str:
    """Write a range as people do, «1–64»; Click would say «1<=x<=64»."""
    return f"{bounds.min}–{bounds.max}"


def speak_russian() -> None:
    """Make every text of Click Russian, whatever the machine's language is."""
    for module in TRANSLATED_MODULES:
        for name, replacement in (("_", translate), ("ngettext", translate_plural)):
            if hasattr(module, name):
                setattr(module, name, replacement)
    for kind, name in TYPE_NAMES.items():
        kind.name = name
    click.IntRange._describe_range = describe_range  # type: ignore[method-assign, assignment]

"""What of the program carries out every clause of the regulation."""

import click

from web.cli.frame import group, json_option
from web.cli.output import print_json, print_table

WIDEST = 72


@group("regulation", help="Положение об электронном журнале и его исполнение.")
def regulation() -> None:
    """Hold the verbs of the regulation together."""


@regulation.command(
    "coverage",
    help="Каждый пункт положения: какие проверки, документы, страницы и тесты его "
    "исполняют. Список собирается из самой программы.",
)
@json_option
def show_coverage(*, as_json: bool) -> None:
    """Show every clause with what carries it out."""
    from web.regulation.coverage import build_coverage

    rows = build_coverage()
    if as_json:
        print_json(rows)
        return
    print_table(
        ("Пункт", "О чём", "Проверок", "Документов", "Страниц", "Тестов"),
        [
            (
                one.clause,
                _short(one.title),
                len(one.checks),
                len(one.documents),
                len(one.screens),
                len(one.tests),
            )
            for one in rows
        ],
    )
    click.echo("\nПочему у пункта нет своих проверок, документов и страниц:")
    for one in rows:
        if not one.carried:
            click.echo(f"  {one.clause} — {one.note}")
    click.echo("\nПоимённо — с ключом --json.")


def _short(title: str) -> str:
    if len(title) <= WIDEST:
        return title
    return f"{title[:WIDEST].rsplit(' ', 1)[0].rstrip(',;:')}…"

"""The demonstration: from example files to sealed journals, in one command."""

from pathlib import Path

import click

from web.cli.frame import command
from web.cli.output import print_table
from web.settings import Settings

GROUPS = 3


@command(
    "demo",
    help="Показать всё сразу: занести примеры, прожить год, напечатать документы.",
)
@click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="ПАПКА",
    help="Куда положить документы (иначе demo в папке данных).",
)
@click.option(
    "--groups",
    type=click.IntRange(1, GROUPS),
    default=GROUPS,
    show_default=True,
    metavar="N",
    help="Сколько групп взять из примеров.",
)
@click.pass_obj
def demo(settings: Settings, *, folder: Path | None, groups: int) -> int:
    """Run the demonstration and tell what was made."""
    from web.demo.run import rows, run

    out = folder or settings.home / "demo"
    made = run(out, groups=groups, progress=lambda text: click.echo(text, err=True))
    print_table(
        ("Документ", "№", "Стр.", "Листов", "Файл", "Сек."), rows(made.documents)
    )
    pages = sum(one.issued.fact.pages for one in made.documents)
    seconds = sum(spent for _, spent in made.steps)
    click.echo(
        f"\nДокументов: {len(made.documents)}, страниц: {pages}, занятий: "
        f"{made.lessons}, всего {seconds:.0f} с."
    )
    state = "цела" if made.report.status == "intact" else "НЕ ЦЕЛА"
    click.echo(f"Запись {state}: {made.report.entries} записей.\n")
    print_table(("Вход", "Логин", "Пароль"), made.sign_ins)
    click.echo(f"\nЭто входы демонстрации, они же в {out / 'signins.json'}.")
    click.echo(f"\nДальше: ./surguch serve --home {out / 'home'}")
    click.echo(f"        ./surguch journal show ЮР-21 2026/2027 --home {out / 'home'}")
    click.echo(f"        ./surguch verify --home {out / 'home'}")
    return 0 if made.report.status == "intact" else 3

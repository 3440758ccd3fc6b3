"""Monthly monitoring of the journals (п. 3.8.9)."""

from pathlib import Path

import click

from web.cli.frame import group, json_option
from web.cli.output import print_json, print_table
from web.settings import Settings


@group("monitoring", help="Мониторинг ведения журналов.")
def monitoring() -> None:
    """Hold the verbs of monitoring together."""


@monitoring.command(
    "run",
    help="Посчитать показатели за МЕСЯЦ (ГГГГ-ММ), зафиксировать их и выдать отчёт.",
)
@click.argument("month", metavar="МЕСЯЦ")
@click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="ПАПКА",
    help="Куда положить отчёт (иначе «reports» в папке данных).",
)
@json_option
@click.pass_obj
def run(settings: Settings, month: str, *, folder: Path | None, as_json: bool) -> None:
    """Count, freeze and report a month."""
    from archive.issue import issue
    from archive.shelf import lay
    from records.kernel.db import transaction
    from records.monitoring.actions import run_month
    from records.norms.queries import get_institution
    from templates_docs.documents.monitoring_report.build import build, parse_month
    from web.cli.desk import open_desk
    from web.clock import local_date
    from web.transaction import opened

    first = parse_month(month)
    with opened(settings) as engine:
        desk = open_desk(settings, engine)
        with transaction(engine) as session:
            zone = get_institution(session).timezone
            run_month(
                session,
                first,
                today=local_date(desk.now, timezone=zone),
                actor=desk.actor,
                now=desk.now,
                entropy=desk.entropy,
            )
            report = build(session, month).context
        issued = issue(engine, "MON", month, desk=desk)
    laid = lay(issued, folder or settings.home / "reports", formats=("pdf", "docx"))
    if as_json:
        print_json(
            {
                "month": month,
                "indicators": [
                    {
                        "title": one.title,
                        "numerator": one.share.numerator,
                        "denominator": one.share.denominator,
                        "percent": one.share.percent,
                        "norm": one.norm,
                        "deviation": one.deviation,
                    }
                    for one in report.indicators
                ],
                "groups": report.groups,
                "document": issued.fact,
                "files": laid.files,
            }
        )
        return
    print_table(
        ("Показатель (п. 3.8.9)", "Расчёт", "Факт, %", "Норма"),
        [
            (
                one.title,
                f"{one.share.numerator} / {one.share.denominator}",
                _text(one.share.percent),
                _norm(one.norm, ceiling=one.is_ceiling),
            )
            for one in report.indicators
        ],
    )
    click.echo(f"\nОтчёт: {issued.fact.title}, № {issued.fact.number}.")
    for file in laid.files:
        click.echo(f"  {file.path}")


def _text(value: object) -> str:
    return "—" if value is None else str(value).replace(".", ",")


def _norm(value: object, *, ceiling: bool) -> str:
    if value is None:
        return "—"
    return f"≤ {_text(value)}" if ceiling else _text(value)

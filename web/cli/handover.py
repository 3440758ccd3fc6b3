"""Handover of bound journals to the office that keeps them (п. 3.8.5)."""

from pathlib import Path

import click

from web.cli.document import out_option
from web.cli.frame import group, json_option
from web.cli.machine import still_done
from web.cli.output import print_json
from web.settings import Settings

POST = "заведующий учебным отделением"


@group("handover", help="Приём-передача подшитых журналов.")
def handover() -> None:
    """Hold the verbs of handover together."""


@handover.command(
    "prepare",
    help="Составить акт приёма-передачи с описью всех подшитых журналов за ГОД.",
)
@click.argument("year", metavar="ГОД")
@out_option
@click.option(
    "--receiver-post",
    default=POST,
    show_default=True,
    metavar="ДОЛЖНОСТЬ",
    help="Должность принимающего.",
)
@click.option(
    "--receiver",
    default="",
    metavar="И.О._ФАМИЛИЯ",
    help="Кто принимает; без него в акте останется строка для записи от руки.",
)
@click.option(
    "--group",
    "groups",
    multiple=True,
    metavar="ГРУППА",
    help="Только журналы этих групп (иначе все журналы года).",
)
@json_option
@click.pass_obj
def prepare_act(
    settings: Settings,
    year: str,
    *,
    folder: Path,
    receiver_post: str,
    receiver: str,
    groups: tuple[str, ...],
    as_json: bool,
) -> None:
    """Draw up, issue and lay out the act."""
    from archive.issue import issue_within
    from archive.press import Press
    from archive.shelf import lay
    from records.handover.actions import prepare
    from records.kernel.db import transaction
    from records.norms.queries import get_institution
    from web.cli.desk import open_desk
    from web.clock import local_date
    from web.transaction import opened

    with opened(settings) as engine, Press() as press:
        desk = open_desk(settings, engine)
        with transaction(engine) as session:
            zone = get_institution(session).timezone
            act = prepare(
                session,
                year,
                receiver_post=receiver_post,
                receiver_name=receiver,
                groups=groups,
                today=local_date(desk.now, timezone=zone),
                actor=desk.actor,
                now=desk.now,
                entropy=desk.entropy,
            )
            issued = issue_within(session, "ACT-IN", str(act), desk=desk, press=press)
    again = f"Повторите: surguch document issue ACT-IN --for {act} --out ПАПКА."
    with still_done(f"Акт № {issued.fact.number} составлен.", folder=folder,
                    again=again):  # fmt: skip
        laid = lay(issued, folder, formats=("pdf", "docx"))
    if as_json:
        print_json({"act": act, "document": issued.fact, "files": laid.files})
        return
    click.echo(f"Составлен акт № {issued.fact.number}: {issued.fact.title}.")
    for file in laid.files:
        click.echo(f"  {file.path}")

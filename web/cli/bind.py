"""`surguch journal bind`: the bound annual journal with its papers (п. 3.8.5)."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.cli.document import FORMATS, format_option, out_option
from web.cli.frame import Command
from web.cli.machine import still_done
from web.cli.output import print_table
from web.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from archive.binding.volume import Draft
    from archive.issue import Issued

REPRINTED = (
    "Журнал уже подшит: файлы взяты из хранилища такими, какими были выданы; "
    "«--simplex» и «--duplex» их не меняют."
)
REPEAT = (
    "Освободите место или укажите другую папку и повторите команду: файлы будут те же."
)


@click.command(
    "bind",
    cls=Command,
    help="Подшить журнал ГРУППЫ за ГОД: тома, лист-заверитель, наклейка, обложка.",
)
@click.argument("group", metavar="ГРУППА")
@click.argument("year", metavar="ГОД")
@out_option
@format_option
@click.option(
    "--duplex/--simplex",
    default=True,
    help="Печать на обеих сторонах листа (обычно) или на одной.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    metavar="N",
    help="Сколько процессов печатают.",
)
@click.option(
    "--draft",
    is_flag=True,
    help="Черновик до закрытия года: без номера, в реестр не попадает.",
)
@click.pass_obj
def bind_journal(
    settings: Settings,
    group: str,
    year: str,
    *,
    folder: Path,
    wanted: str,
    duplex: bool,
    jobs: int,
    draft: bool,
) -> None:
    """Bind a journal, or print its draft."""
    from archive.binding.volume import Mode
    from archive.press import Press
    from web.transaction import opened

    mode = Mode(duplex=duplex, draft=draft, formats=FORMATS["all"])
    with opened(settings) as engine, Press(jobs) as press:
        if draft:
            from archive.binding.volume import print_drafts

            drafts = print_drafts(engine, group, year, mode=mode, press=press)
            _lay_drafts(drafts, group, year, folder=folder, wanted=wanted)
            return
        from archive.anchor import anchor
        from archive.binding.volume import bind
        from web.cli.desk import open_desk

        desk = open_desk(settings, engine)
        issued = bind(
            engine,
            [(group, year)],
            desk=desk,
            mode=mode,
            press=press,
            progress=lambda text: click.echo(text, err=True),
        )
        if all(one.reprinted for one in issued):
            click.echo(REPRINTED, err=True)
        else:
            anchor(engine, settings.home, purpose="journal_bound", now=desk.now)
        with still_done("Журнал подшит.", folder=folder, again=REPEAT):
            _lay_out(issued, engine, desk.now, folder=folder, wanted=wanted)


def _lay_out(
    issued: Sequence["Issued"],
    engine: "Engine",
    now: datetime,
    *,
    folder: Path,
    wanted: str,
) -> None:
    from archive.shelf import build_manifest, lay
    from archive.store.content import write_file
    from records.kernel.db import transaction
    from web.cli.output import to_json

    laid = [lay(one, folder, formats=FORMATS[wanted]) for one in issued]
    with transaction(engine, write=False) as session:
        manifest = build_manifest(session, laid, folder=folder, now=now)
    write_file(folder / "manifest.json", to_json(manifest).encode())
    print_table(
        ("Документ", "Том", "Стр.", "Листов", "Файл"),
        [
            (
                one.issued.fact.title,
                one.issued.fact.volume or "",
                one.issued.fact.pages,
                one.issued.fact.sheets,
                file.path.name,
            )
            for one in laid
            for file in one.files
        ],
    )


def _lay_drafts(
    drafts: Sequence["Draft"], group: str, year: str, *, folder: Path, wanted: str
) -> None:
    from archive.shelf import SAFE
    from archive.store.content import write_file

    for draft in drafts:
        for one in draft.printed.files:
            if one.format not in FORMATS[wanted]:
                continue
            stem = f"черновик_{group}_{year}_том-{draft.volume}".translate(SAFE)
            path = folder / f"{stem}.{one.format}"
            write_file(path, one.data)
            click.echo(f"  {path} ({draft.printed.pages} стр.)")

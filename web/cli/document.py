"""Documents: what there is, issue one, print a sample."""

from pathlib import Path

import click

from web.cli.frame import group, json_option
from web.cli.output import print_json, print_table
from web.settings import Settings

FORMATS = {"pdf": ("pdf",), "docx": ("docx",), "all": ("pdf", "docx")}

format_option = click.option(
    "--format",
    "wanted",
    type=click.Choice(list(FORMATS)),
    default="all",
    show_default=True,
    help="Что записать в папку.",
)
out_option = click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="ПАПКА",
    required=True,
    help="Куда положить файлы.",
)


@group("document", help="Документы: перечень, выдача, образцы.")
def document() -> None:
    """Hold the verbs of documents together."""


@document.command("list", help="Виды документов и реестр выданных.")
@json_option
@click.pass_obj
def list_documents(settings: Settings, *, as_json: bool) -> None:
    """Show the catalogue and the register."""
    from records.issuance.queries import list_issued
    from templates_docs.catalogue import DOCUMENTS
    from web.transaction import recorded

    with recorded(settings) as session:
        issued = list_issued(session)
    if as_json:
        types = [
            {"code": one.code, "title": one.title, "clause": one.clause}
            for one in DOCUMENTS
        ]
        print_json({"types": types, "issued": issued})
        return
    print_table(
        ("Код", "Документ", "Пункт", "Выдано"),
        [
            (
                one.code,
                one.title,
                one.clause,
                sum(fact.code == one.code for fact in issued),
            )
            for one in DOCUMENTS
        ],
    )
    if issued:
        click.echo("\nВыданные документы:")
        print_table(
            ("Дата", "№", "Документ", "Стр.", "Листов", "Код проверки"),
            [
                (
                    f"{one.issued_on:%d.%m.%Y}",
                    one.number,
                    one.title,
                    one.pages,
                    one.sheets,
                    one.id,
                )
                for one in issued
            ],
        )


@document.command(
    "issue",
    help="Выдать документ КОД: ведомость по её номеру, приказ «45-од», "
    "отчёт «2027-03», акт по номеру, журнальные документы «ЮР-21 2026/2027».",
)
@click.argument("code", metavar="КОД")
@click.option(
    "--for", "subject", required=True, metavar="ПРЕДМЕТ", help="О чём документ."
)
@out_option
@format_option
@json_option
@click.pass_obj
def issue_document(
    settings: Settings,
    code: str,
    *,
    subject: str,
    folder: Path,
    wanted: str,
    as_json: bool,
) -> None:
    """Issue a document and lay its files into the folder."""
    from archive.issue import issue
    from archive.shelf import lay
    from web.cli.desk import open_desk
    from web.transaction import opened

    with opened(settings) as engine:
        desk = open_desk(settings, engine)
        issued = issue(engine, code, subject, desk=desk)
    laid = lay(issued, folder, formats=FORMATS[wanted])
    if as_json:
        print_json({"document": issued.fact, "files": laid.files})
        return
    verb = "Перепечатан из хранилища" if issued.reprinted else "Выдан"
    click.echo(f"{verb}: {issued.fact.title}, № {issued.fact.number}.")
    click.echo(f"Страниц: {issued.fact.pages}, листов: {issued.fact.sheets}.")
    for file in laid.files:
        click.echo(f"  {file.path}")


@document.command("sample", help="Напечатать образец документа КОД.")
@click.argument("code", metavar="КОД")
@out_option
def print_sample(code: str, *, folder: Path) -> None:
    """Print the fictional sample of a type as PDF and DOCX."""
    from archive.press import Job, print_job
    from archive.store.content import write_file
    from templates_docs.catalogue import find

    found = find(code)
    job = Job(code=found.code, context=found.sample(), formats=("pdf", "docx"))
    for one in print_job(job).files:
        path = folder / f"{found.code}_образец.{one.format}"
        write_file(path, one.data)
        click.echo(f"  {path}")

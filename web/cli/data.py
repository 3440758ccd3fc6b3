"""What an office brings in: the institution, its files, its sign-ins."""

from collections.abc import Sequence
from pathlib import Path

import click

from records.curriculum.drafts import Written
from records.importers.values import TITLES, ImportResult, Kind
from records.kernel.entropy import SystemEntropy
from web.cli.acting import OFFICE
from web.cli.boundary import finding_json, finding_line
from web.cli.frame import command, group, json_option
from web.cli.output import print_json, print_table
from web.clock import now
from web.settings import Settings

WARNINGS_SHOWN = 50
FIRST_FILES = "calendar, staff, students, curriculum, subgroups, plan, timetable"

file_argument = click.Path(path_type=Path)


@command(
    "init",
    help="Завести учреждение: база данных, профиль, год, первый администратор.",
)
@click.option(
    "--institution",
    "path",
    type=file_argument,
    required=True,
    metavar="ФАЙЛ.toml",
    help="Название, подписанты, учебный год, Положение (см. examples/).",
)
@json_option
@click.pass_obj
def init(settings: Settings, *, path: Path, as_json: bool) -> None:
    """Create the database and enter the institution."""
    from records.importers.founding import unknown_genders
    from records.importers.profile import read_profile
    from web.founding import found

    profile = read_profile(path)
    made = found(settings, profile, now=now(), entropy=SystemEntropy())
    if as_json:
        print_json({"login": made.login, "password": made.password})
        return
    click.echo(f"Учреждение заведено: {profile.institution.short_name}.")
    click.echo(f"Учебный год {profile.year.name}. Данные: {settings.home}")
    click.echo("\nПервый администратор (пароль показан один раз, запишите его):")
    click.echo(f"  логин   {made.login}\n  пароль  {made.password}")
    for name in unknown_genders(profile):
        click.echo(
            f"\nВнимание: по отчеству не виден пол — {name}. Укажите его в списке "
            "работников (surguch import staff), до этого считается мужским."
        )
    click.echo(f"\nДальше загрузите файлы по порядку: {FIRST_FILES}")
    click.echo("  surguch import calendar ФАЙЛ.xlsx")


@command(
    "import",
    help=(
        "Загрузить файл XLSX или CSV (КТП — и DOCX): весь или ничего.\n\n"
        "Вид файла, по порядку загрузки: "
        + ", ".join(f"{kind} — {title.lower()}" for kind, title in TITLES.items())
        + "."
    ),
)
@click.argument("kind", type=click.Choice([kind.value for kind in Kind]), metavar="ВИД")
@click.argument("path", type=file_argument, metavar="ФАЙЛ")
@click.option("--dry-run", is_flag=True, help="Только проверить, ничего не менять.")
@click.option("--year", metavar="ГОД", help="Учебный год (иначе последний): 2026/2027.")
@json_option
@click.pass_obj
def import_(
    settings: Settings,
    *,
    kind: str,
    path: Path,
    dry_run: bool,
    year: str | None,
    as_json: bool,
) -> None:
    """Bring one file into the record."""
    from records.importers.actions import import_file
    from web.transaction import recorded

    with recorded(settings, write=True) as session:
        result = import_file(
            session,
            Kind(kind),
            path,
            actor=OFFICE,
            now=now(),
            entropy=SystemEntropy(),
            year=year,
            dry_run=dry_run,
        )
    if as_json:
        print_json(_result_json(result))
        return
    for found in result.warnings[:WARNINGS_SHOWN]:
        click.echo(f"Внимание. {finding_line(found)}")
    more = len(result.warnings) - WARNINGS_SHOWN
    if more > 0:
        click.echo(f"Внимание. …и ещё {more}; все — с ключом --json")
    click.echo(_summary(result))


@group("user", help="Учётные записи: выдать, дать роль, показать.")
def user() -> None:
    """Hold the verbs of the accounts together."""


@user.command(
    "add",
    help=(
        "Выдать логин и одноразовый пароль человеку (ФИО), всей группе или всем "
        "работникам. Пароль показывается один раз."
    ),
)
@click.argument("full_name", required=False, metavar="[ФИО]")
@click.option("--group", "group_code", metavar="ГРУППА", help="Всем в группе.")
@click.option("--staff", is_flag=True, help="Всем работникам.")
@click.option("--role", metavar="РОЛЬ", help="Роль: педагог, обучающийся, родитель…")
@json_option
@click.pass_obj
def add_user(
    settings: Settings,
    *,
    full_name: str | None,
    group_code: str | None,
    staff: bool,
    role: str | None,
    as_json: bool,
) -> None:
    """Make sign-ins."""
    from web.accounts import Asked, add_accounts
    from web.transaction import recorded

    asked = Asked(full_name=full_name, group_code=group_code, staff=staff, role=role)
    with recorded(settings, write=True) as session:
        made = add_accounts(
            session,
            asked,
            actor=OFFICE,
            now=now(),
            entropy=SystemEntropy(),
        )
    if as_json:
        print_json(made)
        return
    rows = [(one.holder, one.login, one.password) for one in made]
    print_table(("Кому", "Логин", "Пароль (показан один раз)"), rows)


@user.command("grant", help="Дать работнику ещё одну роль по приказу.")
@click.argument("login", metavar="ЛОГИН")
@click.argument("role", metavar="РОЛЬ")
@json_option
@click.pass_obj
def grant_user(settings: Settings, *, login: str, role: str, as_json: bool) -> None:
    """Give an employee one more role."""
    from records.access.roles import ROLE_NAMES
    from records.people.actions import grant_role
    from web.accounts import read_role
    from web.transaction import recorded

    wanted = read_role(role)
    with recorded(settings, write=True) as session:
        changed = grant_role(session, login, wanted, actor=OFFICE)
    if as_json:
        print_json({"login": login, "role": wanted, "changed": changed})
    elif changed:
        click.echo(f"{login}: дана роль «{ROLE_NAMES[wanted]}».")
    else:
        click.echo(f"Изменений нет: у {login} уже есть роль «{ROLE_NAMES[wanted]}».")


@user.command("list", help="Показать учётные записи (без паролей).")
@json_option
@click.pass_obj
def list_users(settings: Settings, *, as_json: bool) -> None:
    """Print the accounts."""
    from records.access.roles import ROLE_NAMES
    from records.people.queries import list_accounts
    from web.transaction import recorded

    with recorded(settings) as session:
        accounts = list_accounts(session)
    if as_json:
        print_json(accounts)
        return
    rows: Sequence[Sequence[object]] = [
        (
            one.login,
            one.holder or "—",
            ROLE_NAMES[one.role],
            "да" if one.must_change else "нет",
            "да" if one.blocked_at else "нет",
        )
        for one in accounts
    ]
    print_table(("Логин", "Кто", "Роль", "Сменить пароль", "Закрыт"), rows)


def _result_json(result: ImportResult) -> dict[str, object]:
    return {
        "kind": result.kind,
        "file": result.file,
        "rows": result.rows,
        "added": result.written.added,
        "changed": result.written.changed,
        "unchanged": result.written.unchanged,
        "dry_run": result.dry_run,
        "warnings": [finding_json(found) for found in result.warnings],
    }


def _summary(result: ImportResult) -> str:
    written = result.written
    title = f"{TITLES[result.kind]}, {result.file}"
    if written.nothing_new:
        return f"Изменений нет: {title} — всё уже в журнале (строк: {result.rows})."
    counts = _counts(written)
    if result.dry_run:
        return f"Проба, ничего не записано. {title}: будет {counts}."
    return f"Загружено. {title}: {counts}."


def _counts(written: Written) -> str:
    return (
        f"добавлено {written.added}, изменено {written.changed}, "
        f"без изменений {written.unchanged}"
    )

"""The journal of a group for a year: show it, close it, bind it (п. 3.8.5, 3.8.8)."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from web.cli.acting import OFFICE
from web.cli.bind import bind_journal
from web.cli.boundary import finding_json, finding_line
from web.cli.frame import group, json_option
from web.cli.output import print_json, print_table
from web.cli.russian import Month
from web.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from records.journal.rules.view import View
    from records.journal.values import JournalCounts
    from records.kernel.finding import Finding

FEW = 10


@group("journal", help="Журнал учебных занятий группы за учебный год.")
def journal() -> None:
    """Hold the verbs of a journal together."""


@journal.command(
    "show",
    help="Показать журнал ГРУППЫ за ГОД: состояние, заполненность, замечания.",
)
@click.argument("code", metavar="ГРУППА")
@click.argument("year", metavar="ГОД")
@json_option
@click.pass_obj
def show(settings: Settings, code: str, year: str, *, as_json: bool) -> None:
    """Show state, counts, completeness by discipline and findings."""
    from records.journal.queries import get_facts
    from records.journal.rules import run_checks
    from records.journal.rules.progress import compute_counts, compute_progress
    from records.journal.rules.view import build_seen
    from records.kernel.db import transaction
    from records.norms.queries import get_institution, get_norms
    from web.cli.desk import read_moment
    from web.clock import local_date
    from web.transaction import opened

    with opened(settings) as engine, transaction(engine, write=False) as session:
        zone = get_institution(session).timezone
        today = local_date(read_moment(engine), timezone=zone)
        facts = get_facts(session, code, year, today=today)
        view = build_seen(facts, get_norms(session))
    findings, counts = run_checks(view), compute_counts(facts)
    if as_json:
        print_json(_as_json(view, counts, findings))
        return
    _print_heading(view, counts)
    print_table(
        ("Дисциплина", "План", "Записано", "Полностью", "Ч план", "Ч дано", "Отметок"),
        [
            (
                one.title,
                one.planned,
                one.recorded,
                one.complete,
                one.hours_planned,
                one.hours_given,
                one.marks,
            )
            for one in compute_progress(view)
        ],
    )
    _print_findings(findings)


@journal.command(
    "close",
    help="Закрыть журнал ГРУППЫ за ГОД (или один его месяц), если ничто не мешает.",
)
@click.argument("code", metavar="ГРУППА")
@click.argument("year", metavar="ГОД")
@click.option(
    "--month",
    type=Month(),
    metavar="ГГГГ-ММ",
    help="Закрыть только этот месяц.",
)
@json_option
@click.pass_obj
def close(
    settings: Settings, code: str, year: str, *, month: date | None, as_json: bool
) -> None:
    """Close a year or a month; refused while blocking findings stand."""
    from archive.anchor import anchor
    from records.kernel.db import transaction
    from web.cli.desk import read_moment
    from web.transaction import opened

    with opened(settings) as engine:
        moment = read_moment(engine)
        with transaction(engine) as session:
            remarks = _close(session, code, year, month=month, moment=moment)
        anchor(engine, settings.home, purpose="journal_closed", now=moment)
    if as_json:
        print_json([finding_json(found) for found in remarks])
        return
    what = f"месяц {month:%m.%Y}" if month else "учебный год"
    click.echo(f"Журнал группы {code} за {year}: {what} закрыт.")
    _print_findings(remarks)


journal.add_command(bind_journal)


def _close(
    session: "Session", code: str, year: str, *, month: date | None, moment: datetime
) -> "tuple[Finding, ...]":
    from records.curriculum.queries import get_journal
    from records.journal.actions import close_month, close_year
    from records.kernel.entropy import SystemEntropy

    journal_id = get_journal(session, code, year).id
    chance = SystemEntropy()
    if month is None:
        return close_year(session, journal_id, actor=OFFICE, now=moment, entropy=chance)
    return close_month(
        session, journal_id, month, actor=OFFICE, now=moment, entropy=chance
    )


def _as_json(
    view: "View", counts: "JournalCounts", findings: "Sequence[Finding]"
) -> dict[str, Any]:
    from records.journal.rules.progress import compute_progress

    fact = view.journal
    return {
        "group": fact.group_code,
        "year": fact.year,
        "state": fact.state,
        "closed_months": [f"{month:%Y-%m}" for month in fact.closed_months],
        "counts": counts,
        "completeness": compute_progress(view),
        "blocking": sum(found.blocking for found in findings),
        "findings": [
            {
                **finding_json(found),
                "severity": found.severity,
                "advice": found.advice,
                "discipline": found.discipline,
                "teacher": found.teacher,
            }
            for found in findings
        ],
    }


def _print_heading(view: "View", counts: "JournalCounts") -> None:
    from records.journal.values import STATE_NAMES, JournalState

    fact = view.journal
    state = STATE_NAMES[JournalState(fact.state)]
    months = ", ".join(f"{month:%m.%Y}" for month in fact.closed_months) or "нет"
    click.echo(
        f"Журнал группы {fact.group_code} за {fact.year} учебный год: {state}.\n"
        f"Закрытые месяцы: {months}.\n"
        f"Обучающихся: {counts.learners}, дисциплин: {counts.courses}, занятий: "
        f"{counts.lessons} из {counts.slots}, отметок: {counts.marks}, пропусков: "
        f"{counts.absences}, итоговых: {counts.finals}, исправлений: "
        f"{counts.corrections}, ведомостей: {counts.sheets}.\n"
    )


def _print_findings(findings: "Sequence[Finding]") -> None:
    """Print what blocks in full, the rest by clauses with the first of each."""
    blocking = [found for found in findings if found.blocking]
    if blocking:
        click.echo(f"\nЗакрыть журнал мешает: {len(blocking)}")
    for found in blocking:
        click.echo(f"  {finding_line(found)}")
    remarks = [found for found in findings if not found.blocking]
    if remarks:
        click.echo(f"\nДругие замечания: {len(remarks)}")
    shown: Counter[str] = Counter()
    for found in remarks:
        shown[found.code] += 1
        if shown[found.code] <= FEW:
            click.echo(f"  {finding_line(found)}")
    hidden = sum(max(0, count - FEW) for count in shown.values())
    if hidden:
        click.echo(f"  … и ещё {hidden}; полный список: --json")
    if not findings:
        click.echo("\nЗамечаний нет.")

"""Jobs of the queue: what was asked for, how far it is, stop one."""

from typing import TYPE_CHECKING

import click

from web.cli.acting import OFFICE
from web.cli.frame import group, json_option
from web.cli.output import print_json, print_table
from web.settings import Settings

if TYPE_CHECKING:
    from records.jobs.values import JobFact


@group("jobs", help="Задания: печать, мониторинг, сверка.")
def jobs() -> None:
    """Hold the verbs of jobs together."""


@jobs.command("list", help="Последние задания и их ход.")
@json_option
@click.pass_obj
def list_(settings: Settings, *, as_json: bool) -> None:
    """Show the newest jobs and whether a worker is there."""
    from records.jobs.queries import is_worker_there, list_jobs
    from web import clock
    from web.transaction import recorded

    with recorded(settings) as session:
        found = list_jobs(session)
        there = is_worker_there(session, now=clock.now())
    if as_json:
        print_json([_as_json(one) for one in found])
        return
    print_table(
        ("№", "Задание", "Состояние", "Сделано", "Стр.", "Ошибок"),
        [_line(one) for one in found],
    )
    for job in found:
        for item in job.items:
            if item.words:
                click.echo(f"\n№ {job.id}, {item.title}: {item.words}")
    if not there and any(not one.over for one in found):
        click.echo(
            "\nЗадания ждут, а рабочего процесса нет. Запустите «surguch serve» или "
            "«surguch worker»."
        )


@jobs.command("stop", help="Остановить задание НОМЕР: начатый документ допечатается.")
@click.argument("number", type=int, metavar="НОМЕР")
@click.pass_obj
def stop(settings: Settings, number: int) -> None:
    """Begin no new item of a job."""
    from records.jobs.actions import stop_job
    from records.jobs.values import STATE_NAMES
    from web.transaction import recorded

    with recorded(settings, write=True) as session:
        state = stop_job(session, number, actor=OFFICE)
    click.echo(f"Задание № {number}: {STATE_NAMES[state]}.")


def _line(job: "JobFact") -> tuple[object, ...]:
    from records.jobs.rules import compute_progress
    from records.jobs.values import STATE_NAMES

    progress = compute_progress(job)
    return (
        job.id,
        job.title,
        STATE_NAMES[job.state],
        f"{progress.done} из {progress.items}",
        progress.pages,
        progress.failed,
    )


def _as_json(job: "JobFact") -> dict[str, object]:
    from records.jobs.rules import compute_progress

    progress = compute_progress(job)
    return {
        "id": job.id,
        "kind": job.kind,
        "title": job.title,
        "state": job.state,
        "asked_at": job.asked_at,
        "items": progress.items,
        "done": progress.done,
        "failed": progress.failed,
        "pages": progress.pages,
        "pages_expected": progress.expected,
        "errors": [
            {"title": one.title, "message": one.words} for one in job.items if one.words
        ],
    }

"""Runs the whole demonstration: found, live, close, print, verify (демонстрация)."""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from archive.anchor import anchor
from archive.shelf import Laid, build_manifest
from archive.store.content import write_file
from archive.verify import Report, verify_record
from records.access.roles import ROLE_NAMES, Role
from records.journal.actions import close_year
from records.kernel.errors import InputRefusedError
from web.demo.desks import leave_work
from web.demo.founding import found_world, give_sign_ins
from web.demo.printing import print_year
from web.demo.world import World
from web.demo.year import Year, live, open_year

MARKER = "signins.json"
WIDEST_TITLE = 56
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """What the demonstration made: documents, steps, sign-ins by role, the check."""

    sign_ins: tuple[tuple[str, str, str], ...]
    documents: tuple[Laid, ...]
    steps: tuple[tuple[str, float], ...]
    lessons: int
    report: Report


class Steps:
    """Keeps the seconds of every step and tells of it (ход работы)."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.taken: list[tuple[str, float]] = []
        self._began = perf_counter()

    def done(self, name: str) -> None:
        """Note that a step is over."""
        now = perf_counter()
        self.taken.append((name, now - self._began))
        self.progress(f"{name}: {now - self._began:.1f} с")
        self._began = now


def run(out: Path, *, groups: int, progress: Progress) -> Demonstration:
    """Live the year of the examples and print it into `out`, anew every time.

    Raises:
        InputRefusedError: the folder holds something that is not a demonstration.
    """
    _clear(out)
    steps = Steps(progress)
    world = found_world(out / "home", groups=groups, progress=progress)
    year = open_year(world)
    sign_ins = _keep_sign_ins(world, year, out)
    steps.done("занесены файлы")
    lessons = live(year, progress=progress)
    steps.done("прожит учебный год")
    _close(world, year, out)
    steps.done("журналы закрыты")
    documents = _print(world, year, out, progress=progress)
    steps.done("документы выданы")
    report = verify_record(world.engine, home=out / "home", store=world.store)
    steps.done("запись проверена")
    world.engine.dispose()
    return Demonstration(
        sign_ins=sign_ins,
        documents=documents,
        steps=tuple(steps.taken),
        lessons=lessons,
        report=report,
    )


def _keep_sign_ins(
    world: World, year: Year, out: Path
) -> tuple[tuple[str, str, str], ...]:
    """Give the sign-ins and keep one of each role; return them for the eye."""
    made = give_sign_ins(world, list(year.journals))
    signs = [
        {"role": role.value, "login": one.login, "password": one.password}
        for role, one in made.items()
    ]
    _write_json(out / MARKER, signs)
    return tuple(
        (ROLE_NAMES[role], one.login, one.password) for role, one in made.items()
    )


def _print(
    world: World, year: Year, out: Path, *, progress: Progress
) -> tuple[Laid, ...]:
    documents = tuple(print_year(world, out, progress=progress))
    with world.writing() as session:
        leave_work(world, session, year.living)
    last = max(one.end for one in year.journals)
    now = world.moment(last, 16, 30)
    anchor(world.engine, out / "home", purpose="documents_issued", now=now)
    with world.reading() as session:
        manifest = build_manifest(session, documents, folder=out, now=now)
    _write_json(out / "manifest.json", manifest)
    return documents


def _close(world: World, year: Year, out: Path) -> None:
    last = max(one.end for one in year.journals)
    with world.writing() as session:
        for journal in year.journals:
            close_year(
                session,
                journal.id,
                actor=world.acting(Role.CONTENT_ADMIN),
                now=world.moment(last, 13, journal.id),
                entropy=world.entropy,
            )
    anchor(
        world.engine,
        out / "home",
        purpose="year_closed",
        now=world.moment(last, 13, 30),
    )


def _clear(out: Path) -> None:
    if not out.exists():
        return
    if any(out.iterdir()) and not (out / MARKER).is_file():
        raise InputRefusedError(
            f"В папке {out} лежит что-то кроме демонстрации: укажите пустую папку.",
            code="folder_in_use",
        )
    shutil.rmtree(out)


def _write_json(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    write_file(path, f"{text}\n".encode())


def rows(documents: Sequence[Laid]) -> Sequence[tuple[object, ...]]:
    """Return the table a person reads: document, number, pages, sheets, seconds."""
    return [
        (
            _shortened(one.issued.fact.title),
            one.issued.fact.number,
            one.issued.fact.pages,
            one.issued.fact.sheets,
            one.files[0].path.name,
            f"{sum(file.seconds for file in one.files):.1f}",
        )
        for one in documents
    ]


def _shortened(title: str) -> str:
    if len(title) <= WIDEST_TITLE:
        return title
    return f"{title[: WIDEST_TITLE - 1].rstrip()}…"

"""Importing the files of three groups, all kinds, as an office brings them in."""

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.frame import OURS, Bench, Contender, Limit, Outcome, Run

if TYPE_CHECKING:
    from records.importers.values import Kind

EXAMPLES = Path(__file__).parents[3] / "examples"
ORDER = (
    *("calendar", "staff", "students", "groups"),
    *("curriculum", "subgroups", "plan", "timetable"),
)
"""The files in the order an office brings them in."""

NOW = datetime(2026, 8, 31, 3, tzinfo=UTC)


def prepare(place: Path) -> None:
    """Make sure that there is something to import."""
    del place
    missing = [path.name for _, path in _files() if not path.is_file()]
    if missing:
        raise RuntimeError(f"not among the examples: {', '.join(missing)}")


def start(place: Path) -> Run:
    """Create an empty record; import file after file, each in its transaction."""
    from records.importers.actions import import_file
    from records.importers.founding import found_home
    from records.importers.profile import read_profile
    from records.kernel.actor import SYSTEM
    from records.kernel.db import open_database, transaction
    from records.kernel.entropy import SystemEntropy
    from records.schema import create_all

    engine = open_database(f"sqlite:///{tempfile.mkdtemp(dir=place)}/import.db")
    create_all(engine)
    profile = read_profile(EXAMPLES / "institution.toml")
    with transaction(engine) as session:
        found_home(session, profile, now=NOW, entropy=SystemEntropy())

    def run() -> Outcome:
        count = 0
        for kind, path in _files():
            with transaction(engine) as session:
                result = import_file(
                    session,
                    kind,
                    path,
                    actor=SYSTEM,
                    now=NOW,
                    entropy=SystemEntropy(),
                )
            count += result.rows
        return Outcome(units=count)

    return run


def _files() -> Iterator[tuple["Kind", Path]]:
    from records.importers.values import Kind

    for name in ORDER:
        yield Kind(name), EXAMPLES / f"{name}.xlsx"


BENCH = Bench(
    name="import",
    title="загрузка файлов трёх групп",
    unit="строк",
    prepare=prepare,
    ours=Contender(name=OURS, start=start),
    limits=(Limit(figure="seconds", bound=10),),
)

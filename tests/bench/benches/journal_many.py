"""Twenty journals on two processes: pages a second, and whether memory grows."""

import os
from collections.abc import Iterator
from pathlib import Path

from tests.bench.benches.places import prepare_school, subject, url, with_imprint
from tests.bench.frame import OURS, Bench, Contender, Limit, Outcome, Run
from tests.bench.school.plan import School

SCHOOL = School(groups=20)
PROCESSES = 2
FLAT = 1.15
"""Memory is flat when a process holds at most this much more at the end."""


def prepare(place: Path) -> None:
    """Fill the database with twenty groups."""
    prepare_school(place, SCHOOL)


def start(place: Path) -> Run:
    """Read all journals and print them on the press."""
    from archive.press import Job, Press
    from records.kernel.db import open_database, transaction
    from templates_docs.catalogue import find

    journal = find("J-YEAR")

    def read() -> Iterator[Job]:
        engine = open_database(url(place, SCHOOL))
        for number in range(SCHOOL.groups):
            with transaction(engine, write=False) as session:
                built = journal.build(session, subject(SCHOOL, number))
            context = with_imprint(built.context)
            yield Job(code=journal.code, context=context, formats=("pdf",))

    def run() -> Outcome:
        pages = 0
        held: list[float] = []
        with Press(PROCESSES) as press:
            for printed in press.run(list(read())):
                pages += printed.pages
                held.append(_largest_child_mb())
        first, last = max(held[:PROCESSES]), held[-1]
        figures = {"first_mb": first, "last_mb": last, "growth": last / first}
        return Outcome(units=pages, figures=figures)

    return run


def _largest_child_mb() -> float:
    import psutil

    children = psutil.Process(os.getpid()).children(recursive=True)
    return max(float(child.memory_info().rss) for child in children) / 2**20


BENCH = Bench(
    name="journal-many",
    title="двадцать журналов в двух процессах",
    unit="страниц",
    prepare=prepare,
    ours=Contender(name=OURS, start=start),
    limits=(
        Limit(figure="per_second", bound=120, at_least=True),
        Limit(figure="growth", bound=FLAT),
    ),
    rounds=1,
)

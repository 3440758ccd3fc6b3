"""The month of sixty groups: counted, frozen and reported, as `monitoring run` does."""

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from tests.bench.benches.places import copy_database, prepare_school
from tests.bench.frame import OURS, Bench, Contender, Limit, Outcome, Run
from tests.bench.school.plan import School

SCHOOL = School(groups=60)
MONTH = "2027-03"
NOW = datetime(2027, 4, 2, 3, tzinfo=UTC)


def prepare(place: Path) -> None:
    """Fill the database with sixty groups and a year of lessons."""
    prepare_school(place, SCHOOL)


def start(place: Path) -> Run:
    """Count the month, freeze it, issue its report as PDF and DOCX."""
    from archive.issue import Desk, issue
    from archive.store.content import ContentStore
    from records.kernel.actor import Actor
    from records.kernel.db import open_database, transaction
    from records.kernel.entropy import SystemEntropy
    from records.monitoring.actions import run_month

    url = copy_database(place, SCHOOL, "monitoring")
    store = Path(tempfile.mkdtemp(dir=place))
    desk = Desk(
        store=ContentStore(store),
        actor=Actor(person_id=None, role="content_admin"),
        now=NOW,
        entropy=SystemEntropy(),
    )

    def run() -> Outcome:
        engine = open_database(url)
        with transaction(engine) as session:
            run_month(
                session,
                date.fromisoformat(f"{MONTH}-01"),
                today=NOW.date(),
                actor=desk.actor,
                now=desk.now,
                entropy=desk.entropy,
            )
        issue(engine, "MON", MONTH, desk=desk)
        return Outcome(units=SCHOOL.groups)

    return run


BENCH = Bench(
    name="monitoring",
    title="мониторинг за месяц по шестидесяти группам, с отчётом",
    unit="групп",
    prepare=prepare,
    ours=Contender(name=OURS, start=start),
    limits=(Limit(figure="seconds", bound=5),),
)

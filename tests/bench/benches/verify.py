"""Verification of the record: entries of the ledger a second."""

from pathlib import Path
from time import perf_counter

from tests.bench.benches.places import database, prepare_school, url
from tests.bench.frame import OURS, Bench, Contender, Limit, Outcome, Run
from tests.bench.school.plan import School

SCHOOL = School(groups=10, disciplines=14)
"""Sizes no other benchmark has: this database has its ledger."""


def prepare(place: Path) -> None:
    """Fill a database and its ledger."""
    if database(place, SCHOOL).exists():
        return
    prepare_school(place, SCHOOL)
    from tests.bench.school.ledger import fill_ledger

    fill_ledger(url(place, SCHOOL))


def start(place: Path) -> Run:
    """Verify the chain; then, as a further figure, everything `verify` looks at."""
    from archive.store.content import ContentStore
    from archive.verify import Status, verify_record
    from records.kernel.db import open_database, transaction
    from records.ledger.verification import verify_chain

    engine = open_database(url(place, SCHOOL))

    def run() -> Outcome:
        started = perf_counter()
        with transaction(engine, write=False) as session:
            chain = verify_chain(session)
        seconds = perf_counter() - started
        started = perf_counter()
        store = ContentStore(place / "documents")
        whole = verify_record(engine, home=place, store=store)
        if not chain.intact or whole.status is not Status.INTACT:
            raise RuntimeError(f"not intact: {whole.problems[:3]}")
        return Outcome(
            units=chain.entries,
            seconds=seconds,
            figures={"whole": chain.entries / (perf_counter() - started)},
        )

    return run


BENCH = Bench(
    name="verify",
    title="сверка реестра записей",
    unit="записей",
    prepare=prepare,
    ours=Contender(name=OURS, start=start),
    limits=(Limit(figure="per_second", bound=50_000, at_least=True),),
)

"""The benchmarks by name, in the order they run."""

from tests.bench.benches.import_files import BENCH as IMPORT_FILES
from tests.bench.benches.journal_many import BENCH as JOURNAL_MANY
from tests.bench.benches.journal_pdf import BENCH as JOURNAL_PDF
from tests.bench.benches.lesson_append import POSTGRESQL, SQLITE
from tests.bench.benches.monitoring import BENCH as MONITORING
from tests.bench.benches.statement import BENCH as STATEMENT
from tests.bench.benches.verify import BENCH as VERIFY
from tests.bench.frame import Bench

BENCHES = (
    JOURNAL_PDF,
    JOURNAL_MANY,
    STATEMENT,
    MONITORING,
    SQLITE,
    POSTGRESQL,
    IMPORT_FILES,
    VERIFY,
)


def list_benches() -> tuple[Bench, ...]:
    """Return all benchmarks."""
    return BENCHES


def find(name: str) -> Bench:
    """Return a benchmark by its name.

    Raises:
        KeyError: there is none of that name.
    """
    return {bench.name: bench for bench in BENCHES}[name]

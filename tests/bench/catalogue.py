"""The benchmarks by name, in the order they run."""

from tests.bench.benches.import_files import BENCH as IMPORT_FILES
from tests.bench.benches.journal_many import BENCH as JOURNAL_MANY
from tests.bench.benches.journal_pdf import BENCH as JOURNAL_PDF
from tests.bench.benches.lesson_append import POSTGRESQL, SQLITE
from tests.bench.benches.monitoring import BENCH as MONITORING
from tests.bench.benches.statement import BENCH as STATEMENT
from tests.bench.benches.verify import BENCH as VERIFY
from tests.bench.benches.web_browser import BROWSER, BROWSER_WIDE
from tests.bench.benches.web_clients import CLIENTS_POSTGRESQL, CLIENTS_SQLITE
from tests.bench.benches.web_grid import GRID, GRID_WIDE
from tests.bench.benches.web_save import (
    LESSON_SAVE,
    LESSON_SAVE_POSTGRESQL,
    PRINTING,
    PRINTING_POSTGRESQL,
    SAVE,
    SAVE_POSTGRESQL,
)
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
    GRID,
    GRID_WIDE,
    BROWSER,
    BROWSER_WIDE,
    SAVE,
    SAVE_POSTGRESQL,
    LESSON_SAVE,
    LESSON_SAVE_POSTGRESQL,
    CLIENTS_SQLITE,
    CLIENTS_POSTGRESQL,
    PRINTING,
    PRINTING_POSTGRESQL,
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

"""`python -m tests.writers URL NAME COUNT [MARKS]`: a writer in a process of its own.

It tells each append on a line only after its commit: what was told must stay.
"""

import sys

from records.kernel.db import open_database, transaction
from tests.ledgers import lesson, write


def run(url: str, name: int, count: int, marks: int) -> None:
    """Append lessons one by one."""
    engine = open_database(url)
    for number in range(count):
        entries = lesson(name * 1_000_000 + number, marks=marks)
        with transaction(engine) as session:
            written = write(session, entries, journal=f"journal/{name % 3}")
        print(written[0].gseq, written[-1].hash, flush=True)  # noqa: T201 - the answer
    engine.dispose()


if __name__ == "__main__":
    run(sys.argv[1], *map(int, sys.argv[2:]))

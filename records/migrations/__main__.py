"""`python -m records.migrations MESSAGE`: write the next migration (for developers)."""

import sys
import tempfile
from pathlib import Path

from records.kernel.db import open_database
from records.migrations.runner import create_revision, upgrade


def main(message: str) -> None:
    """Compare a fresh database of all migrations with the declared tables."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{Path(folder) / 'empty.db'}")
        upgrade(engine, guarded=False)
        create_revision(engine, message)
        engine.dispose()


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))

"""Writes the files of `examples/` anew: `python -m tests.examples_source`."""

from pathlib import Path

from tests.examples_source.books import make_books

FOLDER = Path(__file__).parents[2] / "examples"

if __name__ == "__main__":
    for name, data in make_books().items():
        (FOLDER / name).write_bytes(data)

"""Writes the files of `examples/` anew: `python -m tests.examples_source`."""

from tests.examples_source.make import main

if __name__ == "__main__":
    main()

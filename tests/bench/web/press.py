"""Prints the journals of a school until it is ended: `python -m tests.bench.web.press URL`."""

import sys

from archive.press import Job, Press
from records.curriculum.queries import list_journals
from records.kernel.db import open_database, transaction
from templates_docs.catalogue import find
from tests.bench.benches.places import with_imprint


def main(url: str) -> None:
    """Read and print every journal again and again, as the worker does: one process."""
    engine = open_database(url)
    document = find("J-YEAR")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    with Press(1) as press:
        while True:
            with transaction(engine, write=False) as session:
                refs = list_journals(session)
            for ref in refs:
                with transaction(engine, write=False) as session:
                    built = document.build(session, f"{ref.group_code} {ref.year}")
                context = with_imprint(built.context)
                job = Job(code=document.code, context=context, formats=("pdf",))
                for _ in press.run([job]):
                    pass


if __name__ == "__main__":
    main(*sys.argv[1:])

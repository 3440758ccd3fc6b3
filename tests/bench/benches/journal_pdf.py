"""One bound journal from the database to PDF/A, against three other ways.

Ours opens the database, reads the year, divides it into volumes, lays it out and
prints. A peer is timed for its printing alone: the HTML and the DOCX are made
beforehand.
"""

from dataclasses import replace
from pathlib import Path

from tests.bench.benches.places import (
    ONE_GROUP,
    prepare_school,
    subject,
    url,
    with_imprint,
)
from tests.bench.frame import OURS, Bench, Contender, Limit, Outcome, Run
from tests.bench.peers.engines import (
    DOCX_FILE,
    HTML_FILE,
    start_chromium,
    start_libreoffice,
    start_weasyprint,
)


def prepare(place: Path) -> None:
    """Fill the database; make the HTML and the DOCX the peers print."""
    prepare_school(place, ONE_GROUP)
    from records.kernel.db import open_database, transaction
    from templates_docs.catalogue import find
    from tests.bench.peers.html import make_html

    journal = find("J-YEAR")
    with transaction(open_database(url(place, ONE_GROUP)), write=False) as session:
        context = with_imprint(journal.build(session, subject(ONE_GROUP)).context)
    (place / HTML_FILE).write_text(make_html(context), "utf-8")
    (place / DOCX_FILE).write_bytes(journal.render_docx(context))


def start(place: Path) -> Run:
    """Read the year, divide it into volumes, lay out and print each."""
    from archive.press import count_pages
    from records.kernel.db import open_database, transaction
    from templates_docs.catalogue import find
    from templates_docs.documents.class_journal.layout.plan import measure_volumes

    journal = find("J-YEAR")

    def run() -> Outcome:
        engine = open_database(url(place, ONE_GROUP))
        with transaction(engine, write=False) as session:
            built = journal.build(session, subject(ONE_GROUP))
        context = with_imprint(built.context)
        printing = context.printing
        pages = 0
        for size in measure_volumes(context):
            volume = replace(context, printing=replace(printing, volume=size.number))
            pages += count_pages(journal.render_pdf(volume))
        return Outcome(units=pages)

    return run


BENCH = Bench(
    name="journal-pdf",
    title="журнал группы за год из базы данных в PDF/A",
    unit="страниц",
    prepare=prepare,
    ours=Contender(name=OURS, start=start),
    peers=(
        Contender(name="weasyprint", start=start_weasyprint),
        Contender(name="chromium", start=start_chromium, programs=("chromium",)),
        Contender(name="libreoffice", start=start_libreoffice, programs=("soffice",)),
    ),
    limits=(
        Limit(figure="seconds", bound=1.5),
        Limit(figure="peak_mb", bound=400),
        Limit(figure="seconds", peer="weasyprint", bound=20, at_least=True),
        Limit(figure="seconds", peer="chromium", bound=4, at_least=True),
        Limit(figure="seconds", peer="libreoffice", bound=8, at_least=True),
    ),
)

"""A print centre with its worker, in one process."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from archive.store.content import ContentStore
from records.issuance.queries import list_issued
from records.issuance.values import IssuedFact
from records.kernel.db import transaction
from records.kernel.errors import RecordsError
from tests.web.college import MORNING
from tests.web.conftest import Installation, Visitor
from web import clock
from web.jobs.making import Workshop
from web.jobs.worker import Worker

KEY = re.compile(r'name="key" value="([0-9a-f]+)"')
YEAR = "2026/2027"


def work(site: Installation) -> int:
    """Let a worker make everything that waits."""
    shop = Workshop(
        engine=site.engine,
        home=site.home,
        store=ContentStore(site.home / "documents"),
        ahead=MORNING - clock.now() + timedelta(seconds=1),
    )
    return Worker(shop, explain=lambda error: RecordsError(str(error))).run_once()


def ask(visitor: Visitor, *picks: str, key: str = "", **more: str) -> int:
    """Tick cells of the matrix and send the form; return the status."""
    page = visitor.get("/print").text
    found = KEY.search(page)
    sent = {"year": YEAR, "key": key or (found[1] if found else ""), **more}
    answer = visitor.post("/print/run", {**sent, "pick": list(picks)})
    return answer.status_code


def issued(site: Installation) -> tuple[IssuedFact, ...]:
    """Return the register."""
    with transaction(site.engine, write=False) as session:
        return list_issued(session)


@pytest.fixture
def summaries(
    site: Installation, visit: Callable[[str], Visitor]
) -> tuple[IssuedFact, ...]:
    """Give the summary sheets of both groups, printed from the page."""
    places = site.college.places
    picks = [f"{one}:summary" for one in (places.journal, places.other_journal)]
    assert ask(visit("content_admin"), *picks) == 303
    assert work(site) == 2
    return issued(site)

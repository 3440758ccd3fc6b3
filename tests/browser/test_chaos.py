"""Chaos: three writers, cut networks, a killed server, ended sessions (issue 3 §6).

Nothing may be lost, nothing doubled, every conflict shown: the keys the browsers
have sent are compared with those in the ledger. SURGUCH_CHAOS_EDITS makes the run
longer; its dice are fixed, the weather of the machine is not.
"""

import os
import random

import pytest

from tests.browser.chaos import WATCH, Writer
from tests.browser.ledger import read_keys, read_standing
from tests.browser.people import Office
from tests.browser.serving import Served
from tests.browser.stage import TODAY

pytestmark = pytest.mark.slow
EDITS = int(os.environ.get("SURGUCH_CHAOS_EDITS", "150"))
BURST = 8
"""So many marks are entered between two blows at most."""
FATES = ("calm", "cut", "expired", "reopened", "killed")
MARKS = ("5", "4", "3", "2", "н")
WRITERS = ("teacher", "teacher", "other_teacher")
NOTHING_TO_WRITE = "saved"
"""The same mark stood there already."""


@pytest.fixture
def served(own_server: Served) -> Served:
    """Take a server that the test may kill."""
    return own_server


@pytest.fixture
def writers(office: Office) -> list[Writer]:
    """Seat three writers: the teacher at two computers, the substitute at a third."""
    made = []
    for who in WRITERS:
        desk = office.sign_in(who)
        desk.context.add_init_script(WATCH)
        made.append(Writer(desk=desk, grid=desk.open_grid()))
    return made


def test_no_mark_is_lost_or_doubled_and_every_conflict_is_shown(
    writers: list[Writer], served: Served
) -> None:
    suffered = _write_in_a_storm(writers, served)
    for writer in writers:
        writer.calm_down()
    stage = writers[0].desk.stage
    ledger = read_keys(served.home, stage, TODAY)
    sent = {key: one for writer in writers for key, one in writer.sent.items()}
    told = {key: one for writer in writers for key, one in writer.told().items()}

    assert sum(one.count("typed", "mine") for one in writers) == len(sent)
    assert suffered == set(FATES)
    assert len(ledger) == len(set(ledger))
    assert set(ledger) <= set(sent)
    unwritten = {
        key: told.get(key, {}).get("status") for key in set(sent) - set(ledger)
    }
    assert set(unwritten.values()) <= {"conflict", NOTHING_TO_WRITE}
    assert "conflict" in unwritten.values()
    for writer in writers:
        own = [key for key in writer.sent if unwritten.get(key) == "conflict"]
        decided = writer.count("mine", "theirs")
        assert decided == len(own) - len(writer.unseen())
        writer.grid = writer.desk.open_grid(writer.grid.page)
        assert writer.grid.column() == read_standing(served.home, stage, TODAY)


def _write_in_a_storm(writers: list[Writer], served: Served) -> set[str]:
    """Type in bursts with a blow between them; return which blows there were."""
    dice = random.Random(20261013)  # noqa: S311 - a game, not a secret
    rows = len(writers[0].desk.stage.learners)
    suffered: set[str] = set()
    while sum(writer.tries for writer in writers) < EDITS:
        marks = [dice.choice(MARKS) for _ in range(dice.randint(1, BURST))]
        dice.choice(writers).type(dice.randrange(rows), marks)
        suffered.add(_disturb(dice, dice.choice(writers), served))
    if served.server.process is None:
        served.server.start()
    return suffered


def _disturb(dice: random.Random, writer: Writer, served: Served) -> str:
    """Break or mend something now and then; return what."""
    down = served.server.process is None
    reachable = not (down or writer.offline)
    [fate] = dice.choices(FATES, weights=(50, 24, 6, 6, 30 if down else 6))
    if fate == "cut":
        writer.cut(off=not writer.offline)
    elif fate == "expired" and reachable:
        writer.expire()
    elif fate == "reopened" and reachable:
        writer.reopen()
    elif fate == "killed":
        served.server.start() if down else served.server.kill()
    else:
        return "calm"
    return fate

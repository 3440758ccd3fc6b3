"""How soon a keystroke is seen: a grid of 36 learners × 200 columns (issue 3 §5)."""

import json
import re
from datetime import date, timedelta
from statistics import quantiles
from typing import Any

import pytest
from playwright.sync_api import Route

from tests.browser.grid_page import GridPage
from tests.browser.people import Desk, Office, fetch
from tests.browser.stage import TODAY

pytestmark = pytest.mark.slow
ROWS, LESSONS = 36, 196
USABLE = 3000.0
BLINK = 32.0
"""Twice what the issue asks for, of the quickest quarter: the machine of a test may be
crowded, and a crowd only adds. The bench «web-browser-wide» has the issue's limit."""
DATA = re.compile(r'(id="grid-data">)(.*?)(</script>)', re.DOTALL)
METER = """
window.spent = [];
let begun = 0;
addEventListener("keydown", () => {
  begun = performance.now();
  requestAnimationFrame(() => {
    const frame = performance.now();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => window.spent.push(window.handled + performance.now() - frame);
    port2.postMessage(0);
  });
}, true);
addEventListener("keydown", () => { window.handled = performance.now() - begun; });
"""
"""Work from the key to the painted frame; the wait for the screen's tick is left out."""


@pytest.fixture
def wide(office: Office) -> GridPage:
    """Give a grid of the largest size: the page is ours, its numbers are made up."""
    desk = office.sign_in("teacher")
    desk.page.route(f"**{desk.stage.path}", lambda route: _widen(route, desk))
    return desk.open_grid()


def test_a_wide_grid_is_soon_usable(wide: GridPage) -> None:
    ready = wide.page.evaluate(
        "performance.getEntriesByName('grid-ready')[0].startTime"
    )

    assert wide.page.locator("tbody tr").count() == ROWS
    assert wide.page.locator("tbody td").count() == ROWS * (LESSONS + 4 + 1)
    assert ready < USABLE


def test_a_keystroke_is_painted_within_a_blink(wide: GridPage) -> None:
    wide.press(*["5", "Enter"] * 3)
    wide.page.evaluate(METER)
    for key in ("4", "Enter", "ArrowUp", "5", "ArrowDown", "ArrowRight") * 5:
        wide.press(key)
        wide.page.wait_for_timeout(40)
    spent = wide.page.evaluate("window.spent")

    assert len(spent) == 30
    assert quantiles(spent, n=4)[0] < BLINK


def _widen(route: Route, desk: Desk) -> None:
    answer = fetch(route, desk.served)
    widened = DATA.sub(
        lambda found: found[1] + json.dumps(_stretch(json.loads(found[2]))) + found[3],
        answer.text(),
    )
    route.fulfill(response=answer, body=widened)


def _stretch(data: dict[str, Any]) -> dict[str, Any]:
    """Make the real page's data as large as a school year of the busiest course."""
    first = next(one for one in data["columns"] if one["day"] == TODAY.isoformat())
    days = [TODAY - timedelta(days=LESSONS - 20 - at) for at in range(LESSONS)]
    months = sorted({f"{day:%Y-%m}" for day in days})
    data["months"] = [{"key": key, "name": key, "closed": None} for key in months]
    data["columns"] = [_column(first, at, day, months) for at, day in enumerate(days)]
    data["learners"] = [
        {"id": number, "name": f"Обучающийся Номер{number}"} for number in range(ROWS)
    ]
    data["cells"] = [
        [[at, "5432н"[(row * at) % 5]] for at in range(row % 3, LESSONS - 25, 3)]
        for row in range(ROWS)
    ]
    return data


def _column(
    like: dict[str, Any], at: int, day: date, months: list[str]
) -> dict[str, Any]:
    month = months.index(f"{day:%Y-%m}")
    return like | {"day": day.isoformat(), "lesson": at + 1, "no": at, "month": month}

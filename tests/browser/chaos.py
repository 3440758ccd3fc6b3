"""Writers of the chaos run and what their browsers have sent and were told."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Request

from tests.browser.grid_page import GridPage
from tests.browser.people import Desk

PATIENCE = 120_000
KEYS = {"н": "y"}
HAND = 100
"""Milliseconds a hand needs from the keyboard to the cross of the tab."""
QUIET = """() => !/Сохраняется|Не сохранено/.test(
  document.querySelector("[data-states]").innerText)"""
WATCH = """
const post = window.fetch;
window.fetch = async (url, options) => {
  const answer = await post(url, options);
  if (String(url).endsWith("/cells") && answer.status === 200) {
    const told = JSON.parse(localStorage.getItem("told") ?? "{}");
    for (const cell of (await answer.clone().json()).cells) {
      told[cell.key] = { status: cell.status, text: cell.text, message: cell.message };
    }
    localStorage.setItem("told", JSON.stringify(told));
  }
  return answer;
};
const add = (name) => localStorage.setItem(name, Number(localStorage.getItem(name)) + 1);
addEventListener("keydown", ({ key, target }) => {
  if (key !== "Enter" || !target.matches?.("input.g-editor")) return;
  const cell = document.querySelector("td.g-focus");
  const lets = !cell.classList.contains("g-conflict");
  if (lets && target.value !== cell.textContent) add("typed");
}, true);
const decide = (choice) => choice && add(choice);
addEventListener("click", ({ target }) => decide(target.dataset?.do), true);
addEventListener("keydown", ({ key, target }) => {
  if (key === "Enter") decide(target.dataset?.choice);
}, true);
"""
"""What the server tells, how often something new was entered and how a conflict was
decided, kept over reloads."""
GLANCE = """() => {
  const cell = document.querySelector("td.g-focus");
  return [cell.textContent, cell.classList.contains("g-conflict"),
    Boolean(document.querySelector(".s-card"))];
}"""


@dataclass(slots=True, kw_only=True)
class Writer:
    """Somebody who types without pause, whatever happens around."""

    desk: Desk
    grid: GridPage
    offline: bool = False
    tries: int = 0
    sent: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Keep every cell the browser sends, by its key."""
        sent = self.sent

        def hear(request: Request) -> None:
            if request.method == "POST" and request.url.endswith("/cells"):
                for cell in json.loads(request.post_data or "{}")["cells"]:
                    sent.setdefault(cell["key"], cell)

        self.desk.context.on("request", hear)

    def type(self, row: int, marks: Sequence[str]) -> None:
        """Enter marks down the column; a conflict in the way is decided instead."""
        self.grid.go(row)
        for text in marks:
            stands, disputed, carded = self.grid.page.evaluate(GLANCE)
            if disputed or carded:
                self.decide(self.grid.focused()[0], mine=bool(self.tries % 2))
                return
            self.grid.press(
                *([] if stands == text else [KEYS.get(text, text)]), "Enter"
            )
            self.tries += stands != text

    def decide(self, row: int, *, mine: bool) -> None:
        """Decide the conflict that is shown in a cell, if there is one."""
        card = self.grid.card()
        if row >= 0 and not card.count():
            self.grid.go(row)
        name = "Записать" if mine else "Оставить"
        if card.count():
            card.get_by_role("button", name=f"{name} «").click()

    def asked(self) -> list[int]:
        """List the rows in which two values meet."""
        rows: list[int] = self.grid.page.evaluate(
            """() => [...document.querySelectorAll("td.g-conflict")]
              .map((cell) => cell.parentElement.sectionRowIndex)"""
        )
        return rows

    def cut(self, *, off: bool) -> None:
        """Cut the network, or mend it."""
        self.offline = off
        self.desk.context.set_offline(off)

    def expire(self) -> None:
        """Let the session end and sign in again in another tab."""
        self.desk.context.clear_cookies()
        self.sign_in()

    def sign_in(self) -> None:
        """Sign in again in another tab and close it."""
        tab = self.desk.new_tab()
        self.desk.sign_in(tab)
        tab.close()
        self.grid.page.bring_to_front()

    def reopen(self) -> None:
        """Close the tab with whatever is under way and open the journal anew."""
        tab = self.desk.new_tab()
        tab.wait_for_timeout(HAND)
        self.grid.page.close()
        self.grid = self.desk.open_grid(tab)

    def calm_down(self) -> None:
        """Mend the network, sign in, decide what is asked, wait until all is written."""
        self.cut(off=False)
        self.sign_in()
        for _ in range(20):
            self.grid.page.wait_for_function(QUIET, timeout=PATIENCE)
            asked = self.asked()
            for row in asked:
                self.decide(row, mine=False)
            if not asked and not self.grid.waiting():
                return
        raise AssertionError("the outbox is never empty")

    def count(self, *names: str) -> int:
        """Count what was typed anew, decided as `mine` or as `theirs`."""
        told = self.grid.page.evaluate(
            "names => names.map((name) => Number(localStorage.getItem(name)))", names
        )
        return int(sum(told))

    def told(self) -> Mapping[str, dict[str, Any]]:
        """Return what the server has last said of every key."""
        text = self.grid.page.evaluate("localStorage.getItem('told')")
        told: dict[str, dict[str, Any]] = json.loads(text or "{}")
        return told

    def unseen(self) -> list[str]:
        """List the conflicts nobody was asked about: typed over before the answer."""
        told, sent = self.told(), list(self.sent.values())
        places = [(one["person"], one["seen"]) for one in sent]
        return [
            key
            for at, key in enumerate(self.sent)
            if told.get(key, {}).get("status") == "conflict"
            and places[at] in places[at + 1 :]
        ]

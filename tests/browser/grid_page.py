"""The grid as a test sees it: cells by row and by day, the line above, the bar below."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.stage import TODAY

RUSSIAN = {"а": "KeyF", "н": "KeyY", "т": "KeyN", "ф": "KeyA", "я": "KeyZ"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GridPage:
    """One open grid."""

    page: Page

    def wait_ready(self) -> None:
        """Wait until the grid takes keys."""
        self.page.wait_for_selector("[data-grid][data-ready]")

    def press(self, *keys: str) -> None:
        """Press keys one after another; Russian letters in the Russian layout."""
        for key in keys:
            code = RUSSIAN.get(key.lower())
            if code is None:
                self.page.keyboard.press(key)
            else:
                self._press_russian(key, code)

    def _press_russian(self, key: str, code: str) -> None:
        session = self.page.context.new_cdp_session(self.page)
        stroke = {"key": key, "code": code, "text": key}
        session.send("Input.dispatchKeyEvent", {"type": "keyDown", **stroke})
        session.send("Input.dispatchKeyEvent", {"type": "keyUp", **stroke})
        session.detach()

    def cell(self, row: int, day: date | str = TODAY) -> Locator:
        """Return the cell of a learner (from 0) on a day, or in a column by its title."""
        return (
            self.page.locator("tbody tr").nth(row).locator("td").nth(self._place(day))
        )

    def go(self, row: int, day: date | str = TODAY) -> None:
        """Put the focus on a cell with the pointer."""
        self.cell(row, day).click()

    def write(self, row: int, text: str, day: date | str = TODAY) -> None:
        """Type a designation into a cell and record it."""
        self.go(row, day)
        self.press(*text, "Enter")

    def text(self, row: int, day: date | str = TODAY) -> str:
        """Return what stands in a cell."""
        return self.cell(row, day).inner_text()

    def column(self, day: date | str = TODAY) -> list[str]:
        """Return what stands in a column from top to bottom."""
        rows = self.page.locator("tbody tr").count()
        return [self.text(row, day) for row in range(rows)]

    def focused(self) -> tuple[int, int]:
        """Return the row and the column that take the keys."""
        found = self.page.evaluate(
            """() => {
              const cell = document.activeElement.closest("tbody td");
              return cell ? [cell.parentElement.sectionRowIndex, cell.cellIndex - 2] : [-1, -1];
            }"""
        )
        return found[0], found[1]

    def context(self) -> str:
        """Return the line above the table."""
        return self.page.locator("[data-context]").inner_text()

    def status(self) -> str:
        """Return the bar below."""
        return self.page.locator("[data-states]").inner_text()

    def card(self) -> Locator:
        """Return the open card."""
        return self.page.locator(".s-card")

    def expect_class(self, row: int, name: str, day: date | str = TODAY) -> None:
        """Wait until a cell looks so."""
        import re

        expect(self.cell(row, day)).to_have_class(re.compile(rf"\b{name}\b"))

    def expect_saved(self) -> None:
        """Wait until nothing is on its way any more."""
        self.page.wait_for_function(
            """() => !document.querySelector("td.g-saving, td.g-failed")
              && !/Сохраняется|Не сохранено/.test(document.querySelector("[data-states]").innerText)"""
        )

    def paste(self, text: str) -> None:
        """Paste a text as a spreadsheet gives it."""
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.press("Control+v")

    def waiting(self) -> list[dict[str, Any]]:
        """Return the rows of the outbox as they lie in the browser."""
        rows: list[dict[str, Any]] = self.page.evaluate(
            """() => new Promise((resolve, reject) => {
              const asked = indexedDB.open("surguch", 1);
              asked.onerror = () => reject(asked.error);
              asked.onsuccess = () => {
                const all = asked.result.transaction("outbox").objectStore("outbox").getAll();
                all.onsuccess = () => { asked.result.close(); resolve(all.result.map(
                  ({ data, iv, ...plain }) => ({ ...plain,
                    sealed: new TextDecoder().decode(data) }))); };
              };
            })"""
        )
        return rows

    def _place(self, day: date | str) -> int:
        if isinstance(day, str):
            titles = self.page.locator("thead th.g-final").all_inner_texts()
            return self._width() - len(titles) + titles.index(day) + 1
        place = self.page.evaluate(
            """day => {
              const { columns } = JSON.parse(document.getElementById("grid-data").textContent);
              return columns.findIndex((one) => one.day === day && one.work === "lesson");
            }""",
            day.isoformat(),
        )
        assert place >= 0, f"no column of {day}"
        return int(place) + 1

    def _width(self) -> int:
        return self.page.locator("tfoot td").count()

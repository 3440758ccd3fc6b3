"""Chromium with one page signed in: how soon a grid is usable, how soon a key is seen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page, ViewportSize

from tests.bench.web.home import PASSWORD
from tests.browsers import open_browser

SIZE: ViewportSize = {"width": 1440, "height": 900}
READY = "[data-grid][data-ready]"
SHOWN = """() => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => resolve(performance.now());
  const look = () => {
    if (document.querySelector("input.g-editor")?.value) port2.postMessage(0);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""
"""When the frame with the first sign typed is painted, counted from the navigation."""

HEARD = "before => window.strokes.length > before"
METER = """() => {
  const strokes = window.strokes = [];
  let stroke = null;
  addEventListener("keydown", (event) => {
    const heard = performance.now();
    stroke = { since: event.timeStamp, heard };
    requestAnimationFrame(() => {
      const frame = performance.now();
      const { port1, port2 } = new MessageChannel();
      const { since, handled } = stroke;
      port1.onmessage = () => {
        const painted = performance.now();
        strokes.push([handled + painted - frame, painted - since]);
      };
      port2.postMessage(0);
    });
  }, true);
  addEventListener("keydown", () => { stroke.handled = performance.now() - stroke.heard; });
}"""
"""Two times a keystroke: our work (script, style, layout, paint), and that with the
wait for the tick of the screen, from the event to the painted frame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """Seconds of one keystroke: of work, and until its frame is painted."""

    work: float
    shown: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One page of a browser."""

    page: Page
    site: str

    def sign_in(self, login: str) -> None:
        """Sign in by the form."""
        self.page.goto(f"{self.site}/login")
        self.page.get_by_label("Логин").fill(login)
        self.page.get_by_label("Пароль", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Войти").click()
        self.page.wait_for_url(lambda url: not url.endswith("/login"))

    def open_grid(self, course: int) -> float:
        """Open the grid and type into it; seconds until the sign typed is painted."""
        self.page.goto(f"{self.site}/journal/{course}", wait_until="commit")
        self.page.wait_for_selector(READY)
        self.page.keyboard.press("4")
        painted: float = self.page.evaluate(SHOWN)
        self.page.keyboard.press("Escape")
        return painted / 1000

    def type(self, times: int) -> list[Stroke]:
        """Fill empty cells down the column and step over the full ones."""
        self.page.evaluate(METER)
        while self._count() < times:
            for key in self._next_keys():
                before = self._count()
                self.page.keyboard.press(key)
                self.page.wait_for_function(HEARD, arg=before)
        told: list[tuple[float, float]] = self.page.evaluate("window.strokes")
        return [Stroke(work=one / 1000, shown=two / 1000) for one, two in told]

    def _count(self) -> int:
        return int(self.page.evaluate("window.strokes.length"))

    def _next_keys(self) -> tuple[str, ...]:
        stands = self.page.locator("td.g-focus").inner_text()
        if not stands:
            return ("4", "Enter")
        last = self.page.locator("tbody tr:last-child td.g-focus").count()
        return ("ArrowLeft", "PageUp", "PageUp") if last else ("ArrowDown",)


@contextmanager
def open_window(port: int) -> Iterator[Window]:
    """Start the browser of the tests, end it after use."""
    with open_browser() as browser:
        page = browser.new_page(viewport=SIZE, locale="ru-RU")
        yield Window(page=page, site=f"http://127.0.0.1:{port}")

"""A person's day as a test tells it: every complaint of the browser is written down."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.people import PHONE, WIDE, Desk

REFUSED = 400
SIDEWAYS = """() => {
  const root = document.documentElement;
  return root.scrollWidth - root.clientWidth;
}"""


@dataclass(slots=True, kw_only=True)
class Day:
    """One person at work: clicks, and what must not happen meanwhile.

    `allowed` are the refusals the story itself provokes, each as often as it is named.
    """

    desk: Desk
    allowed: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Listen to every request of the page from now on."""
        self.page.on("request", lambda one: self._see_request(one.url))
        self.page.on("response", lambda one: self._see_answer(one.status, one.url))

    @property
    def page(self) -> Page:
        """Return the page in front of the person."""
        return self.desk.page

    def open(self, path: str) -> Page:
        """Type an address of the site."""
        self.page.goto(self.desk.served.url + path)
        return self.page

    def choose(self, section: str) -> Page:
        """Choose a section of the menu."""
        self.page.locator("header nav").get_by_role("link", name=section).first.click()
        return self.page

    def follow(self, words: str) -> Page:
        """Follow the first link of the page's body with these words."""
        self.page.locator("main").get_by_role("link", name=words).first.click()
        return self.page

    def press(self, words: str) -> Page:
        """Press the button."""
        self.page.get_by_role("button", name=words).first.click()
        return self.page

    def fill(self, label: str, text: str) -> None:
        """Fill the field in the page's body."""
        self.page.locator("main").get_by_label(label, exact=True).fill(text)

    def pick(self, label: str, words: str) -> None:
        """Pick an option by its words."""
        self.page.locator("main").get_by_label(label, exact=True).select_option(
            label=words
        )

    def reads(self, *words: str) -> None:
        """Wait until the page's body says each of these."""
        for one in words:
            expect(self.page.locator("body")).to_contain_text(one)

    def fits(self) -> None:
        """See that the page does not scroll sideways on a phone."""
        width, height = PHONE
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_load_state("load")
        if self.page.evaluate(SIDEWAYS) > 0:
            self.faults.append(f"{self.page.url} scrolls sideways on a phone")
        width, height = WIDE
        self.page.set_viewport_size({"width": width, "height": height})

    def _see_request(self, address: str) -> None:
        asked = urlsplit(address)
        own = urlsplit(self.desk.served.url).netloc
        if asked.scheme in ("http", "https") and asked.netloc != own:
            self.faults.append(f"asks a foreign host: {address}")

    def _see_answer(self, status: int, address: str) -> None:
        if status < REFUSED:
            return
        if status in self.allowed:
            self.allowed.remove(status)
        else:
            self.faults.append(f"{status} {address}")

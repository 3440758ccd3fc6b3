"""People at their computers: a browser of one's own, signed in by the form."""

from dataclasses import dataclass, field

from playwright.sync_api import (
    APIResponse,
    Browser,
    BrowserContext,
    Page,
    Route,
    expect,
)

from tests.browser.grid_page import GridPage
from tests.browser.serving import Served
from tests.browser.stage import Stage
from tests.web.college import PASSWORD

WIDE = (1440, 900)
PHONE = (390, 844)
PATIENCE = 15_000
NOISE = (
    "Failed to load resource",
)  # cut networks and killed servers are told by the browser


@dataclass(slots=True, kw_only=True)
class Desk:
    """One person at one computer."""

    context: BrowserContext
    page: Page
    served: Served
    stage: Stage
    who: str
    errors: list[str] = field(default_factory=list)

    def sign_in(self, page: Page | None = None) -> Page:
        """Sign in by the form, unless the session lives; in another tab when given."""
        tab = page or self.page
        tab.goto(f"{self.served.url}/login")
        if not tab.url.endswith("/login"):
            return tab
        tab.get_by_label("Логин").fill(self.stage.college.people.logins[self.who])
        tab.get_by_label("Пароль", exact=True).fill(PASSWORD)
        tab.get_by_role("button", name="Войти").click()
        expect(tab).not_to_have_url(f"{self.served.url}/login")
        return tab

    def open_grid(self, page: Page | None = None, path: str = "") -> GridPage:
        """Open the grid and wait until it takes keys."""
        tab = page or self.page
        tab.goto(self.served.url + (path or self.stage.path))
        shown = GridPage(page=tab)
        shown.wait_ready()
        return shown

    def new_tab(self) -> Page:
        """Open another tab of the same browser."""
        tab = self.context.new_page()
        self.listen(tab)
        return tab

    def listen(self, page: Page) -> None:
        """Keep what the page complains of."""
        page.set_default_timeout(PATIENCE)
        page.set_default_navigation_timeout(4 * PATIENCE)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda line: self._hear(line.type, line.text))

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error" and not any(noise in text for noise in NOISE):
            self.errors.append(text)


@dataclass(slots=True, kw_only=True)
class Office:
    """The computers of one test."""

    browser: Browser
    served: Served
    stage: Stage
    desks: list[Desk] = field(default_factory=list)

    def sign_in(self, who: str, size: tuple[int, int] = WIDE) -> Desk:
        """Sit somebody down at a computer of their own."""
        width, height = size
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=size == PHONE,
            locale="ru-RU",
            timezone_id="Asia/Tomsk",
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        desk = Desk(
            context=context,
            page=context.new_page(),
            served=self.served,
            stage=self.stage,
            who=who,
        )
        desk.listen(desk.page)
        self.desks.append(desk)
        desk.sign_in()
        return desk

    def close(self) -> None:
        """Turn the computers off; a page that complained fails the test."""
        for desk in self.desks:
            desk.context.close()
        assert [error for desk in self.desks for error in desk.errors] == []


def fetch(route: Route, served: Served) -> APIResponse:
    """Let the server have a request of the browser; the test decides what is shown."""
    host = f"{served.name}.localhost:{served.server.port}"
    plain = route.request.url.replace(host, f"127.0.0.1:{served.server.port}")
    headers = {**route.request.all_headers(), "host": host}
    return route.fetch(url=plain, headers=headers)

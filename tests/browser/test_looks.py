"""Every screen of every role, looked at: no sideways scroll, nothing axe minds."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page

from records.access.roles import Role
from tests.browser.people import Office
from tests.browser.test_reader import found_by_axe
from web.pages import PAGES

pytestmark = pytest.mark.slow

ROLES = (
    *("teacher", "curator", "secretary", "dispatcher", "content_admin"),
    *("deputy", "director", "system_admin", "learner", "parent"),
)
NOWHERE = "/no-such-page"
HEIGHT = 900
WIDE, PHONE, NARROWEST = 1440, 390, 320
THEMES: Mapping[int, Literal["light", "dark"]] = {
    WIDE: "light",
    PHONE: "dark",
    NARROWEST: "dark",
}
FILE = re.compile(r"\.\w+$|/file/|/draft/")
NAME = re.compile(r"(?:\d|-|%[0-9A-F]{2})+")
"""A number, a day, a group: another one is no other kind of screen."""
FAULTS = """async () => {
  const wrong = [];
  const root = document.documentElement;
  const wide = root.scrollWidth - root.clientWidth;
  if (wide) wrong.push(`${wide} px too wide`);
  for (const one of document.querySelectorAll("main :not(input)")) {
    if (!one.clientWidth || one.scrollWidth <= one.clientWidth + 2) continue;
    const { overflowX, position } = getComputedStyle(one);
    if (["hidden", "clip"].includes(overflowX) && position !== "absolute") {
      wrong.push(`cropped ${one.className}: ${one.textContent.trim().slice(0, 40)}`);
    }
  }
  if (document.querySelectorAll("h1").length !== 1) wrong.push("not one h1");
  if (!document.title.endsWith(" · Сургуч")) wrong.push(document.title);
  const used = [...document.querySelectorAll("svg use")].map((one) => one.href.baseVal);
  if (!used.length) return wrong;
  window.sprite ??= await (await fetch(used[0].split("#")[0])).text();
  const unknown = used.filter((one) => !sprite.includes(`id="${one.split("#")[1]}"`));
  return [...wrong, ...unknown];
}"""


@dataclass(slots=True, kw_only=True)
class Walk:
    """A walk over the screens a person can reach, each kind of address once."""

    page: Page
    site: str
    ahead: list[str]
    seen: set[str] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)
    dead: list[str] = field(default_factory=list)

    def screens(self) -> Iterator[str]:
        """Open screen after screen; files and JSON are passed by."""
        while self.ahead:
            path = self.ahead.pop(0)
            kind = NAME.sub("1", path)
            if kind in self.seen or FILE.search(path.split("?")[0]):
                continue
            self.seen.add(kind)
            answer = self.page.goto(self.site + path)
            if answer is None or "text/html" not in answer.headers["content-type"]:
                continue
            if answer.status >= 400 and path in self.linked:
                self.dead.append(path)
            yield path
            links = self.links()
            self.linked.update(links)
            self.ahead += links

    def links(self) -> list[str]:
        """Return where the screen leads to."""
        found: list[str] = self.page.evaluate(
            "() => [...document.querySelectorAll('a[href]:not([download])')]"
            ".filter((one) => one.origin === location.origin)"
            ".map((one) => one.pathname + one.search)"
        )
        return found


def list_screens(role: Role) -> list[str]:
    """Return the addresses without a number that the role may open."""
    app = Flask(__name__)
    for pages in PAGES:
        app.register_blueprint(pages)
    found = []
    for rule in app.url_map.iter_rules():
        access = getattr(app.view_functions[rule.endpoint], "access", None)
        opened = access is not None and access.admits_role(role)
        if opened and not rule.arguments and "GET" in (rule.methods or ()):
            found.append(rule.rule)
    return found


SEEN: dict[tuple[str, int], set[str]] = defaultdict(set)
"""Markup axe has seen on a kind of screen: another role's is often the same."""
MARKUP = """() => [...document.querySelectorAll("body *")].map((one) =>
  [...one.attributes].map(({ name, value }) =>
    /^(class|role|type|aria-(hidden|current|pressed))$/.test(name) ? `${name}=${value}` : name)
  .sort().join(" ") + one.tagName)"""


def complain(page: Page) -> list[str]:
    """Return everything wrong with the screen, at three widths and in both themes.

    A screen is looked at from the width the last one has left: it is loaded wide
    one time and narrow the next.
    """
    shown = page.viewport_size or {"width": WIDE}
    wrong = []
    for width in sorted(THEMES, reverse=shown["width"] == WIDE):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=THEMES[width], reduced_motion="reduce")
        found = page.evaluate(FAULTS)
        if width != NARROWEST and _is_new(page, width):
            found += found_by_axe(page)
        wrong += [f"{width}: {one}" for one in found]
    return wrong


def _is_new(page: Page, width: int) -> bool:
    """Tell whether axe has not seen all of this markup on this kind of screen yet."""
    seen = SEEN[NAME.sub("1", urlsplit(page.url).path), width]
    fresh = set(page.evaluate(MARKUP)) - seen
    seen |= fresh
    return bool(fresh)


@pytest.mark.parametrize("who", ROLES)
def test_every_screen_of_a_role_fits_and_reads_well(office: Office, who: str) -> None:
    desk = office.sign_in(who)
    walk = Walk(
        page=desk.page,
        site=office.served.url,
        ahead=["/", *list_screens(Role(who)), NOWHERE],
    )

    wrong = {path: said for path in walk.screens() if (said := complain(desk.page))}

    assert wrong == {}
    assert walk.dead == [], "a link leads where the role may not go"


def test_what_a_stranger_sees_fits_and_reads_well(office: Office) -> None:
    desk = office.sign_in("teacher")
    desk.context.clear_cookies()
    walk = Walk(page=desk.page, site=office.served.url, ahead=["/login", NOWHERE])

    wrong = {path: said for path in walk.screens() if (said := complain(desk.page))}

    assert wrong == {}


def test_the_choice_of_theme_outlives_the_page(office: Office) -> None:
    page = office.sign_in("teacher").page
    page.goto(f"{office.served.url}/account")
    page.locator(".s-account > summary").click()
    page.get_by_role("button", name="Тёмное").click()
    page.reload()

    theme = page.locator("html").get_attribute("data-bs-theme")
    back = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (theme, back) == ("dark", "rgb(20, 23, 27)")


def test_a_slash_leads_to_the_search(office: Office) -> None:
    page = office.sign_in("teacher").page
    page.goto(f"{office.served.url}/account")
    page.keyboard.press("/")

    assert page.evaluate("document.activeElement.name") == "q"


def test_the_first_tab_leads_past_the_bar(office: Office) -> None:
    page = office.sign_in("teacher").page
    page.goto(f"{office.served.url}/account")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"

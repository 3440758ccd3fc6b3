"""The browser of the suite: Debian's Chromium, else the one its driver has brought.

Ubuntu's Chromium is a snap: it sees neither /tmp nor hidden folders, where tests live.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FLAGS = ("--no-sandbox", "--disable-dev-shm-usage")
ABSENT = "Chromium is not installed, and no test may be skipped: run `./surguch test`"
PLACE = "PLAYWRIGHT_BROWSERS_PATH"


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start the browser, end it after use."""
    os.environ.setdefault(PLACE, str(Path(sys.prefix) / "browsers"))
    with sync_playwright() as playwright:
        program = find_chromium() or playwright.chromium.executable_path
        assert Path(program).is_file(), ABSENT
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


def find_chromium() -> str | None:
    """Return the Chromium of the system's package, None for a snap."""
    program = shutil.which("chromium")
    if program is None or Path(program).resolve().name == "snap":
        return None
    return program

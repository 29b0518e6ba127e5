"""Take the two pictures of the README from the demo: the chat on a phone, the console on a desk (`make pictures`, needs Chromium)."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

from tests.web.test_browser import FLAGS, NEED, PHONE, chromium_path, opened, say

ROOT = Path(__file__).parents[2]
PLACE = ROOT / "docs" / "pictures"
COLOURS = 64


@contextmanager
def demo() -> Iterator[str]:
    """The address of a demo of its own."""
    command = [sys.executable, "-c", "from bot.commands import main; main()", "demo", "--port", "8700"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            found = (re.search(r"http://\S+/", line) for line in running.stdout)
            yield next(match[0] for match in found if match)
        finally:
            running.terminate()


def kept(picture: bytes, name: str) -> None:
    """Few colours are enough for a page, and a fifth of the size."""
    Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS).save(PLACE / name, optimize=True)


def chat(browser: Browser, address: str) -> None:
    """A firm has said what its trouble is, and reads how it was understood."""
    with browser.new_context(**PHONE) as context:
        page = context.new_page()
        page.goto(address)
        path = page.locator("section.enterprise a").first.get_attribute("href") or ""
        page = opened(context, address.rstrip("/") + path)
        say(page, NEED)
        expect(page.locator("#lines .card").last).to_be_in_viewport()
        kept(page.screenshot(), "chat.png")


def console(browser: Browser, address: str) -> None:
    """What waits for an officer today."""
    with browser.new_context(viewport={"width": 1366, "height": 768}) as context:
        page = context.new_page()
        page.goto(address)
        path = page.locator("a[href^='/demo/console/']").first.get_attribute("href") or ""
        page.goto(address.rstrip("/") + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        kept(page.screenshot(), "console.png")


def main() -> None:
    """Both."""
    PLACE.mkdir(parents=True, exist_ok=True)
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        chat(browser, address)
        console(browser, address)
        browser.close()


if __name__ == "__main__":
    main()

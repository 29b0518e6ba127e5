"""The colours of all pages, held against WCAG 2.2: text 4.5, borders of fields 3 against what they stand on, light and dark."""

from __future__ import annotations

import gzip
import re

import pytest

from web.pages import STATIC

TEXT = 4.5
EDGE = 3.0
ON = (
    ("ink", "paper", TEXT),
    ("ink", "page", TEXT),
    ("ink", "mine", TEXT),
    ("ink", "wash", TEXT),
    ("soft", "paper", TEXT),
    ("soft", "page", TEXT),
    ("soft", "wash", TEXT),
    ("brand", "paper", TEXT),
    ("brand", "page", TEXT),
    ("brand", "wash", TEXT),
    ("brand", "mine", TEXT),
    ("on-brand", "brand", TEXT),
    ("warn", "paper", TEXT),
    ("warn", "wash-warn", TEXT),
    ("bad", "paper", TEXT),
    ("bad", "wash-bad", TEXT),
    ("paper", "bad", TEXT),
    ("edge", "paper", EDGE),
    ("edge", "page", EDGE),
)
"""What stands on what, and how much they must differ."""


def tokens(dark: bool) -> dict[str, str]:
    """The colours by name."""
    css = (STATIC / "base.css").read_text("utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", blocks[0]))
    return found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", blocks[1])) if dark else found


def luminance(colour: str) -> float:
    """Relative luminance of sRGB."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), ON)
def test_what_is_read_can_be_read(front: str, back: str, least: float, dark: bool) -> None:
    known = tokens(dark)
    assert contrast(known[front], known[back]) >= least


def test_black_on_white_is_twenty_one() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0


def test_what_all_pages_of_the_console_load_is_small() -> None:
    sizes = {
        name: len(gzip.compress((STATIC / name).read_bytes(), 9))
        for name in ("base.css", "console.css", "console.js", "htmx.js")
    }
    assert sizes["base.css"] + sizes["console.css"] <= 6 * 1024, sizes
    assert sizes["console.js"] <= 3 * 1024, sizes
    assert sizes["htmx.js"] <= 18 * 1024, sizes

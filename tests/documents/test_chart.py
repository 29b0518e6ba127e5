"""The month's chart."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageFont

from documents.chart import FILL, FONT, Bar, chart
from language.domains import DOMAINS

BARS = [Bar("财税管理", 30.5, "30.5小时 · 12次"), Bar("外贸", 15.25, "15.25小时 · 1次")]


def test_bars_are_as_long_as_their_share() -> None:
    with Image.open(BytesIO(chart("2026年3月", BARS))) as png:
        image = png.convert("RGB")
    green = tuple(int(FILL[at : at + 2], 16) for at in (1, 3, 5))
    rows = {}
    for y in range(image.height):
        filled = sum(image.getpixel((x, y)) == green for x in range(image.width))
        rows[filled] = y
    widest = max(rows)
    assert any(abs(filled - widest / 2) <= 3 for filled in rows)


def test_the_same_figures_give_the_same_picture() -> None:
    assert chart("2026年3月", BARS) == chart("2026年3月", BARS)
    assert len(chart("2026年3月", BARS)) < 20_000
    assert chart("2026年3月", [])


def test_the_font_has_every_domain_s_name() -> None:
    font = ImageFont.truetype(FONT, 40)
    unknown = bytes(font.getmask("龘"))  # drawn as the sign for what is not there
    words = "".join(DOMAINS.values()) + "年月日服务次小时—·0123456789."
    assert [sign for sign in words if bytes(font.getmask(sign)) == unknown] == []

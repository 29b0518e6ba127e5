"""A bar chart as a PNG, drawn with Pillow in a font that comes with the package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT = Path(__file__).parent / "fonts" / "NotoSansSC-chart.otf"
WIDTH, MARGIN, ROW, BAR = 900, 48, 64, 34
TITLE, TEXT = 32, 26
LABELS, FIGURES = 150, 220
"""Room in pixels for what stands left and right of a bar."""
PAPER, INK, FAINT, FILL = "#ffffff", "#17211e", "#e6f2ed", "#0b6b5b"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it is called, how long it is, and what is written at its end."""

    label: str
    value: float
    figure: str


def chart(title: str, bars: Sequence[Bar], font: Path = FONT) -> bytes:
    """The bars under a title, or without one, each as long as its share of the longest."""
    image = Image.new("RGB", size(len(bars), bool(title)), PAPER)
    pen = ImageDraw.Draw(image)
    if title:
        pen.text((MARGIN, MARGIN), title, INK, _font(font, TITLE))
    longest = max((bar.value for bar in bars), default=0.0) or 1.0
    top = MARGIN + 2 * TITLE * bool(title)
    for place, bar in enumerate(bars):
        _draw(pen, top + place * ROW, bar, bar.value / longest, _font(font, TEXT))
    written = BytesIO()
    image.quantize(32).save(written, "PNG", optimize=True)
    return written.getvalue()


def size(bars: int, has_title: bool) -> tuple[int, int]:
    """Width and height in pixels of a chart with so many bars."""
    return WIDTH, 2 * MARGIN + 2 * TITLE * has_title + ROW * bars


def _draw(pen: ImageDraw.ImageDraw, top: int, bar: Bar, share: float, font: ImageFont.FreeTypeFont) -> None:
    left, right = MARGIN + LABELS, WIDTH - MARGIN - FIGURES
    middle = top + BAR / 2
    pen.text((MARGIN, middle), bar.label, INK, font, anchor="lm")
    pen.rounded_rectangle((left, top, right, top + BAR), 6, FAINT)
    pen.rounded_rectangle((left, top, left + max(share * (right - left), 12), top + BAR), 6, FILL)
    pen.text((right + 16, middle), bar.figure, INK, font, anchor="lm")


@cache
def _font(font: Path, points: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font, points)

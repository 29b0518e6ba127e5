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


def chart(title: str, bars: Sequence[Bar]) -> bytes:
    """The bars under a title, each as long as its share of the longest."""
    height = 2 * MARGIN + 2 * TITLE + ROW * len(bars)
    image = Image.new("RGB", (WIDTH, height), PAPER)
    pen = ImageDraw.Draw(image)
    pen.text((MARGIN, MARGIN), title, INK, _font(TITLE))
    longest = max((bar.value for bar in bars), default=0.0) or 1.0
    for place, bar in enumerate(bars):
        _draw(pen, MARGIN + 2 * TITLE + place * ROW, bar, bar.value / longest)
    written = BytesIO()
    image.quantize(32).save(written, "PNG", optimize=True)
    return written.getvalue()


def _draw(pen: ImageDraw.ImageDraw, top: int, bar: Bar, share: float) -> None:
    left, right = MARGIN + LABELS, WIDTH - MARGIN - FIGURES
    middle = top + BAR / 2
    pen.text((MARGIN, middle), bar.label, INK, _font(TEXT), anchor="lm")
    pen.rounded_rectangle((left, top, right, top + BAR), 6, FAINT)
    pen.rounded_rectangle((left, top, left + max(share * (right - left), 12), top + BAR), 6, FILL)
    pen.text((right + 16, middle), bar.figure, INK, _font(TEXT), anchor="lm")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size)

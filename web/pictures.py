"""A picture without its secrets, opened within a bounded share of memory whatever it claims to be."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from web.refusals import Refused

MOST_PIXELS = 50_000_000
MOST_BYTES = 140_000_000
"""What a picture may take while it is open; with the file and the result it stays below 150 MB."""
LONGEST_SIDE = 2048
QUALITY = 85
SMALL = 320
"""The longest side of a picture in a list."""
PALETTE = ("P", "1")
WEBP = 18
"""Bytes a pixel: Pillow's decoder holds two frames of an animation, its own copy, and the picture."""
TOO_LARGE = "这张照片的像素太高了，请缩小后再发。"
BROKEN = "这张照片打不开，可能已损坏，请重新发送。"


def pixels_of(content: bytes) -> int:
    """How many pixels a picture claims to have, by its head alone; 0 for what is none."""
    try:
        with Image.open(BytesIO(content)) as picture:
            return picture.width * picture.height
    except Image.DecompressionBombError:
        return MOST_PIXELS
    except (OSError, SyntaxError, ValueError, EOFError):
        return 0


def plain_picture(content: bytes, form: str) -> bytes:
    """The picture encoded anew: no EXIF (a photo's place is sensitive data), no more than a screen needs.

    Refused 422 where it cannot be opened, or not within `MOST_BYTES`.
    """
    try:
        with Image.open(BytesIO(content), formats=[form]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(422, TOO_LARGE)
            before = picture.size
            picture.draft("RGB", _on_screen(picture))
            if _bytes_open(picture, before) > MOST_BYTES:
                raise Refused(422, TOO_LARGE)
            return _encoded(picture, form)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(422, TOO_LARGE) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise Refused(422, BROKEN) from None


def thumbnail(content: bytes) -> bytes:
    """A kept picture as a small JPEG."""
    with Image.open(BytesIO(content)) as picture:
        picture.draft("RGB", (SMALL, SMALL))
        picture.thumbnail((SMALL, SMALL))
        written = BytesIO()
        picture.convert("RGB").save(written, "JPEG", quality=QUALITY)
        return written.getvalue()


def _on_screen(picture: Image.Image) -> tuple[int, int]:
    scale = min(1.0, LONGEST_SIDE / max(picture.size))
    return max(1, int(picture.width * scale)), max(1, int(picture.height * scale))


def _bytes_open(picture: Any, before: tuple[int, int]) -> int:
    """What opening it takes: its pixels, the copy that is already narrow and not yet low, and what the decoder keeps."""
    narrow = 4 * _on_screen(picture)[0] * picture.height
    kept = _coefficients(picture, before) if "progressive" in picture.info else 0
    return int(_bytes_a_pixel(picture) * picture.width * picture.height + narrow + kept)


def _bytes_a_pixel(picture: Image.Image) -> int:
    """With a second copy where it is seen through, and a first one where each pixel is less than a byte of colour."""
    if picture.format == "WEBP":
        return WEBP
    if picture.mode == "L":
        return 1
    whole = 8 if picture.has_transparency_data else 4
    return whole + (picture.mode in PALETTE)


def _coefficients(picture: Any, size: tuple[int, int]) -> int:
    """The numbers of two bytes that a progressive JPEG is read into before its first pixel, at its full size."""
    layers = picture.layer
    whole = max(across for _, across, _, _ in layers) * max(down for _, _, down, _ in layers)
    shares = sum(across * down for _, across, down, _ in layers)
    return int(2 * size[0] * size[1] * shares // whole)


def _encoded(picture: Image.Image, form: str) -> bytes:
    """Made small before it is turned and converted: each of these makes a copy."""
    if picture.mode in PALETTE:
        picture = picture.convert(_kept_mode(picture, form))
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    ImageOps.exif_transpose(picture, in_place=True)
    plain = picture.convert(_kept_mode(picture, form))
    plain.info.clear()
    encoded = BytesIO()
    plain.save(encoded, form, quality=QUALITY)
    return encoded.getvalue()


def _kept_mode(picture: Image.Image, form: str) -> str:
    return "RGBA" if form != "JPEG" and picture.has_transparency_data else "RGB"

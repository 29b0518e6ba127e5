"""What an upload really is, whatever it says it is; and a picture without its secrets."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from web.refusals import Refused

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2048
QUALITY = 85
PDF = "application/pdf"
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


# A photo of 50 megapixels takes 150 MB while it is open.
_OPENED_AT_ONCE = 2
_CHECKERS = ThreadPoolExecutor(_OPENED_AT_ONCE, thread_name_prefix="uploads")


async def checked(content: bytes) -> tuple[bytes, str]:
    """`cleaned` off the event loop, for the pages and every channel together no more than two at once."""
    return await asyncio.get_running_loop().run_in_executor(_CHECKERS, cleaned, content)


def media_type(content: bytes) -> str:
    """The type by the first bytes; neither the name nor the declared type is believed."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"%PDF-"):
        return PDF
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        raise Refused(415, "暂时打不开 HEIC 照片：请在相机设置里选“兼容性最佳”，或者截图后再发。")
    raise Refused(415, "只能发送照片（JPG、PNG、WebP）或 PDF 文件。")


def cleaned(content: bytes) -> tuple[bytes, str]:
    """What may be kept: the content and its type, or a refusal."""
    kind = media_type(content)
    if kind == PDF:
        return _whole_pdf(content), kind
    return _plain_picture(content, FORMATS[kind]), kind


def _whole_pdf(content: bytes) -> bytes:
    if b"%%EOF" not in content[-2048:]:
        raise Refused(422, "这个 PDF 文件不完整或已损坏，请重新发送。")
    return content


def _plain_picture(content: bytes, form: str) -> bytes:
    """The picture encoded anew: no EXIF (a photo's place is sensitive data), no more than a screen needs."""
    try:
        with Image.open(BytesIO(content), formats=[form]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(422, "这张照片的像素太高了，请缩小后再发。")
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            return _encoded(picture, form)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(422, "这张照片的像素太高了，请缩小后再发。") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise Refused(422, "这张照片打不开，可能已损坏，请重新发送。") from None


def _encoded(picture: Image.Image, form: str) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    plain = upright.convert("RGBA" if form != "JPEG" and upright.has_transparency_data else "RGB")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain.info.clear()
    encoded = BytesIO()
    plain.save(encoded, form, quality=QUALITY)
    return encoded.getvalue()

"""What an upload really is, whatever it says it is; and a picture without its secrets."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from documents.media import CSV, DOCX, SHEETS, XLS, XLSX
from documents.rosters.errors import NotARoster
from documents.rosters.plain import is_text
from documents.rosters.sheets import kind_of
from web.pictures import plain_picture
from web.refusals import Refused

PDF = "application/pdf"
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


# One at a time, so that all pictures together stay within what one may take.
_CHECKERS = ThreadPoolExecutor(1, thread_name_prefix="uploads")


async def checked(content: bytes) -> tuple[bytes, str]:
    """`cleaned` off the event loop, for the pages and every channel together one after the other."""
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
    if sheet := sheet_type(content):
        return sheet
    raise Refused(415, "只能发送照片（JPG、PNG、WebP）、PDF 或表格文件（xlsx、xls、docx、csv）。")


def sheet_type(content: bytes) -> str | None:
    """The type of a file with sheets or tables; None for what is none. It is read by whoever takes it, and never shown."""
    try:
        kind = kind_of(content)
    except NotARoster:
        return None
    if kind == "plain":
        return CSV if is_text(content) else None
    if kind == "excel":
        return XLSX if content.startswith(b"PK") else XLS
    if kind == "html":
        return XLS if b"<table" in content.lower() else None
    return DOCX


def cleaned(content: bytes) -> tuple[bytes, str]:
    """What may be kept: the content and its type, or a refusal."""
    kind = media_type(content)
    if kind == PDF:
        return _whole_pdf(content), kind
    if kind in SHEETS:
        return content, kind
    return plain_picture(content, FORMATS[kind]), kind


def _whole_pdf(content: bytes) -> bytes:
    if b"%%EOF" not in content[-2048:]:
        raise Refused(422, "这个 PDF 文件不完整或已损坏，请重新发送。")
    return content

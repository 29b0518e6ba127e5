"""Reading what a page posts: bounded, strict, with a reason for each refusal."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncGenerator, AsyncIterable
from contextlib import aclosing
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from web.refusals import Refused

ENVELOPE = 16 * 1024
LONGEST_JSON = 64 * 1024
LONGEST_CHOICE = 200
GREATEST_SEQ = 2**53
PATIENCE = 4
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


async def bounded(stream: AsyncIterable[bytes], limit: int, reason: str) -> AsyncGenerator[bytes, None]:
    """The chunks of a body of at most `limit` bytes.

    A longer one is read on for a while before it is refused: a sender that is cut off is given no reason.
    """
    size = 0
    async for chunk in stream:
        size += len(chunk)
        if size <= limit:
            yield chunk
        elif size > PATIENCE * limit:
            break
    if size > limit:
        raise Refused(413, reason)


def expect_type(request: Request, media_type: str) -> None:
    """Another content type would let another site post here without asking first."""
    declared = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if declared != media_type:
        raise Refused(415, f"请求的格式应当是 {media_type}。")


async def json_object(request: Request) -> dict[str, Any]:
    """The body as a JSON object."""
    expect_type(request, "application/json")
    chunks = [chunk async for chunk in bounded(request.stream(), LONGEST_JSON, "内容太长了，请分几次发送。")]
    try:
        body = json.loads(b"".join(chunks))
    except (ValueError, RecursionError):
        raise Refused(400, "请求的内容不是有效的 JSON。") from None
    if not isinstance(body, dict):
        raise Refused(422, "请求的内容应当是一个 JSON 对象。")
    return body


async def multipart(request: Request, largest: int, reason: str) -> FormData:
    """A form with a file of at most `largest` bytes; a larger one is refused for this reason. To be closed by whoever has it."""
    expect_type(request, "multipart/form-data")
    body = bounded(request.stream(), largest + ENVELOPE, reason)
    async with aclosing(body):
        parser = MultiPartParser(request.headers, body, max_files=1, max_fields=4, max_part_size=1024)
        try:
            return await parser.parse()
        except MultiPartException:
            raise Refused(400, "上传的内容不完整，请重新发送。") from None


async def file_of(form: FormData, largest: int, reason: str) -> tuple[str, bytes]:
    """The name and the content of the file in a form."""
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.size:
        raise Refused(422, "没有收到文件，或文件是空的。")
    if file.size > largest:
        raise Refused(413, reason)
    return file.filename or "", await file.read()


def message_id(value: object) -> str:
    """The client's UUID, which makes a repeated post one message."""
    if not (isinstance(value, str) and UUID.fullmatch(value.lower())):
        raise Refused(422, "缺少有效的消息编号（UUID）。")
    return value.lower()


def string(body: dict[str, Any], name: str) -> str:
    """A field that may be missing, and is a string that can be stored."""
    value = body.get(name, "")
    if not isinstance(value, str) or any("\ud800" <= char <= "\udfff" for char in value):
        raise Refused(422, f"“{name}”应当是文字。")
    return value


def choice(body: dict[str, Any]) -> str:
    """The token of a tapped button."""
    token = string(body, "choice")
    if len(token) > LONGEST_CHOICE:
        raise Refused(422, "没有这个选项。")
    return token


def seq(value: object) -> int:
    """The number of a line."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= GREATEST_SEQ:
        raise Refused(422, "“up_to”应当是一个不小于零的整数。")
    return value

"""Reading what a page posts: bounded, strict, with a reason for each refusal."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncGenerator, AsyncIterable
from typing import Any

from starlette.requests import Request

from web.refusals import Refused

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

"""What people on 公众号 and 企业微信 have in common."""

from __future__ import annotations

from collections.abc import Sequence

from bot.devtools.drivers.contract import Manner, Unable
from handlers.message import Reply


def written(text: str, manner: Manner, shown: Sequence[Reply]) -> dict[str, str]:
    """A text message: a quote stands in it as the client writes it; nobody edits what is sent."""
    if manner.edits:
        raise Unable("nobody edits what is sent")
    if manner.replies_to:
        found = [reply.text for reply in shown if manner.replies_to in reply.text]
        if not found:
            raise LookupError(manner.replies_to)
        text = f"这是一条引用/回复消息：\n“益企：\n{found[-1]}”\n------\n{text}"
    date = {"CreateTime": str(int(manner.written.timestamp()))} if manner.written else {}
    return {"MsgType": "text", "Content": text} | date

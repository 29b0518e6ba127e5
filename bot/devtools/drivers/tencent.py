"""What people on 公众号 and 企业微信 have in common."""

from __future__ import annotations

from bot.devtools.drivers.contract import Manner, Unable


def created(manner: Manner) -> dict[str, str]:
    """CreateTime of a message that was written at another moment. Neither vendor tells of quotes or edits."""
    if manner.replies_to or manner.edits:
        raise Unable("the vendor tells of no quotes and no edits")
    return {"CreateTime": str(int(manner.written.timestamp()))} if manner.written else {}

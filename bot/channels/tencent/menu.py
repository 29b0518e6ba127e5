"""The menu below the chat: four entries, and what a click on them means."""

from __future__ import annotations

from typing import Any

from handlers.engine import tokens

GREETING = "帮助"
MENU = {
    "请专家帮忙": tokens.start("need"),
    "记日记": tokens.start("diary"),
    "我的进度": tokens.start("my_progress"),
    GREETING: "",
}
"""Caption, which is the entry's key too, and the token; without one it is said as a word."""

CLICKS = MENU | {"发需求": MENU["请专家帮忙"], "写日记": MENU["记日记"]}
"""Every key that a click may bring: phones show a menu for a day after it was changed, consoles for ever."""


def buttons() -> dict[str, Any]:
    """The menu as the vendor's interface takes it: three entries at most, with up to five beneath each."""
    entries = [{"type": "click", "name": caption, "key": caption} for caption in MENU]
    return {"button": [*entries[:2], {"name": "我的", "sub_button": entries[2:]}]}

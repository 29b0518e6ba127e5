"""What a member of staff does and where: how it is asked, read and shown."""

from __future__ import annotations

from collections.abc import Collection

from actions.access import may, may_ever
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Slot
from handlers.rendering.plain import show_region
from programme.roles import STAFF_NAMES

WHOLE = ("000000", "100000")
OUTSIDE = "这个地方不在您的辖区内，请换一个。"
NOT_YOURS = "管理工作人员要由管理员来办。"
_POSTS: tuple[tuple[str, list[str]], ...] = (
    ("审核人员", ["reviewer"]),
    ("经办人员", ["operator"]),
    ("审核兼经办", ["reviewer", "operator"]),
    ("管理员", ["admin"]),
)
_WORDS = {"审核": "reviewer", "经办": "operator", "管理": "admin"}


def place(code: str) -> str:
    """A jurisdiction in words."""
    return "全国" if code in WHOLE else show_region(code)


def posts(roles: Collection[str]) -> str:
    """Roles in words."""
    return "、".join(name for role, name in STAFF_NAMES.items() if role in roles)


def read_place(talk: ConversationContext, text: str) -> str | None:
    """The jurisdiction that a text names; None where it names none."""
    return WHOLE[0] if "全国" in text else reading.region(talk, text)


def read_posts(talk: ConversationContext, text: str) -> list[str] | None:
    """The roles that a text names; None where it names none."""
    return [role for word, role in _WORDS.items() if word in text] or None


def closed(talk: ConversationContext, values: Values) -> str:
    """Why the speaker may not manage staff at all, or nothing."""
    return "" if may_ever(talk.speaker, "manage_staff") else NOT_YOURS


REGION = Slot(
    "region",
    "辖区",
    ask="负责哪个省、市或区县？比如「湛江市」「湛江市赤坎区」。",
    read=read_place,
    show=place,
    check=lambda talk, code: "" if may(talk.speaker, "manage_staff", code) else OUTSIDE,
    hint="没认出这个地方，是哪里？比如「湛江市赤坎区」。",
)
ROLES = Slot(
    "roles",
    "岗位",
    ask="做什么？审核人员看申请、决定警告和投诉；经办人员派需求、发绑定码；管理员都能做，还管人员。",
    read=read_posts,
    show=posts,
    options=lambda talk, values: _POSTS,
    hint="哪个岗位？",
)

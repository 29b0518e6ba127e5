"""What people are told about their accounts, in words."""

from __future__ import annotations

from actions.people.notices import ProfileChanged, Unbound
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Reply
from handlers.rendering.plain import show_phone, show_region
from storage.queries.people.profiles import Profile, profile


def _unbound(talk: ConversationContext, told: Unbound) -> Reply:
    return Reply("您的身份已绑定到另一个账号，这个账号不再接收通知。如果不是您本人办的，请马上联系服务中心。")


def _changed(talk: ConversationContext, told: ProfileChanged) -> Reply:
    """As it stands at delivery."""
    one = profile(talk.work, told.person)
    facts = "，".join(f"{_LABELS[name]} {_fact(one, name)}" for name in told.what if name in _LABELS)
    return Reply(f"{one.name or one.enterprise or '一位用户'}改了资料：{facts}。")


def _fact(one: Profile, name: str) -> str:
    facts = {
        "phone": show_phone(one.phone, one.phone_verified),
        "firm": one.enterprise,
        "unit": one.unit,
        "region": show_region(one.region) if one.region else None,
    }
    return facts[name] or "未填"


_LABELS = {"phone": "手机", "firm": "公司名", "unit": "单位", "region": "所在地"}
CHANGED = NoticeRenderer(ProfileChanged, _changed)
UNBOUND = NoticeRenderer(Unbound, _unbound)

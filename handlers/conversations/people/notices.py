"""What people are told about their accounts, in words."""

from __future__ import annotations

from actions.people.notices import Unbound
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Reply


def _unbound(talk: ConversationContext, told: Unbound) -> Reply:
    return Reply("您的身份已绑定到另一个账号，这个账号不再接收通知。如果不是您本人办的，请马上联系服务中心。")


UNBOUND = NoticeRenderer(Unbound, _unbound)

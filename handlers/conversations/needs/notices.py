"""A need that was taken back, in words."""

from __future__ import annotations

from actions.needs.notices import Withdrawn
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Reply
from storage.queries.needs import get_need


def _withdrawn(talk: ConversationContext, told: Withdrawn) -> Reply:
    need = get_need(talk.work, told.need)
    return Reply(f"您接的 {need.id} 号需求，企业已经撤回，不用再跟进了。谢谢您愿意帮忙。")


WITHDRAWN = NoticeRenderer(Withdrawn, _withdrawn)

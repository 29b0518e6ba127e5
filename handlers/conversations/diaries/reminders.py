"""What experts are reminded of while a diary is missing."""

from __future__ import annotations

from actions.diaries.notices import Undiaried
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Choice, Reply
from programme.qualification import IN_FORCE
from storage.queries.diaries.due import service_of
from storage.queries.offers.experts import serves


def _undiaried(talk: ConversationContext, told: Undiaried) -> Reply | None:
    need = service_of(talk.work, told.need)
    if need.state != "accepted" or need.expert_id != told.expert or need.accepted_at is None:
        return None
    if not serves(talk.work, told.expert, IN_FORCE):  # the centre sees to it, and has told the firm
        return None
    days = (talk.today - need.accepted_at.astimezone(talk.now.tzinfo).date()).days
    return Reply(
        f"{need.enterprise}的 {told.need} 号需求，您接下 {days} 天了。怎么样了？",
        choices=(
            next_steps.DIARY,
            Choice("约时间", tokens.start("appoint", "need", told.need)),
            Choice("退单", tokens.start("give_back", "need", told.need)),
        ),
    )


UNDIARIED = NoticeRenderer(Undiaried, _undiaried, reminder=True)

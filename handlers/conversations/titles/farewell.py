"""What is said to whoever leaves, or whose term is over: thanks in figures, and what remains."""

from __future__ import annotations

from handlers.engine.context import ConversationContext
from handlers.rendering.plain import show_hours
from programme.spans import plain_day
from storage.queries.needs import services_under_way
from storage.queries.titles.due_holders import record_in
from storage.queries.titles.standing import QualificationFacts


def thanks(talk: ConversationContext, held: QualificationFacts) -> str:
    """«从2023年3月1日到今天您服务了 26 家企业、41 小时，谢谢您。»; without a service, for the will."""
    last = min(held.until, talk.today)
    term = held.certified_on, last
    done = record_in(talk.work.connection, held.holder, held.holder_id, term, talk.today)
    if not done.hours:
        return "谢谢您一直愿意帮忙。"
    since = plain_day(held.certified_on, talk.today)
    return f"从{since}到现在，您服务了 {done.enterprises} 家企业、{show_hours(done.hours)}，谢谢您。"


def remains(talk: ConversationContext) -> str:
    """What is still in hand, and that the records stay."""
    return f"{in_hand(talk)}想回来随时再申请，服务记录都给您留着。"


def in_hand(talk: ConversationContext) -> str:
    """What becomes of the services that are not given yet."""
    under_way = len(services_under_way(talk.work, talk.speaker.expert_id))
    return f"手上还有 {under_way} 件服务，服务中心会看到，另作安排。" if under_way else ""

"""Training before the first service: who has had none hears so instead of needs, and is offered the next one (S7.3)."""

from __future__ import annotations

from actions.access import pack_of
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.message import Choice, Reply
from handlers.rendering.moments import day
from programme.activities import training_clause
from programme.qualification import SERVING
from storage.queries.activities.trainings import TrainingFacts, is_signed_up, next_for
from storage.queries.offers.experts import awaiting_training


def training_first(talk: ConversationContext) -> Reply | None:
    """What an expert who is to be trained first is told where needs are looked for; None where they may serve."""
    expert = talk.speaker.expert_id
    pack = awaiting_training(talk.work, expert, SERVING) if expert is not None else None
    if expert is None or pack is None:
        return None
    clause = training_clause(pack_of(pack, talk.rules), "expert")
    one = next_for(talk.work, talk.speaker.expert_region, "expert", talk.today)
    comes = one is not None and is_signed_up(talk.work, one.id, "expert", expert)
    told = "接单以前要先参加一次培训"
    return Reply(f"{told}（{clause}）。{_next(talk, one, comes)}", choices=_ways(one, comes))


def _next(talk: ConversationContext, one: TrainingFacts | None, comes: bool) -> str:
    if one is None:
        return "现在还没有排好的培训，有了就通知您；工作站办的培训也算。"
    where = f"，{one.place}" if one.place else ""
    lead = "您报名的" if comes else "最近一次"
    return f"{lead}是{day(one.held_on, talk.today)}的「{one.title}」{where}。"


def _ways(one: TrainingFacts | None, comes: bool) -> tuple[Choice, ...]:
    if one is None or comes:
        return (next_steps.EVENTS, next_steps.STAFF)
    return (Choice("报名", tokens.prompt("sign_up", one.id, "answer", "yes")), next_steps.EVENTS)

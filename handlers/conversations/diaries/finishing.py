"""办完了: a diary that does not end its service by itself, and how its expert ends it."""

from __future__ import annotations

import re
from decimal import Decimal

from actions.diaries.notices import RateService
from actions.diaries.record import finish_service
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import told_to
from handlers.engine.form import Form, Options, Outcome
from handlers.message import Choice, Reply
from handlers.rendering.moments import moment
from programme.roles import EXPERT
from storage.queries.diaries.reviews import diary_of_service, is_unsolved
from storage.queries.needs import get_need, services_under_way
from storage.queries.offers.meetings import meetings_of

SHORT_CALL = Decimal("0.5")
_CALL = re.compile(r"电话|微信|语音|通了?话")
_OVER = re.compile(r"办[完结好]|解决|搞定|结束|处理[完好]|做完|弄[完好]")
DONE = "办完了"


def is_short_call(hours: Decimal, words: str) -> bool:
    """Whether a service was half an hour by telephone at most, of which nobody said that it settled the matter."""
    return hours <= SHORT_CALL and bool(_CALL.search(words)) and not _OVER.search(words)


def still_open(talk: ConversationContext, need_id: int | None) -> tuple[str, tuple[Choice, ...]]:
    """Why a need stays under way behind a diary, and the way to end it; nothing where it does not, and in a group, where others
    read along."""
    need = get_need(talk.work, need_id) if need_id else None
    if need is None or need.state != "accepted" or need.expert_id != talk.speaker.expert_id or talk.in_group:
        return "", ()
    finish = (Choice(DONE, tokens.start(FINISH.name, "need", need.id)),)
    if ahead := [one for one in meetings_of(talk.work, [need.id]) if one.starts_at > talk.now]:
        return f"{moment(ahead[0].starts_at, talk.now)} 的约还在，{need.id} 号需求先不办结。", finish
    if is_unsolved(talk.work, need.id):
        return f"{need.enterprise}说过还没解决，{need.id} 号需求先不办结，已去问企业。", ()
    return f"{need.id} 号需求先不办结，这件事办完了吗？", finish


def _options(talk: ConversationContext) -> Options:
    under_way = services_under_way(talk.work, talk.speaker.expert_id)
    return [(f"{need.id} 号 {need.enterprise}", need.id) for need in under_way]


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    if diary_of_service(talk.work, values["need"]) is None:
        return Outcome(
            Reply("还没有这次服务的日记，记一篇就办结。"), then=("diary", {"whose": values["need"]})
        )
    finish_service(talk.work, talk.speaker, values["need"], talk.rules, talk.now)
    need = get_need(talk.work, values["need"])
    said = f"好，{need.id} 号需求办结了，请企业评价。{told_to(talk, need.enterprise, RateService.kind)}"
    return Outcome(Reply(said))


_NEED = OneOf(
    "need",
    "需求",
    "办完的是哪一条？",
    _options,
    none="没有等着办结的服务。做完了记一篇日记，就办结了。",
    read=reading.number,
)
FINISH = Form(
    name="finish_service",
    version=1,
    title=DONE,
    examples=("这件事办完了", "这一单办完了", "这单可以办结了"),
    roles=EXPERT,
    ref="need",
    slots=(_NEED.slot,),
    infer=_NEED.infer,
    needless=_NEED.needless,
    submit=_submit,
)

"""A need that nobody's own words name: one question back, then the nearest with their phrases."""

from __future__ import annotations

from actions.needs.narrow import narrow_need
from actions.offers.access import access_own_need
from actions.offers.suggest import nearest_by_phrase
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import goes_now
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.engine.own_needs import one_need
from handlers.message import Choice, Reply
from programme.roles import NEWCOMERS
from storage.queries.needs import get_need

ASK = "具体是哪方面的问题？点最接近的，或者用自己的话说。"
NONE = 0
"""The answer that none of the phrases is it; they go by the numbers of the experts who say them."""
MORNING = "要请 {} 位专家，邀请将在早上 8 点后送达。"
NOW = "正在请 {} 位专家，有人接单就告诉您。"
_NEED = one_need("哪一条？", "没有在等的需求。遇到什么问题了？", ("unanswered",))
LEFT = "服务中心在找，找到就告诉您。"


def phrases(talk: ConversationContext, need_id: int) -> dict[str, int]:
    """What the nearest experts say of themselves that comes nearest, and who says it; nothing where somebody plainly fits."""
    found = nearest_by_phrase(talk.work, get_need(talk.work, need_id), talk.now)
    return {one.answers: one.expert_id for one in reversed(found)}


def _options(talk: ConversationContext, values: Values) -> Options:
    is_own = values.get("need") in {key for _, key in talk.once(_NEED.found)}
    named = phrases(talk, values["need"]) if is_own else {}
    return [*reversed(named.items()), ("都不是", NONE)]


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    need_id, said = values["need"], values["matter"]
    access_own_need(talk.work, talk.speaker, need_id)
    words = next((text for text, expert in phrases(talk, need_id).items() if expert == said), said)
    if not isinstance(words, str):
        return Outcome(_nearest(talk, need_id))
    asked = narrow_need(talk.work, talk.speaker, need_id, words, talk.rules, talk.now)
    if not asked:
        return Outcome(_nearest(talk, need_id))
    urgent = get_need(talk.work, need_id).urgent
    return Outcome(
        Reply(f"已补充到 {need_id} 号需求。{(NOW if goes_now(talk, urgent) else MORNING).format(asked)}")
    )


def _nearest(talk: ConversationContext, need_id: int) -> Reply:
    """Those whose own words come nearest: the firm may say that one of them will do, and staff look on."""
    found = nearest_by_phrase(talk.work, get_need(talk.work, need_id), talk.now)
    if not found:
        return Reply(LEFT)
    lines = [f"· {one.label}：{one.phrase}" for one in found]
    choice = Choice("自己选一位", tokens.start("choose_expert", "need", need_id))
    return Reply("\n".join([f"{LEFT}最接近的有：", *lines]), choices=(choice,))


MATTER = Form(
    name="need_matter",
    version=1,
    title="问题的方面",
    roles=NEWCOMERS,
    akin=("need.post", "need.change"),
    examples=("说清是哪方面",),
    ref="need",
    cancelled={"matter": NONE},
    slots=(
        _NEED.slot,
        Slot("matter", "方面", ask=ASK, read=reading.words, options=_options, free=True),
    ),
    infer=_NEED.infer,
    needless=_NEED.needless,
    submit=_submit,
)

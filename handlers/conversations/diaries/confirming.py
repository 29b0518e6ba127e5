"""服务过了: the enterprise says that the expert came, and whether that solved the problem."""

from __future__ import annotations

from actions.diaries.confirm import confirm_service, keep_open, say_lacking
from actions.diaries.rate import LOW
from actions.needs.meant import meant
from actions.offers.access import access_own_need
from actions.offers.notices import ChatSaid
from handlers.conversations.diaries.rating import EFFECTS, effect_in, is_solved, stars_said
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import caveat, told_to
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.records import need_line
from programme.roles import ENTERPRISE, NEWCOMERS
from storage.queries.needs import NeedFacts, get_need, needs_of

IN_SERVICE = ("accepted", "served")


def _in_service(talk: ConversationContext) -> Options:
    needs = needs_of(talk.work, talk.speaker.enterprise_id, IN_SERVICE)
    return [(f"{need_line(need)}（{need.expert}）", need.id) for need in needs]


def _meant(talk: ConversationContext, text: str) -> int | None:
    return meant(text, needs_of(talk.work, talk.speaker.enterprise_id, IN_SERVICE))


_NEED = OneOf(
    "need",
    "需求",
    "说的是哪一次服务？",
    _in_service,
    none="现在没有等您确认的服务。遇到什么问题了？",
    read=_meant,
)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    words = None if "words" in values else text.strip()
    effect, stars = effect_in(text), stars_said(talk, text)
    low = 1 if effect is None and "case" not in values and stars is not None and stars <= LOW else None
    return reading.as_values({"need": _meant(talk, text), "effect": effect, "words": words, "low": low})


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    access_own_need(talk.work, talk.speaker, values["need"])
    need, words = get_need(talk.work, values["need"]), values.get("words", "")
    if "effect" not in values:
        return _kept_open(talk, need, words)
    effect, before = values["effect"], values.get("case")
    case = confirm_service(talk.work, talk.speaker, need.id, effect, words, talk.rules, talk.now, before)
    if case is not None:
        told = "服务中心会看到" if before else "已请服务中心给您回话"
        text = f"抱歉，这次没帮您解决。{told}，是 {case} 号事项。"
        lacking = ("what_lacks", {"need": need.id})
        return Outcome(Reply(text, choices=_after_failing(need)), then=lacking)
    if get_need(talk.work, need.id).state == "served":
        return Outcome(Reply("好，记下了。"), then=("rating", {"need": need.id, "effect": effect}))
    said = f"好，记下了，也请{need.expert}记下这次服务。{told_to(talk, need.expert)}记好了就请您打分。"
    return Outcome(Reply(said))


def _kept_open(talk: ConversationContext, need: NeedFacts, words: str) -> Outcome:
    case = keep_open(talk.work, talk.speaker, need.id, words, talk.now)
    text = f"抱歉，让您不满意了。已请服务中心给您回话，是 {case} 号事项；{need.id} 号需求先不办结。"
    return Outcome(Reply(text), then=("confirm_service", {"need": need.id, "case": case}))


def _lacks(talk: ConversationContext, values: Values) -> Outcome:
    need, words = get_need(talk.work, values["need"]), values.get("words", "")
    if not words:
        return Outcome(Reply("好，服务中心会给您回话。"))
    if not say_lacking(talk.work, talk.speaker, need.id, words, talk.now):
        return Outcome(Reply("记下了，服务中心会看到。"))
    late = caveat(talk, need.expert, ChatSaid.kind)
    return Outcome(Reply(f"记下了，服务中心会看到，也转告{need.expert}了。{late}"))


def _after_failing(need: NeedFacts) -> tuple[Choice, ...]:
    if need.state == "accepted":
        return (Choice("换一位专家", tokens.start("replace_expert", "need", need.id)),)
    again = Choice("再请一次", tokens.start("ask_again", "need", need.id))
    return (again, Choice(f"评价 {need.id} 号", tokens.start("rating", "need", need.id)))


CONFIRM = Form(
    name="confirm_service",
    version=1,
    title="服务过了",
    serves=("service.confirm",),
    examples=(
        "服务过了",
        "专家来过了",
        "来过了，但没解决",
        "老师帮我们解决了",
        "问题还是没解决",
        "律师上午来过了",
    ),
    roles=NEWCOMERS,
    ref="need",
    slots=(
        _NEED.slot,
        Slot(
            "effect",
            "效果",
            ask="这次的问题解决了吗？",
            read=lambda talk, text: is_solved(text),
            options=lambda talk, values: EFFECTS,
            hint="解决了、解决了一部分，还是没解决？",
            when=lambda talk, values: "low" not in values,
        ),
        Slot("low", "", hidden=True, asked=False),
        Slot("case", "", hidden=True, asked=False),
        Slot("words", "", hidden=True, asked=False),
    ),
    read=_read,
    infer=_NEED.infer,
    needless=_NEED.needless,
    submit=_submit,
)


LACKS = Form(
    name="what_lacks",
    version=1,
    title="还缺什么",
    roles=ENTERPRISE,
    ref="need",
    given=("need",),
    slots=(
        Slot("need", "", hidden=True, asked=False),
        Slot(
            "words",
            "还缺",
            ask="还缺什么？服务中心和接单的专家会看到。",
            read=reading.words,
            skippable=True,
            free=True,
            verbatim=True,
            hint="还缺什么？不想说就点「跳过」。",
        ),
    ),
    submit=_lacks,
)


def _ask_again(talk: ConversationContext, values: Values) -> Outcome:
    """The same problem once more, as a new need to be looked over."""
    need = access_own_need(talk.work, talk.speaker, values["need"])
    told = {"text": need.text, "domain": need.domain, "also": list(need.also), "region": need.region}
    told |= reading.as_values({"form": need.form, "focus": list(need.focus)})
    return Outcome(Reply("好，再请一次。"), then=("need", told))


AGAIN = Form(
    name="ask_again",
    version=1,
    title="再请一次",
    roles=ENTERPRISE,
    ref="need",
    given=("need",),
    slots=(Slot("need", "", hidden=True, asked=False),),
    submit=_ask_again,
)

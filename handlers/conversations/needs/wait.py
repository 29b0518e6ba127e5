"""等一天: the right one is back soon; its firm, or staff, says whether a need waits or others are asked now."""

from __future__ import annotations

from actions.needs.notices import WaitOver
from actions.needs.wait import RightOne, ask_now, right_one, wait_for
from actions.offers.access import OPEN
from handlers.engine import next_steps, reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import goes_now
from handlers.engine.form import Form, NoticeRenderer, Options, Outcome, Slot
from handlers.engine.own_needs import reads
from handlers.message import Choice, Reply
from handlers.rendering.moments import day, moment
from handlers.rendering.records import need_line
from programme.roles import NEWCOMERS, OFFICE
from storage.queries.needs import NeedFacts, find_need, get_need, needs_of, needs_waiting
from storage.queries.offers.asked import is_asked, was_asked
from storage.queries.offers.experts import get_expert

WAIT, NOW, CHOOSE = "wait", "now", "choose"
MOST = 20
ASKING = "正在请 {} 位专家，有人接单就告诉您。"
MORNING = "要请 {} 位专家，邀请将在早上 8 点后送达。"
NONE = "现在没有别的专家能接，服务中心在找，找到就告诉您。"


def right_one_for(talk: ConversationContext, need_id: int) -> RightOne | None:
    """Whom this need might wait for; nobody where it is taken or somebody is being asked."""
    need = find_need(talk.work, need_id)
    if need is None or need.state not in OPEN or is_asked(talk.work, need_id):
        return None
    return right_one(talk.work, need_id, talk.rules, talk.now)


def waits(talk: ConversationContext, need: NeedFacts) -> str:
    """«先等李律师，明天 8:00 接着请»; empty where a need waits for nobody."""
    if not need.waits_for or not need.waits_until or need.waits_until <= talk.now:
        return ""
    return f"先等{get_expert(talk.work, need.waits_for).name}，{moment(need.waits_until, talk.now)} 接着请"


def _found(talk: ConversationContext) -> Options:
    """Needs of the firm, or within reach of staff, that nobody is being asked for."""
    if talk.speaker.enterprise_id is None:
        needs = needs_waiting(talk.work, talk.speaker.jurisdiction, OPEN, MOST)
    else:
        needs = needs_of(talk.work, talk.speaker.enterprise_id, OPEN)
    return [(need_line(need), need.id) for need in needs if not is_asked(talk.work, need.id)]


_READS = reads(OPEN)


def _read(talk: ConversationContext, text: str) -> int | None:
    return reading.number(talk, text) if talk.speaker.enterprise_id is None else _READS(talk, text)


def _none(talk: ConversationContext) -> str:
    asked = needs_of(talk.work, talk.speaker.enterprise_id, OPEN)
    return "已经在请专家了，有人接单就告诉您。" if asked else "没有在等专家的需求。"


_NEED = OneOf("need", "需求", "哪一条？", _found, none=_none, read=_read)


def _ask(talk: ConversationContext, values: Values) -> str:
    found = right_one_for(talk, values["need"])
    if found is None:
        return "现在就请专家吗？"
    expert = get_expert(talk.work, found.expert_id)
    unit = f"（{expert.unit}）" if expert.unit else ""
    said = f"，专长里有「{found.phrase}」" if found.phrase else ""
    held = get_need(talk.work, values["need"]).waits_until
    silent = f"{talk.rules.offers.choice_hours} 小时没选，就先请别人。" if held else ""
    return f"最对路的是{expert.name}{unit}{said}，{day(found.on, talk.today)}才请得到。等不等？{silent}"


def _options(talk: ConversationContext, values: Values) -> Options:
    found = right_one_for(talk, values["need"]) if values.get("need") else None
    wait = (
        [("等一天" if (found.on - talk.today).days == 1 else f"等到{day(found.on, talk.today)}", WAIT)]
        if found
        else []
    )
    own = [("自己选一位", CHOOSE)] if "enterprise" in talk.speaker.roles else []
    return [*wait, ("现在就请别人", NOW), *own]


def _waited(talk: ConversationContext, need_id: int) -> Reply | None:
    """None where there is nobody to wait for any more."""
    found = wait_for(talk.work, talk.speaker, need_id, talk.rules, talk.now)
    if found is None:
        return None
    name, on = get_expert(talk.work, found.expert_id).name, day(found.on, talk.today)
    now = Choice("现在就请别人", tokens.prompt("need_wait", need_id, "choice", NOW))
    return Reply(f"好，{need_id} 号需求{on}早上先请{name}，请不到再请别人。", choices=(now,))


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    need_id = values["need"]
    if values["choice"] == CHOOSE:
        return Outcome(Reply("好，您来选。"), then=("choose_expert", {"need": need_id}))
    if values["choice"] == WAIT and (reply := _waited(talk, need_id)):
        return Outcome(reply)
    asked = ask_now(talk.work, talk.speaker, need_id, talk.rules, talk.now)
    goes = ASKING if goes_now(talk, get_need(talk.work, need_id).urgent) else MORNING
    return Outcome(Reply(goes.format(asked) if asked else NONE))


WAITING = Form(
    name="need_wait",
    version=1,
    title="等对路的专家",
    roles=NEWCOMERS | OFFICE,
    akin=("need.status", "need.change"),
    examples=("等一天", "等专家有空", "现在就请别人"),
    ref="need",
    slots=(
        _NEED.slot,
        Slot("choice", "等不等", ask=_ask, options=_options, hint="点一下就行；不急就等，急就现在请别人。"),
    ),
    infer=_NEED.infer,
    needless=_NEED.needless,
    submit=_submit,
)


def _wait_over(talk: ConversationContext, told: WaitOver) -> Reply | None:
    need = find_need(talk.work, told.need)
    if need is None or need.state != "open":
        return None
    name = get_expert(talk.work, told.expert).name
    asked = was_asked(talk.work, need.id, told.expert)
    follows = f"已请{name}看了" if asked else f"{name}还请不到，已另请一位"
    return Reply(
        f"您的 {need.id} 号需求，{follows}，有人接单就告诉您。",
        choices=(next_steps.NEED_STATUS,),
    )


WAIT_OVER = NoticeRenderer(WaitOver, _wait_over)

"""本站专家: a station asks experts to be of its own, sees what each one's year lacks, and strikes off (S10.3)."""

from __future__ import annotations

import re

from actions.reports.station_reminds import Year, years_of
from actions.titles.station_experts import ask_by_phone, ask_experts, strike_off
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.delivered import many_told
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.told_apart import meant, named_in, told_apart
from programme.packs import Kind
from programme.qualification import SERVING
from programme.roles import STATION
from storage.queries.staff.teams import experts_of
from storage.queries.titles.holders import Holder, holders_in
from storage.queries.titles.station_experts import asked_by_station, own_experts

SHOWN = 8
LONGEST = 60
CITY = 4
EXPERTS: tuple[Kind, ...] = ("expert",)
_OURS = r"(?:我们?|咱们?|本|这个?)?(?:工作)?站(?:里|上)?(?:自己)?的?"
_ASKS = re.compile(
    rf"^(?:把|请|想请|邀请|让)?[^，,。？?]{{0,40}}(?:加进|加到|加入|进|做|当|登记到|登记进){_OURS}专家(?:名单|库)?[里中吧了。]*$"
    rf"|^(?:登记|添加|加上?|增加){_OURS}专家[\s，,：:]*[^，,。？?]{{0,40}}$"
)
"""«把李律师加进我们站的专家», «登记本站专家：李律师»."""
_LISTS = re.compile(
    rf"^(?:看看?|查)?{_OURS}专家(?:名单|有谁|有哪些|都有谁|(?:今年)?(?:还)?(?:差多少|差什么|做得怎么样|进度|情况))?[？?。]*$"
)
_STRIKES = re.compile(
    rf"(?:移出|移除|去掉|划掉|删掉)[^，,。]{{0,16}}?{_OURS}专家|从{_OURS}专家(?:名单)?[里中]?(?:移出|移除|去掉|划掉|删掉)"
)
_OWN = re.compile(r"(?:我们?|咱们?|本|这个?|工作)站|站[里上的]")
NONE_YET = "站里还没有登记专家。先「登记本站专家」，答应了就在这里。"
WHOM = "请哪几位？说姓名，或者发手机号。"
NOBODY = "没找到这位志愿专家，姓名写全再说一次，或者发手机号。"


def _asks(text: str) -> bool:
    plain = text.strip()
    return len(plain) <= LONGEST and _OWN.search(plain) is not None and _ASKS.search(plain) is not None


def _lists(text: str) -> bool:
    plain = text.strip()
    return len(plain) <= LONGEST and _OWN.search(plain) is not None and _LISTS.fullmatch(plain) is not None


def _known(talk: ConversationContext, text: str) -> dict[str, Holder]:
    """Serving experts of the station's city whose names a text holds, each once, namesakes told apart."""
    city = f"{(talk.speaker.station_region or '')[:CITY]}00"
    found = holders_in(talk.work, city, SERVING, kinds=EXPERTS, named_in=text)
    return told_apart({one.person_id: one for one in found if one.name}.values())


def _read_experts(talk: ConversationContext, text: str) -> list[str] | None:
    return named_in(text, _known(talk, text))


def _namesakes(talk: ConversationContext, values: Values) -> Options:
    """Of several experts of the name that was said, each with the unit."""
    return [(label, [label]) for label in _known(talk, values.get("said") or "")][:SHOWN]


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    if phone := reading.phone(talk, text):
        return {"phone": phone}
    said = text.strip() if _known(talk, text) else None
    return reading.as_values({"experts": _read_experts(talk, text), "said": said})


def _ask(talk: ConversationContext, values: Values) -> Outcome:
    see = Choice("本站专家", tokens.start("own_experts"))
    if phone := values.get("phone"):
        ask_by_phone(talk.work, talk.speaker, phone, talk.now)
        return Outcome(Reply("好。这个号码要是志愿专家的，会问到本人，答应了告诉您。", choices=(see,)))
    persons = [one.person_id for one in meant(values["experts"], _known(talk, "、".join(values["experts"])))]
    experts = experts_of(talk.work, persons)
    count = ask_experts(
        talk.work, talk.speaker, [experts[one] for one in persons if one in experts], talk.now
    )
    return Outcome(Reply(f"{many_told(talk, f' {count} 位专家')}，答应了才进名单。", choices=(see,)))


ASK = Form(
    name="ask_own_experts",
    version=1,
    title="登记本站专家",
    examples=("登记本站专家", "加本站专家", "请专家进站"),
    syntax=_asks,
    sample="登记本站专家：李律师、王会计",
    roles=STATION,
    card="登记本站专家",
    sends=True,
    slots=(
        Slot("said", "", hidden=True, asked=False),
        Slot(
            "experts",
            "专家",
            ask=WHOM,
            read=_read_experts,
            show="、".join,
            options=_namesakes,
            when=lambda talk, values: "phone" not in values,
            hint=NOBODY,
        ),
        Slot("phone", "手机号", asked=False, read=reading.phone, hint="手机号是 11 位数字，再发一次好吗？"),
    ),
    read=_read,
    submit=_ask,
)


def _line(one: Year) -> str:
    """«李律师：本年 2/12 小时、1/30 家，还差 …»."""
    if one.progress is None:
        return f"　{one.who.name}：资格不在有效期"
    return f"　{one.who.name}：{'今年够了' if one.progress.met else one.progress.line}"


def _list(talk: ConversationContext) -> Reply:
    """Who belongs to the station, who is short first; how many have not answered."""
    station = talk.speaker.station_id or 0
    years, waiting = (
        years_of(talk.work, station, talk.rules, talk.today),
        asked_by_station(talk.work, station),
    )
    ask = Choice("登记本站专家", tokens.start("ask_own_experts"))
    still = [f"还有 {waiting} 位没答复。"] if waiting else []
    if not years:
        return Reply("\n".join(still or [NONE_YET]), choices=(ask,))
    more = [f"　另有 {len(years) - SHOWN} 位。"] if len(years) > SHOWN else []
    lines = [f"本站专家 {len(years)} 位：", *(_line(one) for one in years[:SHOWN]), *more, *still]
    remind = (Choice("提醒交日记", tokens.start("remind_own_experts")),)
    ways = (*(remind if any(one.is_short for one in years) else ()), _INVITE, ask, _STRIKE)
    return Reply("\n".join(lines), choices=ways)


_INVITE = Choice("请来活动", tokens.start("invite_own_experts"))
_STRIKE = Choice("移出专家", tokens.start("strike_off_expert"))
LIST = Command(
    "own_experts",
    "本站专家",
    ("本站专家", "我们站的专家", "站里有哪些专家", "站里的专家今年还差多少"),
    _list,
    STATION,
    syntax=_lists,
)


def _own(talk: ConversationContext) -> Options:
    return [(one.name, one.id) for one in own_experts(talk.work, talk.speaker.station_id or 0)]


def _which(talk: ConversationContext, text: str) -> int | None:
    found = [key for name, key in talk.once(_own) if name in text]
    return found[0] if len(found) == 1 else None


_EXPERT = OneOf("expert", "专家", "移出哪一位？", _own, none=NONE_YET, read=_which)


def _strike(talk: ConversationContext, values: Values) -> Outcome:
    strike_off(talk.work, talk.speaker, values["expert"], talk.now)
    see = Choice("本站专家", tokens.start("own_experts"))
    return Outcome(Reply("已移出，会告诉本人。资格和记录都不受影响。", choices=(see,)))


STRIKE = Form(
    name="strike_off_expert",
    version=1,
    title="移出专家",
    examples=("移出本站专家", "把专家从名单里去掉"),
    syntax=lambda text: len(text) <= LONGEST and _STRIKES.search(text.strip()) is not None,
    roles=STATION,
    card="移出本站专家",
    slots=(_EXPERT.slot,),
    read=lambda talk, text, values: reading.as_values({"expert": _which(talk, text)}),
    infer=_EXPERT.infer,
    needless=_EXPERT.needless,
    deed=deed("移出", "去掉", undone="好，不移出。"),
    submit=_strike,
)

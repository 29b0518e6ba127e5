"""What ends a need that nobody takes: 请上级或邻市, 告诉企业办不了."""

from __future__ import annotations

import re

from actions.access import sees
from actions.needs.notices import CannotServe, HelpWanted
from actions.needs.unserved import ask_office, cannot_serve, offices_to_ask
from handlers.engine import next_steps, reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.delivered import told
from handlers.engine.form import Form, NoticeRenderer, Options, Outcome, Slot
from handlers.engine.reach import need_in_reach
from handlers.message import Card, Choice, Reply, Row
from handlers.rendering.masking import mask
from handlers.rendering.plain import phone_of, shorten, show_region
from language import regions
from language.domains import label
from programme.roles import OFFICE
from storage.queries.needs import get_need
from storage.queries.people.profiles import profile

_NUMBER = re.compile(r"(?<![\d月])(\d{1,9})\s*号")
_NO = re.compile(r"办不了|没法办|做不了|无法办")
_HELP = re.compile(r"请(?:上级|邻市|邻县|省里|市里).{0,4}(?:帮|看|协调|支援)?")
WHY = ("这里没有这方面的专家", "不在志愿服务的范围里", "一直没有专家能抽出时间")


def _place(office: str) -> str:
    return regions.name(office) if office in regions.names() else "全国"


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """The number of the need, where it is said."""
    number = _NUMBER.search(text)
    return reading.as_values({"need": int(number[1]) if number else None})


def _offices(talk: ConversationContext, values: Values) -> Options:
    above, beside = offices_to_ask(talk.work, talk.speaker.jurisdiction or "")
    return [*((f"上级：{_place(one)}", one) for one in above), *((_place(one), one) for one in beside)]


def _ask(talk: ConversationContext, values: Values) -> Outcome:
    office = values.get("office")
    if not office or not ask_office(talk.work, talk.speaker, values["need"], office, talk.now):
        return Outcome(Reply("上级和旁边都还没有登记的工作人员，请打电话联系。"))
    place = _place(values["office"])
    return Outcome(
        Reply(f"已请{place}帮忙看 {values['need']} 号需求{told(talk, who=place)}。三天没人接再列给您。")
    )


def _cannot(talk: ConversationContext, values: Values) -> Outcome:
    cannot_serve(talk.work, talk.speaker, values["need"], values["reason"], talk.now)
    return Outcome(Reply(f"{values['need']} 号需求按没办成结了{told(talk, CannotServe.kind, who='企业')}。"))


def _told_no(talk: ConversationContext, told: CannotServe) -> Reply:
    need = get_need(talk.work, told.need)
    return Reply(
        f"抱歉，您的 {need.id} 号需求“{shorten(need.text, 20)}”这次没能办成：{told.reason}。"
        "情况有变化，再说一次就行。",
        choices=(next_steps.ASK_FOR_EXPERT,),
    )


def _help(talk: ConversationContext, told: HelpWanted) -> Reply | None:
    """Whoever may arrange it reads all of it; a neighbour reads what it takes to name an expert."""
    need, asker = get_need(talk.work, told.need), profile(talk.work, told.asker)
    if need.state not in ("open", "unanswered"):
        return None
    own = sees(talk.speaker, need.region)
    rows = [Row("企业", need.enterprise)] if own else []
    rows += [Row("领域", label(need.domain)), Row("地区", show_region(need.region))]
    rows += [Row("问题", need.text if own else mask(need.text, need.enterprise, need.asker))]
    how = f"，电话 {phone_of(asker)}" if asker.phone else ""
    lead = f"{asker.name}请您帮忙：{need.id} 号需求没人接。有合适的专家，告诉{asker.name}{how}。"
    choices = (Choice(f"指派 {need.id} 号", tokens.start("assign", "need", need.id)),) if own else ()
    return Reply(lead, Card("请求帮忙", tuple(rows)), choices)


def _need_slot(ask: str) -> Slot:
    return Slot(
        "need",
        "需求",
        ask=ask,
        read=reading.number,
        show=lambda number: f"{number} 号",
        check=need_in_reach,
        hint="哪一号？比如「12」。",
    )


ASK_WIDER = Form(
    name="ask_wider",
    version=1,
    title="请上级或邻市帮忙",
    examples=("请上级或邻市", "请上级帮忙", "请邻市帮忙"),
    roles=OFFICE,
    sample="请上级帮忙看 7 号需求",
    ref="need",
    slots=(
        _need_slot("哪一号需求要请人帮忙？"),
        Slot(
            "office",
            "请谁",
            ask="请哪里帮忙？",
            options=_offices,
            when=lambda talk, values: bool(talk.once(_offices, values)),
            hint="点一个就行。",
        ),
    ),
    read=_read,
    syntax=lambda text: bool(_NUMBER.search(text) and _HELP.search(text)),
    submit=_ask,
)
CANNOT_SERVE = Form(
    name="cannot_serve",
    version=1,
    title="告诉企业办不了",
    examples=("告诉企业办不了", "这条需求办不了"),
    roles=OFFICE,
    card="告诉企业办不了",
    ref="need",
    slots=(
        _need_slot("哪一号需求办不了？"),
        Slot(
            "reason",
            "原因",
            ask="为什么办不了？会原样写给企业。",
            options=lambda talk, values: [(text, text) for text in WHY],
            read=reading.words,
            free=True,
        ),
    ),
    read=_read,
    syntax=lambda text: bool(_NUMBER.search(text) and "需求" in text and _NO.search(text)),
    deed=deed("告诉", "说", "告知", opposites=("再找", "再找找", "再请"), undone="好，先不告诉企业。"),
    submit=_cannot,
)
TOLD_NO = NoticeRenderer(CannotServe, _told_no)
HELP_WANTED = NoticeRenderer(HelpWanted, _help)

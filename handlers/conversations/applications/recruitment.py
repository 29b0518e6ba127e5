"""招募: rounds with a closing date, opened, extended and closed by a centre, seen by all (S2.1)."""

from __future__ import annotations

from datetime import date

from actions.access import may_ever
from actions.applications.rounds import close_round, extend_round, open_round, own_rounds
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_region
from programme.roles import OFFICE
from programme.spans import written_day
from storage.queries.applications.rounds import RoundFacts, open_rounds, round_of

NONE_OPEN = "您的辖区里没有正在招募的批次。"


def _line(one: RoundFacts, today: date) -> str:
    return f"{show_region(one.region)}，{written_day(one.closes, today)}截止，当天还收（{one.notice}）"


def _line_of(talk: ConversationContext, key: int) -> str:
    one = round_of(talk.work, key)
    return _line(one, talk.today) if one else ""


def _own(talk: ConversationContext) -> Options:
    return [
        (_line(one, talk.today), one.id)
        for one in own_rounds(talk.work, talk.speaker, talk.rules, talk.today)
    ]


_ROUND = OneOf("round", "批次", "是哪一个批次？", _own)
_CLOSES = Slot(
    "closes",
    "截止日期",
    ask="收到哪一天为止？当天还收。",
    read=reading.a_day_ahead,
    is_day=True,
    check=reading.not_past,
    hint="没认出日期，可以说「下周五」「9月25日」。",
)


def _closed(talk: ConversationContext, values: Values) -> str:
    return "" if may_ever(talk.speaker, "open_round") else "招募批次请审核人员或管理员来定。"


def _open(talk: ConversationContext, values: Values) -> Outcome:
    closes = date.fromisoformat(values["closes"])
    key = open_round(talk.work, talk.speaker, closes, values["notice"], talk.rules, talk.now)
    return Outcome(Reply(f"已提交：招募开始，{_line_of(talk, key)}。截止以后不再收申请，已交的照常审核。"))


def _extend(talk: ConversationContext, values: Values) -> Outcome:
    if "round" not in values:
        return Outcome(Reply(NONE_OPEN))
    closes = date.fromisoformat(values["closes"])
    extend_round(talk.work, talk.speaker, values["round"], closes, talk.now)
    return Outcome(Reply(f"已修改：{_line_of(talk, values['round'])}。"))


def _close(talk: ConversationContext, values: Values) -> Outcome:
    if "round" not in values:
        return Outcome(Reply(NONE_OPEN))
    close_round(talk.work, talk.speaker, values["round"], talk.now)
    return Outcome(Reply("招募已截止，从现在起不再收申请，已交的照常审核。"))


def _rounds(talk: ConversationContext) -> Reply:
    found = open_rounds(talk.work, talk.rules.id, talk.today)
    lines = [f"　{_line(one, talk.today)}" for one in found]
    text = "\n".join(["正在招募：", *lines]) if lines else "现在没有限期的招募批次，随时可以申请。"
    ways = (("申请志愿专家", "apply_expert"), ("申请志愿服务工作站", "apply_station"))
    mine = (("延长招募", "extend_round"), ("截止招募", "close_round"), ("开始招募", "open_round"))
    entries = mine if "staff" in talk.speaker.roles else ways
    return Reply(text, choices=tuple(Choice(caption, tokens.start(name)) for caption, name in entries))


OPEN_ROUND = Form(
    name="open_round",
    version=1,
    title="开始招募",
    serves=("staff.round",),
    examples=("开始招募", "发布招募", "开招募", "新一批招募开始"),
    roles=OFFICE,
    card="开始一个招募批次",
    sends=True,
    slots=(
        _CLOSES,
        Slot(
            "notice",
            "依据",
            ask="依据哪个通知？比如「湛中小服〔2026〕9号」。",
            read=reading.words,
            free=True,
        ),
    ),
    closed=_closed,
    submit=_open,
)
EXTEND_ROUND = Form(
    name="extend_round",
    version=1,
    title="延长招募",
    serves=("staff.round",),
    examples=("延长招募", "招募延期", "招募多收几天", "招募的截止日期改一下"),
    roles=OFFICE,
    card="延长招募",
    slots=(_ROUND.slot, _CLOSES),
    infer=_ROUND.infer,
    closed=_closed,
    needless=lambda talk: "" if _own(talk) else NONE_OPEN,
    submit=_extend,
)
CLOSE_ROUND = Form(
    name="close_round",
    version=1,
    title="截止招募",
    serves=("staff.round",),
    examples=("截止招募", "结束招募", "招募先停了"),
    roles=OFFICE,
    card="截止招募（不再收申请）",
    slots=(_ROUND.slot,),
    infer=_ROUND.infer,
    closed=_closed,
    needless=lambda talk: "" if _own(talk) else NONE_OPEN,
    deed=deed("截止", "关", "停", undone="好，不截止，招募照旧。"),
    submit=_close,
)
ROUNDS = Command("rounds", "招募公告", ("招募公告", "招募", "什么时候招募", "招募批次"), _rounds)

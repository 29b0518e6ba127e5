"""投诉进展: where each thing that somebody has brought stands, and taking one back."""

from __future__ import annotations

import re

from actions.complaints.withdraw import withdraw_case
from handlers.conversations.complaints.accused import of_me
from handlers.conversations.complaints.brought import KINDS, wish_of
from handlers.engine import next_steps, reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.form import Command, Form, Options, Outcome
from handlers.message import Choice, Reply
from handlers.rendering.plain import shorten
from programme.cases import JUDGED, UNDECIDED
from programme.roles import HOLDERS, NEWCOMERS
from storage.queries.complaints.cases import CaseFacts, cases_of, get_case

_STANDS = {
    "filed": "服务中心已收到，还没有结果",
    "examined": "正在核查，还没有结果",
    "upheld": "查实了",
    "dismissed": "没有查到依据",
    "referred": "查实了，已移送主管部门",
    "withdrawn": "您撤回了",
    "answered": "服务中心答复过了",
    "closed": "服务中心办好了",
}
_HEARD = {"suggestion": "已交给服务中心", "request": "已交给服务中心，还没有答复"}
"""What is true of a case that nobody judges, before staff answer it."""
_NAMES_IT = re.compile(r"投诉|异议|申诉|举报|告他|告她|反映")
_ASKS = re.compile(
    r"(?:那|我|我的|那个|之前|上次|刚才|请问|关于)*(?:投诉|申诉|异议)(?:的)?(?:那个?事|这个?事|那件|那个|结果|事情)?(?:到底|现在|还|是|都|目前)*"
    r"(?:在不在|在吗|啥状态|什么状态|定了没有?|定了吗|怎么样了?|咋样了?|办得怎样了?|到哪一?步了?|有没有?(?:结果|消息)|有(?:结果|消息)(?:了|没|没有|吗)+|处理(?:了没|好没|得怎样)[了吗没有]*|出来没有?|结果呢)[呢啊了吗?？]*"
)
_OWN = re.compile(r"我的|我提|我投")
_NONE = "您没有提过投诉、异议或申诉。"


def stands(case: CaseFacts) -> str:
    """Where a case stands, and the reason that staff gave."""
    waits = _HEARD.get(case.kind) if case.state == "filed" else None
    stand = waits or _STANDS[case.state]
    return f"{stand}。{case.reason}" if case.reason else stand


def _caption(case: CaseFacts) -> str:
    """«3 号投诉（钱顾问）», by whom or what it is about."""
    wish = wish_of(case) if case.kind == "request" else ""
    about = wish or (case.against if case.kind != "appeal" else "") or shorten(case.text, 8)
    return f"{case.id} 号{KINDS[case.kind]}（{about}）"


def _my_cases(talk: ConversationContext) -> Reply:
    own = cases_of(talk.work, talk.speaker.person_id)
    if not own and talk.speaker.roles & HOLDERS and not _OWN.search(talk.said):
        return of_me(talk)
    if not own:
        return Reply(_NONE, choices=(next_steps.COMPLAIN,))
    lines = [
        f"{_caption(one)}，{one.filed_at.astimezone(talk.now.tzinfo):%-m月%-d日}：{stands(one)}"
        for one in own
    ]
    open_ones = any(one.kind in JUDGED and one.state in UNDECIDED for one in own)
    return Reply(
        "\n".join(lines), choices=(Choice("撤回", tokens.start("withdraw_case")),) if open_ones else ()
    )


MY_CASES = Command(
    "my_cases",
    "投诉进展",
    ("投诉进展", "我的投诉", "我的异议", "我的申诉", "投诉怎么样了", "投诉有结果吗"),
    _my_cases,
    serves=("complaint.status",),
    syntax=lambda text: _ASKS.fullmatch(text.strip()) is not None,
)


def _undecided(talk: ConversationContext) -> Options:
    return [(_caption(one), one.id) for one in cases_of(talk.work, talk.speaker.person_id, JUDGED, UNDECIDED)]


WHICH = OneOf("case", "哪一件", "要撤回哪一件？", _undecided, none="现在没有可以撤回的投诉、异议或申诉。")


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """By its number, the name in it or its kind; the only one, where there is no other."""
    own = cases_of(talk.work, talk.speaker.person_id, JUDGED, UNDECIDED)
    number = reading.number(talk, text)
    meant = (
        [one for one in own if one.id == number]
        or [one for one in own if one.against and one.against in text]
        or [one for one in own if KINDS[one.kind] in text]
        or own
    )
    return {"case": meant[0].id} if len(meant) == 1 else {}


def _withdraw(talk: ConversationContext, values: Values) -> Outcome:
    withdraw_case(talk.work, talk.speaker, values["case"], talk.rules, talk.now)
    case = get_case(talk.work, values["case"])
    return Outcome(Reply(f"已取消 {case.id} 号{KINDS[case.kind]}，服务中心看得到。要再提随时说。"))


_CAME_AFTER_ALL = re.compile(
    r"(?:[啊哦噢唉]|哎呀?|不对|对了|那个|[，,\s])*(?:(?:来了){2}|(?:[他她]|[\u4e00-\u9fff]{1,4}(?:律师|会计|老师|工))?(?:来过|来了)(?=.{0,6}我?(?:搞错|记错|弄错|看错|忘)(?:日子|日期|时间|人)?了?[。！!]*$))"
    r"|.*投诉.{0,6}撤(?:了|回|掉|销)?[吧了]*(?:$|[，,。！!\s])"
)
"""«来了来了 我忘了», «苏律师的投诉撤了吧 我搞错了»."""


def _rather(talk: ConversationContext, text: str) -> str:
    """«删掉它» takes back no complaint where there is none, unless it says so."""
    return "" if _undecided(talk) or _NAMES_IT.search(text) else "unclear"


WITHDRAW = Form(
    name="withdraw_case",
    version=1,
    title="撤回投诉",
    serves=("case.withdraw",),
    examples=("撤回投诉", "撤回异议", "撤回申诉", "不投诉了", "不申诉了"),
    ref="case",
    card="撤回这一件",
    slots=(WHICH.slot,),
    read=_read,
    infer=WHICH.infer,
    rather=_rather,
    needless=WHICH.needless,
    deed=deed(
        "撤回",
        "撤",
        "取消",
        opposites=("查", "要查", "投诉", "告", "申诉", "追究"),
        undone="好，不撤回，照样查。",
    ),
    submit=_withdraw,
)


def _came(talk: ConversationContext) -> Reply:
    """Which complaint that may be about; nothing is taken back before that is tapped."""
    found = _undecided(talk)
    if not found:
        return Reply("好，没有记着谁没来。")
    choices = tuple(
        Choice(f"撤回 {number} 号", tokens.start("withdraw_case", "case", number)) for _, number in found
    )
    return Reply(f"您提过{'、'.join(caption for caption, _ in found)}，要撤回吗？", choices=choices)


CAME = Command(
    "came_after_all",
    "其实来过",
    ("其实来过", "投诉搞错了"),
    _came,
    NEWCOMERS,
    syntax=lambda text: _CAME_AFTER_ALL.match(text.strip()) is not None,
    idle=lambda talk: not _undecided(talk),
)

"""What staff ask about a complaint that somebody brought: whose it is, what it says, how it stands, whether there were others."""

from __future__ import annotations

import re

from actions.complaints.cases import open_cases
from handlers.conversations.complaints.my_cases import stands
from handlers.engine import next_steps
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import button
from handlers.engine.form import Command
from handlers.engine.masked_phone import masked_of, show_it
from handlers.message import Reply
from handlers.rendering.moments import day
from handlers.rendering.plain import shorten
from programme.cases import UNDECIDED
from programme.roles import OFFICE
from storage.queries.complaints.cases import CaseFacts, brought_against
from storage.queries.complaints.known import named_in
from storage.queries.people.profiles import profile

ASKS = re.compile(
    r"(?=.*(?:投诉|举报))(?!.*(?:我要|我想|要)(?:投诉|举报))"
    r".*(?:谁(?:告|投诉|举报|提|说)|(?:投诉|举报)(?:人|的人|的是|他的|她的)?[^，,。]{0,3}(?:是谁|电话|哪家|哪位)|电话(?:多少|是|几)|以前.{0,6}(?:过没|过吗|几次)|过没有|过几次|几次"
    r"|(?:内容|经过|怎么回事|怎么说|说的?什么|说了什么|啥情况|什么情况)|到底定了没|定了没|查到哪|在不在|啥状态|什么状态|别写|不要写)"
)
"""A question about one that there is, or how it is to be handled; never a new one."""
_NUMBERED = re.compile(r"(?<!\d)(\d{1,9})\s*号")
_ALL = (*UNDECIDED, "upheld", "dismissed", "referred")
NONE = "辖区里现在没有投诉。"
MOST = 60


def _meant(talk: ConversationContext) -> CaseFacts | None:
    """By its number, by whom it is against, else the newest that waits, else the newest."""
    known = open_cases(talk.work, talk.speaker, "complaint", *_ALL)
    numbered = _NUMBERED.search(talk.said)
    if numbered:
        return next((one for one in known if one.id == int(numbered[1])), None)
    named = [one for one in known if one.against and one.against in talk.said]
    waiting = [one for one in named or known if one.state in UNDECIDED]
    return next(reversed(waiting or named or known), None)


def _others(talk: ConversationContext, case: CaseFacts) -> str:
    """How often the same was complained of before, and how often it was true."""
    if not case.against:
        return ""
    before = [
        one
        for one in brought_against(talk.work, case.against, talk.speaker.jurisdiction)
        if one.id != case.id
    ]
    if not before:
        return f"{case.against}以前没有被投诉过。"
    true = sum(one.state in ("upheld", "referred") for one in before)
    return f"{case.against}另外被投诉过 {len(before)} 次，查实 {true} 次。"


def _untouched(talk: ConversationContext) -> str:
    """The known holder or colleague whom the text names, and who stands in no complaint that the speaker may see; else nothing."""
    if _NUMBERED.search(talk.said):
        return ""
    known = open_cases(talk.work, talk.speaker, "complaint", *_ALL)
    named = named_in(talk.work, talk.said)
    return "" if any(_stands_in(name, one) for name in named for one in known) else next(iter(named), "")


def _stands_in(name: str, case: CaseFacts) -> bool:
    return name in (case.against or case.text) or name == case.person


def _about(talk: ConversationContext) -> Reply:
    if name := _untouched(talk):
        return Reply(f"您能看到的投诉里，没有说{name}的。", choices=(next_steps.TODO,))
    case = _meant(talk)
    if case is None:
        return Reply(NONE, choices=(next_steps.TODO,))
    one = profile(talk.work, case.person_id)
    phone = masked_of(one)
    on = day(case.filed_at.astimezone(talk.now.tzinfo).date(), talk.today)
    who = f"{case.person or '访客'}{f'（{phone}）' if phone else ''}"
    first = f"{case.id} 号投诉：{who}{on}说{case.against or '一位没写名字的'}：“{shorten(case.text, MOST)}”"
    waits = case.state in UNDECIDED
    verdicts = (("uphold_complaint", "投诉成立"), ("dismiss_complaint", "投诉不成立")) if waits else ()
    ways = tuple(button(code, case.id, f"{word} {case.id} 号") for code, word in verdicts)
    return Reply(
        join(
            first,
            f"{stands(case).rstrip('。')}。{_others(talk, case)}",
            "投诉人的名字通知里不写，也不告诉对方。",
        ),
        choices=(*ways, *show_it(case.person_id, phone)) or (next_steps.TODO,),
    )


ABOUT_A_COMPLAINT = Command(
    "about_a_complaint",
    "问投诉",
    (),
    _about,
    OFFICE,
    syntax=lambda text: ASKS.search(text.strip()) is not None,
)

"""转介: a need goes to another body or product; its firm is asked whether that helped, and staff read the count apart."""

from __future__ import annotations

import re
from datetime import datetime

from actions.needs.notices import ReferralAsked, Referred
from actions.needs.refer import is_collected, refer_need, say_helped
from handlers.engine import next_steps, reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import told
from handlers.engine.form import Command, Form, NoticeRenderer, Outcome, Slot
from handlers.engine.reach import need_in_reach
from handlers.message import Choice, Reply
from handlers.rendering.plain import shorten
from programme.roles import ENTERPRISE, OFFICE, STATION
from storage.queries.needs import get_need
from storage.queries.referrals import referral_of, referrals_since

_LED = re.compile(
    r"转介\s*(?P<number>\d{1,9})\s*号?(?:需求)?\s*(?:给|到|去)?[，,：:\s]*(?P<body>.*)", re.DOTALL
)
HELPED = (("帮上了", 100), ("帮了一部分", 50), ("没帮上", 0))
SHOWN = 8


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """«转介 7 号 给法律援助中心»."""
    led = _LED.match(text.strip())
    if led is None:
        return {}
    return reading.as_values({"need": int(led["number"]), "body": led["body"].strip(" 。") or None})


def _refer(talk: ConversationContext, values: Values) -> Outcome:
    refer_need(talk.work, talk.speaker, values["need"], values["body"], talk.now)
    done = f"{values['need']} 号需求转介给{values['body']}{told(talk, Referred.kind, who='企业')}。"
    days = talk.rules.waiting.referral_days
    if talk.speaker.staff_id is None:
        return Outcome(Reply(f"{done}怎么找请转给企业，{days} 天后问您帮上没有。", choices=(_OWN,)))
    return Outcome(Reply(f"{done}{days} 天后问企业帮上没有。", choices=(_SEE,)))


def _in_reach(talk: ConversationContext, need_id: int) -> str:
    """Of staff, what lies in their jurisdiction; of a station, what it collected."""
    if talk.speaker.staff_id is not None:
        return need_in_reach(talk, need_id)
    return "" if is_collected(talk.work, talk.speaker, need_id) else f"{need_id} 号不是您替企业提的需求。"


_OWN = Choice("还有需求", tokens.start("need"))
_SEE = Choice("转介情况", tokens.start("referrals"))
REFER = Form(
    name="refer",
    version=1,
    title="转介需求",
    examples=("转介需求", "转介给别的机构"),
    roles=OFFICE | STATION,
    card="转介需求",
    ref="need",
    slots=(
        Slot(
            "need",
            "需求",
            ask="转介哪一号需求？",
            read=reading.number,
            show=lambda number: f"{number} 号",
            check=_in_reach,
            hint="哪一号？比如「12」。",
        ),
        Slot(
            "body",
            "转介给",
            ask="转介给谁、怎么找？会原样写给企业。比如「法律援助中心，电话 12348」。",
            read=reading.words,
            free=True,
            verbatim=True,
        ),
    ),
    read=_read,
    syntax=lambda text: _LED.match(text.strip()) is not None,
    submit=_refer,
)


def _helped(talk: ConversationContext, values: Values) -> Outcome:
    say_helped(talk.work, talk.speaker, values["need"], values["helped"], talk.now)
    done = values["helped"] == HELPED[0][1]
    return Outcome(
        Reply(
            "记下了，谢谢。" if done else "记下了，还有难处再说一次就行。",
            choices=(next_steps.ASK_FOR_EXPERT,),
        )
    )


WHETHER_HELPED = Form(
    name="referral_helped",
    version=1,
    title="转介帮上了吗",
    roles=ENTERPRISE | STATION,
    ref="need",
    given=("need",),
    slots=(
        Slot("need", "", hidden=True, asked=False),
        Slot(
            "helped",
            "效果",
            ask="帮上了吗？",
            options=lambda talk, values: HELPED,
            hint="帮上了、帮了一部分，还是没帮上？",
        ),
    ),
    submit=_helped,
)


def _counted(talk: ConversationContext) -> Reply:
    """The year so far, apart from what experts served."""
    since = datetime(talk.today.year, 1, 1, tzinfo=talk.now.tzinfo)
    found = referrals_since(talk.work, talk.speaker.jurisdiction, since)
    if not found:
        return Reply("今年还没有转介过需求。", choices=(next_steps.TODO,))
    said = [one.helped for one in found]
    parts = [f"{word} {said.count(value)}" for word, value in HELPED] + [f"没答复 {said.count(None)}"]
    lines = [f"　{one.need_id} 号：{shorten(one.body, 16)}" for one in found[:SHOWN]]
    text = f"今年转介 {len(found)} 件：{'，'.join(parts)}（另计，不算专家服务）。"
    return Reply("\n".join([text, *lines]), choices=(next_steps.TODO,))


REFERRALS = Command("referrals", "转介情况", ("转介情况", "转介了几件"), _counted, OFFICE)


def _told(talk: ConversationContext, told: Referred) -> Reply | None:
    found = referral_of(talk.work, told.need)
    if found is None:
        return None
    need = get_need(talk.work, told.need)
    text = f"您的 {need.id} 号需求“{shorten(need.text, 14)}”，服务中心建议找：{found.body}。\n过几天问您帮上没有。"
    return Reply(text, choices=(next_steps.STAFF,))


def _asked(talk: ConversationContext, told: ReferralAsked) -> Reply | None:
    found = referral_of(talk.work, told.need)
    if found is None or found.helped is not None:
        return None
    choices = (
        Choice(word, tokens.prompt("referral_helped", told.need, "helped", value)) for word, value in HELPED
    )
    return Reply(
        f"您的 {told.need} 号需求，上次建议找{shorten(found.body, 20)}，帮上了吗？", choices=tuple(choices)
    )


TOLD = NoticeRenderer(Referred, _told)
ASKED = NoticeRenderer(ReferralAsked, _asked, reminder=True)

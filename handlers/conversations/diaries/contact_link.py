"""请对方联系人确认: a one-time link for a contact who is not here, and what is said by it (0364)."""

from __future__ import annotations

from decimal import Decimal

from actions.diaries.contact_links import OVER, Said, answer_by_link, hashed, issue_link, may_have_link
from actions.diaries.notices import ContactDenied, ContactSaid
from handlers.conversations.diaries.rating import STARS, stars_said
from handlers.engine import next_steps, reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, NoticeRenderer, Options, Outcome, Slot
from handlers.engine.site import site_of
from handlers.message import Choice, Reply
from handlers.rendering.confirmed import of_contact
from handlers.rendering.moments import day
from handlers.rendering.plain import show_hours
from handlers.rendering.records import diary_line
from handlers.rendering.served import served_line
from programme.roles import HOLDERS
from storage.queries.diaries.contact_links import link, open_link
from storage.queries.diaries.written import get_diary, written_by

NONE = "最近的日记都有企业确认，或者对方联系人答过了。"
HOURS, DENIED = "hours", "denied"
DOUBTS = (("时长不对", HOURS), ("没来过", DENIED))
KNOWN = 5


def _to_confirm(talk: ConversationContext) -> Options:
    found = written_by(talk.work, talk.speaker.person_id, KNOWN)
    return [(diary_line(one), one.id) for one in found if may_have_link(talk.work, one.id)]


_DIARY = OneOf("diary", "日记", "请对方确认哪一次？", _to_confirm, none=NONE)


def _issue(talk: ConversationContext, values: Values) -> Outcome:
    code, site = issue_link(talk.work, talk.speaker, values["diary"], talk.now), site_of(talk)
    page = [f"请对方点：{site}/confirm/{code}"] if site else []
    lines = ["把下面的转给对方，7 天内有效，只能用一次：", *page, f"在益企里就发：绑定 {code}"]
    return Outcome(Reply("\n".join(lines), choices=(next_steps.MY_PROGRESS,)))


LINK = Form(
    name="contact_link",
    version=1,
    title="发确认链接",
    examples=("发确认链接", "请对方联系人确认", "请对方确认这次服务", "给对方一个确认链接"),
    roles=HOLDERS,
    ref="diary",
    slots=(_DIARY.slot,),
    infer=_DIARY.infer,
    needless=_DIARY.needless,
    submit=_issue,
)


def _asked(talk: ConversationContext, values: Values) -> str:
    found = open_link(talk.work, hashed(values["code"]), talk.now)
    if found is None:
        return OVER
    return f"{served_line(get_diary(talk.work, found.diary_id), talk.today)}。对的话打个分，满意度怎么样？"


def _read_answer(talk: ConversationContext, text: str) -> str | None:
    stars = stars_said(talk, text)
    return str(stars) if stars else None


def _answer(talk: ConversationContext, values: Values) -> Outcome:
    answer = values["answer"]
    said = Said("confirmed", int(answer)) if answer.isdigit() else Said(answer)
    if answer == HOURS:
        said = Said(HOURS, hours=Decimal(values["hours"]))
    answer_by_link(talk.work, values["code"], said, talk.now, talk.speaker.person_id)
    return Outcome(Reply("记下了，谢谢您。"))


ANSWER = Form(
    name="contact_answer",
    version=1,
    title="确认服务",
    given=("code",),
    slots=(
        Slot("code", "", hidden=True, asked=False),
        Slot(
            "answer",
            "答复",
            ask=_asked,
            read=_read_answer,
            options=lambda talk, values: (*((word, str(stars)) for word, stars in STARS), *DOUBTS),
            hint="几分？说 1 到 5，别的点一下。",
        ),
        Slot(
            "hours",
            "时长",
            ask="实际是多长时间？比如「一个小时」。",
            read=reading.hours,
            show=show_hours,
            when=lambda talk, values: values.get("answer") == HOURS,
            hint="多长时间呢？比如「一个半小时」。",
        ),
    ),
    submit=_answer,
)


def _said(talk: ConversationContext, told: ContactSaid) -> Reply | None:
    found = link(talk.work, told.link)
    if found is None or found.answer is None:
        return None
    diary = get_diary(talk.work, found.diary_id)
    if diary.state != "recorded":
        return None
    stars = f"，{found.stars} 分" if found.stars else ""
    fix = (Choice("改日记", tokens.start("amend")),) if found.answer != "confirmed" else ()
    return Reply(
        f"{day(diary.served_on, talk.today)}那次，{of_contact(found, talk.now)}{stars}。",
        choices=(*fix, next_steps.MY_PROGRESS),
    )


def _denied(talk: ConversationContext, told: ContactDenied) -> Reply | None:
    found = link(talk.work, told.link)
    if found is None or get_diary(talk.work, found.diary_id).state != "recorded":
        return None
    diary = get_diary(talk.work, found.diary_id)
    look = Choice("看日记", tokens.start("see_diary", "subject", diary.id))
    return Reply(
        f"{diary.writer}{day(diary.served_on, talk.today)}的日记：有人用确认链接说没来过。没有核实过是谁说的。",
        choices=(look,),
    )


SAID = NoticeRenderer(ContactSaid, _said)
DENIED_SAID = NoticeRenderer(ContactDenied, _denied, office=True)

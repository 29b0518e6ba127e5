"""微课: offered with a link, released by staff, found by field and words; a question on one becomes a need (S4.1)."""

from __future__ import annotations

import re

from actions.activities.courses import decide_course, offer_course, open_course
from actions.activities.notices import CourseOffered, CourseReleased
from handlers.engine import next_steps, reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, NoticeRenderer, Options, Outcome, Slot
from handlers.message import Choice, Reply
from programme.roles import MEMBERS, OFFICE
from storage.queries.activities.courses import CourseFacts, course, courses, offered_courses

SHOWN = 8
NONE_YET = "还没有微课。"
NONE_WAITING = "没有等您放出来的微课。"
ANSWERS = (("放出来", "yes"), ("不放", "no"))
_LINK = re.compile(r"https?://[^\s，,。；;]{4,290}")
_ASKS = re.compile(r"(?:有(?:没有|什么|哪些)?|找|看|想学|听).{0,12}微课|^微课(?:列表|有哪些)?$")
_TITLE = re.compile(r"^(?:我?(?:要|想)?(?:发布?|传|上传|交)(?:一?(?:个|门|节))?)?(?:微课)?[：:，,\s]*")


def _link_in(talk: ConversationContext, text: str) -> str | None:
    found = _LINK.search(text)
    return found[0] if found else None


def _title_in(text: str) -> str | None:
    left = _TITLE.sub("", _LINK.sub("", text)).strip(" ，,。；;：:")
    return left[:100] or None


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """«微课：增值税申报要点 https://…»: both at once."""
    link = _link_in(talk, text)
    title = _title_in(text) if link and "title" not in values else None
    return reading.as_values({"link": link, "title": title})


def _offer(talk: ConversationContext, values: Values) -> Outcome:
    field = values.get("domain") or reading.domain(talk, values["title"])
    _, out = offer_course(talk.work, talk.speaker, values["title"], values["link"], field, talk.now)
    said = "已发布，大家问微课就看得到。" if out else "已提交，服务中心看过就放出来，到时告诉您。"
    return Outcome(Reply(said, choices=(Choice("看微课", tokens.start("courses")),)))


def _waiting(talk: ConversationContext) -> list[CourseFacts]:
    return offered_courses(talk.work, talk.speaker.jurisdiction)


def _to_release(talk: ConversationContext) -> Options:
    return [(f"{one.id} 号 {one.title}", one.id) for one in talk.once(_waiting)]


def _released(talk: ConversationContext) -> list[CourseFacts]:
    return courses(talk.work)


def _to_see(talk: ConversationContext) -> Options:
    return [(f"{one.id} 号 {one.title}", one.id) for one in talk.once(_released)[:SHOWN]]


_COURSE = OneOf("course", "微课", "放哪一门？", _to_release, none=NONE_WAITING)
_ONE = OneOf("course", "微课", "看哪一门？", _to_see, none=NONE_YET)


def _decide(talk: ConversationContext, values: Values) -> Outcome:
    releases = values["answer"] == "yes"
    decide_course(talk.work, talk.speaker, values["course"], releases, talk.now)
    return Outcome(Reply("放出来了，大家问微课就看得到。" if releases else "好，先不放。"))


def _see(talk: ConversationContext, values: Values) -> Outcome:
    link, one = open_course(talk.work, values["course"]), course(talk.work, values["course"])
    ask = Choice("我有问题要问", tokens.start("need"))
    return Outcome(
        Reply(f"「{one.title if one else ''}」{link}\n看了还有问题，点下面，我请专家。", choices=(ask,))
    )


def _list(talk: ConversationContext) -> Reply:
    """Those of the field, or with the words, that the message names; else all."""
    found = talk.once(_released)
    if field := reading.domain(talk, talk.said):
        found = [one for one in found if one.domain == field] or found
    if not found:
        return Reply(NONE_YET, choices=(next_steps.EVENTS,))
    lines = [f"{one.id} 号 {one.title}（{one.giver}，{one.views} 次观看）" for one in found[:SHOWN]]
    choices = tuple(
        Choice(f"看 {one.id} 号", tokens.start("see_course", "course", one.id)) for one in found[:SHOWN]
    )
    return Reply("\n".join(["微课：", *lines]), choices=choices)


def _offered_words(talk: ConversationContext, told: CourseOffered) -> Reply | None:
    one = course(talk.work, told.course)
    if one is None or one.state != "offered":
        return None
    choices = tuple(
        Choice(word, tokens.prompt("release_course", one.id, "answer", value)) for word, value in ANSWERS
    )
    return Reply(f"{one.giver}交来一门微课「{one.title}」：{one.link}。放不放？", choices=choices)


def _released_words(talk: ConversationContext, told: CourseReleased) -> Reply | None:
    one = course(talk.work, told.course)
    if one is None or one.state != "released":
        return None
    return Reply(f"您的微课「{one.title}」放出来了。", choices=(Choice("看微课", tokens.start("courses")),))


OFFER = Form(
    name="offer_course",
    version=1,
    title="发微课",
    examples=("发微课", "上传微课", "我录了一门微课"),
    roles=MEMBERS,
    card="微课",
    sends=True,
    slots=(
        Slot("title", "主题", ask="微课叫什么？", read=lambda talk, text: _title_in(text), free=True),
        Slot(
            "link",
            "链接",
            ask="链接发来，比如「https://v.example.cn/123」。",
            read=_link_in,
            hint="没看到链接，以 https 开头的那一串。",
        ),
        Slot("domain", "领域", asked=False, read=reading.domain),
    ),
    read=_read,
    submit=_offer,
)
RELEASE = Form(
    name="release_course",
    version=1,
    title="放微课",
    examples=("放微课", "审微课"),
    roles=OFFICE,
    ref="course",
    slots=(
        _COURSE.slot,
        Slot("answer", "放不放", ask="放出来吗？", options=lambda talk, values: ANSWERS, hint="放不放？"),
    ),
    infer=_COURSE.infer,
    needless=_COURSE.needless,
    submit=_decide,
)
SEE = Form(
    name="see_course",
    version=1,
    title="看微课",
    examples=("打开微课",),
    ref="course",
    slots=(_ONE.slot,),
    infer=_ONE.infer,
    needless=_ONE.needless,
    submit=_see,
)
LIST = Command(
    "courses",
    "微课",
    ("微课", "有什么微课", "看微课", "有没有税务的微课"),
    _list,
    syntax=lambda text: len(text) <= 20 and bool(_ASKS.search(text)),
)
OFFERED = NoticeRenderer(CourseOffered, _offered_words, office=True)
RELEASED = NoticeRenderer(CourseReleased, _released_words, reminder=True)

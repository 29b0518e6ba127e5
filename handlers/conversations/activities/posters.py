"""签到码, 报名二维码: what whoever holds an activity puts up, as a picture that phones read and as links for each channel (S4.2)."""

from __future__ import annotations

import re

from actions.titles.papers import keep_file
from documents.qr import qr_picture
from handlers.conversations.activities import telling
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.engine.links import event_key, here_key, web_link
from handlers.engine.site import site_of
from handlers.message import Attachment, Choice, Reply
from programme.roles import MEMBERS
from programme.spans import written_day
from storage.queries.activities.coming import door_code
from storage.queries.activities.events import EventFacts, own_events_ahead

_WANTS = re.compile(
    r"(?:请|麻烦|帮我|给我|把|那|我要|发|给|看|一?下|[，,\s])*(?:\d{1,6}\s*号)?[^，,。？?\d]{0,12}?(?:签到|打卡)的?(?:二维码|码|链接)"
    r"(?:给|发|我|来|过来|一下|一份|看看|看下|是多少|多少|在哪里?|怎么弄|呢|吧|要)*[。！!?？]*"
)
"""«签到码发我», «把开票那场的签到二维码给我一下»; who gives a code signs in by it."""
NONE_TO_SHOW = "您没有还没办的活动。"
PNG = "image/png"


def _meant(talk: ConversationContext) -> EventFacts | None:
    """The activity that is named, or the next."""
    found = own_events_ahead(talk.work, talk.speaker.person_id, talk.today, talk.speaker.jurisdiction)
    key = telling.meant(found, talk.said) if found else None
    return next((one for one in found if key in (None, one.id)), None)


def _for_the_door(talk: ConversationContext) -> Reply:
    one = _meant(talk)
    if one is None:
        return Reply(NONE_TO_SHOW, choices=(next_steps.PUBLISH_EVENT,))
    code, day = door_code(talk.work, one.id), written_day(one.held_on, talk.today)
    text = f"「{one.title}」签到码 {code}，{day}当天有效：现场说「签到 {code}」"
    return _poster(talk, text, here_key(code), "签到")


def _to_sign_up(talk: ConversationContext) -> Reply:
    one = _meant(talk)
    if one is None:
        return Reply(NONE_TO_SHOW, choices=(next_steps.PUBLISH_EVENT,))
    return _poster(talk, f"「{one.title}」报名：说「报名 {one.id} 号活动」", event_key(one.id), "报名")


def _poster(talk: ConversationContext, text: str, key: str, deed: str) -> Reply:
    """With the picture and the links that there are; without either the words do."""
    ways = (Choice("谁报名了", tokens.start("coming")),)
    site, links = site_of(talk), [f"{name}{deed} {way}{key}" for name, way in talk.reader_options.entrances]
    if not site:
        return Reply("\n".join([f"{text}。", *links]), choices=ways)
    link = web_link(site, key)
    picture = qr_picture(link)
    kept = keep_file(talk.work, talk.speaker.person_id, picture, PNG, talk.now)
    files = (Attachment(kept, PNG, len(picture), f"{deed}.png"),) if kept else ()
    lines = [f"{text}，或者扫这张图。", f"网页{deed} {link}", *links]
    return Reply("\n".join(lines), files=files, choices=ways)


DOOR = Command(
    "door_code",
    "签到码",
    ("签到码", "活动签到码", "签到二维码", "签到链接"),
    _for_the_door,
    MEMBERS,
    syntax=lambda text: _WANTS.fullmatch(text.strip()) is not None,
)
SIGN_UP = Command(
    "signup_code",
    "报名二维码",
    ("报名二维码", "报名链接", "报名码", "活动二维码", "活动链接"),
    _to_sign_up,
    MEMBERS,
)

"""A story on its page: what everybody would read, who in it has agreed, and whether it is released or taken off."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.access import may
from actions.activities.stories import decide_story
from actions.refusal import Refused as NotDone
from handlers.engine.context import ConversationContext
from handlers.rendering.masking import mask_ways
from handlers.rendering.plain import show_region
from programme.stories import FOR_FIRM, KINDS, LIVE, STATES
from storage.queries.activities.stories import StoryFacts, asked_of, story
from storage.queries.console.listing import is_in
from storage.queries.console.lists.services import STORIES
from web.console.frame import shown
from web.console.lists.cells import TONES
from web.console.lists.state import number
from web.console.lists.views import reader_of
from web.console.refusals import NotHere
from web.console.session import HOME, Said, back_to, do
from web.console.sheet import Entry, Panel, Sheet
from web.console.taps import Act
from web.console.words import local_day

PAGE = f"{HOME}/stories"
SIDES: Mapping[str, str] = {
    "expert": "专家",
    "station": "工作站",
    "enterprise": "企业",
    FOR_FIRM: "替企业提的人",
}
ANSWERS: Mapping[str, str] = {"asked": "还没答复", "yes": "同意", "no": "不同意"}
WHY = {
    "asked": "里面的人都同意了才能公开。",
    "declined": "里面有人不同意，这一篇不公开。",
    "withdrawn": "撤下了，公开页面上没有。",
}


def _sheet(talk: ConversationContext, key: int) -> Sheet:
    one = _found(talk, key)
    people = [
        (f"{name or '未留姓名'}（{SIDES.get(side, side)}）", ANSWERS[answer])
        for name, side, answer in asked_of(talk.work, key)
    ]
    paragraphs = [mask_ways(part.strip()) for part in one.text.split("\n") if part.strip()]
    left = [Panel("大家看到的是", lines=paragraphs)]
    left += _panels(talk, one)
    asked = Panel("讲到谁", rows=people, lines=() if people else ("里面没有别人，不用问。",))
    mark = (STATES[one.state], TONES.get(one.state, ""))
    about = f"{KINDS[one.kind]} · {show_region(one.region)}"
    return Sheet(one.title, about, mark, ("stories", "新闻和案例"), left, (asked, _source(talk, one)))


def _found(talk: ConversationContext, key: int) -> StoryFacts:
    one = story(talk.work, key)
    if one is None or not is_in(talk.work, STORIES, reader_of(talk), key):
        raise NotHere
    return one


def _panels(talk: ConversationContext, one: StoryFacts) -> list[Panel]:
    """What may be done about it, the publishing first."""
    if not may(talk.speaker, "publish_event", one.region):
        return []
    release = Panel(
        "公开",
        entry=Entry(f"{PAGE}/{one.id}/release", (), "公开这一篇"),
        hint="公开以后，公开页面的“新闻”里就有，里面的人会收到一句话。",
    )
    drop = Panel(
        "撤下",
        entry=Entry(f"{PAGE}/{one.id}/withdraw", (), "撤下这一篇"),
        hint="撤下以后不再公开；要再发，另写一篇。",
    )
    found = [Panel("能不能公开", lines=(WHY[one.state],))] if one.state in WHY else []
    found += [release] if one.state == "agreed" else []
    return [*found, *([drop] if one.state in LIVE else [])]


def _source(talk: ConversationContext, one: StoryFacts) -> Panel:
    source = Act(f"{one.need_id} 号需求", f"{HOME}/needs/{one.need_id}")
    if one.activity_id:
        source = Act(f"{one.activity_id} 号活动", f"{HOME}/activities/{one.activity_id}")
    acts = [source]
    if one.state == "released":
        acts.append(Act("看公开页面", f"/news/{one.id}"))
    since = f"{local_day(one.released_at, talk.now)}公开" if one.released_at else "还没有公开过"
    return Panel("从哪里来", lines=(since,), acts=acts)


async def page(request: Request) -> Response:
    """One story."""
    key = number(request.path_params["key"])
    return await shown(request, "console/sheet.html", "stories", lambda talk: _sheet(talk, key))


async def decide(request: Request) -> Response:
    """Release it, or take it off."""
    key, releases = number(request.path_params["key"]), request.path_params["deed"] == "release"

    def deed(talk: ConversationContext) -> Said:
        _found(talk, key)
        decide_story(talk.work, talk.speaker, key, releases, talk.now)
        return Said("公开了，公开页面的“新闻”里有。" if releases else "撤下了，公开页面上不再有。")

    if request.path_params["deed"] not in ("release", "withdraw"):
        raise NotHere
    try:
        said = await do(request, deed)
    except NotDone as refusal:
        said = Said(refusal.text, bad=True)
    return back_to(f"{PAGE}/{key}", said)


routes = [
    Route(f"{PAGE}/{{key}}", page),
    Route(f"{PAGE}/{{key}}/{{deed}}", decide, methods=["POST"]),
]

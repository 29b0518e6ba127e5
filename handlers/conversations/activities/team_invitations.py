"""请服务队: a team is invited to an activity as one, each of its members answers (S10.12)."""

from __future__ import annotations

from actions.activities.speaking import invite_speakers
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import many_told
from handlers.engine.form import Form, Options, Outcome
from handlers.message import Choice, Reply
from programme.roles import OFFICE
from storage.queries.activities.events import own_events_ahead
from storage.queries.staff.teams import members, team_name, teams_in

NONE_AHEAD = "没有还没办的活动。要交代一件事，说「交任务」，交给这个服务队。"
NO_TEAM = "还没有服务队。建一个，说「建服务队」。"


def _teams(talk: ConversationContext) -> Options:
    return [(one.name, one.id) for one in teams_in(talk.work, talk.speaker.jurisdiction)]


def _events(talk: ConversationContext) -> Options:
    found = own_events_ahead(talk.work, talk.speaker.person_id, talk.today, talk.speaker.jurisdiction)
    return [(f"{one.id} 号 {one.title}", one.id) for one in found]


def _named(options: Options, text: str) -> int | None:
    return next((key for caption, key in options if caption.split(" 号 ")[-1] in text), None)


_TEAM = OneOf("team", "服务队", "请哪个服务队？", _teams, none=NO_TEAM)
_EVENT = OneOf("event", "活动", "请到哪一场？", _events, none=NONE_AHEAD)


def _needless(talk: ConversationContext) -> str:
    return _TEAM.needless(talk) or _EVENT.needless(talk)


def _invite(talk: ConversationContext, values: Values) -> Outcome:
    people = [one.expert_id for one in members(talk.work, values["team"])]
    asked = invite_speakers(talk.work, talk.speaker, values["event"], people, talk.now)
    name = team_name(talk.work, values["team"])
    if not asked:
        return Outcome(Reply(f"{name}的人都请过了，或者本来就要来。"))
    see = Choice("服务队", tokens.start("teams"))
    return Outcome(Reply(f"请了{name}，{many_told(talk, f' {asked} 位')}，去不去由专家定。", choices=(see,)))


INVITE_TEAM = Form(
    name="invite_team",
    version=1,
    title="请服务队",
    examples=("请服务队", "邀请服务队", "请服务队来活动"),
    roles=OFFICE,
    sends=True,
    slots=(_TEAM.slot, _EVENT.slot),
    read=lambda talk, text, values: reading.as_values(
        {"team": _named(talk.once(_teams), text), "event": _named(talk.once(_events), text)}
    ),
    infer=lambda talk, values: _TEAM.infer(talk, values) | _EVENT.infer(talk, values),
    needless=_needless,
    submit=_invite,
)

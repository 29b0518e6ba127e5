"""请服务队去 7 号需求: staff send a team to a need; its leader is asked, its members hear once the leader has taken it (S10.12)."""

from __future__ import annotations

import re

from actions.offers.notices import Offered, TeamSent, TeamStays
from actions.offers.send_team import send_team
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import told
from handlers.engine.form import Form, NoticeRenderer, Options, Outcome, Slot
from handlers.engine.reach import need_in_reach
from handlers.message import Choice, Reply
from handlers.rendering.plain import shorten
from handlers.rendering.records import need_line
from programme.roles import OFFICE
from storage.queries.needs import get_need, needs_waiting
from storage.queries.offers.experts import get_expert
from storage.queries.staff.teams import members, team_name, team_sent_to, teams_in

SHOWN = 5
NO_TEAM = "还没有服务队。建一个，说「建服务队」。"
_SENDS = re.compile(
    r"(?:请|派|让|安排|邀请)[^，。！？]{1,14}队(?:的人)?(?:去|来|接|办|帮)[^，。！？]{0,6}?\d{1,9}\s*号(?:需求)?"
)
_NUMBERED = re.compile(r"(?<![\d月])(\d{1,9})\s*号")


def _teams(talk: ConversationContext) -> Options:
    return [(one.name, one.id) for one in teams_in(talk.work, talk.speaker.jurisdiction)]


def _needs(talk: ConversationContext, values: Values) -> Options:
    waiting = needs_waiting(talk.work, talk.speaker.jurisdiction, ("open", "unanswered"), SHOWN)
    known = [values["need"]] if values.get("need") and not need_in_reach(talk, values["need"]) else []
    named = [get_need(talk.work, key) for key in known if key not in [one.id for one in waiting]]
    return [(shorten(need_line(one), 30), one.id) for one in (*waiting, *named)]


def _team(talk: ConversationContext, text: str) -> int | None:
    return next((key for name, key in talk.once(_teams) if name in text), None)


def _need(talk: ConversationContext, text: str) -> int | None:
    found = _NUMBERED.search(text)
    return int(found[1]) if found else None


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    need, team = values["need"], team_name(talk.work, values["team"])
    leader = send_team(talk.work, talk.speaker, need, values["team"], talk.rules, talk.now).name
    others = len(members(talk.work, values["team"])) - 1
    return Outcome(
        Reply(
            f"已请{team}队长{leader}接 {need} 号需求{told(talk, Offered.kind, who=leader)}。"
            f"接不接由{leader}定，接了再通知 {others} 位队员。",
            choices=(Choice("服务队", tokens.start("teams")),),
        )
    )


_TEAM = OneOf("team", "服务队", "请哪个服务队？", _teams, none=NO_TEAM)
SEND = Form(
    name="send_team",
    version=1,
    title="请服务队去",
    examples=("请服务队去帮企业", "派服务队去企业"),
    syntax=lambda text: _SENDS.search(text) is not None,
    roles=OFFICE,
    card="请服务队去",
    sends=True,
    ref="need",
    slots=(
        _TEAM.slot,
        Slot(
            "need",
            "需求",
            ask="去哪一号需求？",
            read=_need,
            options=_needs,
            check=need_in_reach,
            hint="哪一号？比如「12 号」。",
        ),
    ),
    read=lambda talk, text, values: reading.as_values({"team": _team(talk, text), "need": _need(talk, text)}),
    infer=_TEAM.infer,
    needless=_TEAM.needless,
    submit=_submit,
)


def _told(talk: ConversationContext, told: TeamSent) -> Reply | None:
    need = get_need(talk.work, told.need)
    sent = team_sent_to(talk.work, need.id, need.expert_id)
    if need.state != "accepted" or sent is None or sent.id != told.team:
        return None
    return Reply(
        f"服务中心请{sent.name}帮{need.enterprise}：“{shorten(need.text, 14)}”，队长{need.expert}接了，由队长约时间。"
        f"去不去由您定；去了说一句「跟{need.expert}去了{need.enterprise}，两小时」，记的是您自己的时长。",
        choices=(Choice("我的服务队", tokens.start("teams")),),
    )


def _stays(talk: ConversationContext, told: TeamStays) -> Reply | None:
    """Nothing where the leader has it in hand again."""
    need = get_need(talk.work, told.need)
    if need.state == "accepted" and need.expert_id == told.leader:
        return None
    leader = get_expert(talk.work, told.leader).name
    return Reply(
        f"{need.enterprise}那件，队长{leader}不办了，{team_name(talk.work, told.team)}先不用去。",
        choices=(Choice("我的服务队", tokens.start("teams")),),
    )


TOLD = NoticeRenderer(TeamSent, _told)
STAYS = NoticeRenderer(TeamStays, _stays)

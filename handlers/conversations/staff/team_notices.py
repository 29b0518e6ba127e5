"""What experts hear of their teams."""

from __future__ import annotations

from actions.staff.notices import TeamCommended, TeamJoined, TeamLeft
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Choice, Reply
from storage.queries.staff.teams import members, team, team_name, teams_of

SHOWN = 6


def _joined(talk: ConversationContext, told: TeamJoined) -> Reply | None:
    one = team(talk.work, told.team)
    if one is None or all(mine.id != one.id for mine in teams_of(talk.work, talk.speaker.expert_id)):
        return None
    others = [who.name for who in members(talk.work, one.id) if who.expert_id != talk.speaker.expert_id]
    more = f"等 {len(others)} 位" if len(others) > SHOWN else ""
    return Reply(
        f"服务中心请您加入{one.name}，一起的有{'、'.join(others[:SHOWN])}{more}。不想参加也没关系，点一下就退出。",
        choices=(
            Choice("我的服务队", tokens.start("teams")),
            Choice("退出服务队", tokens.start("leave_team", "team", one.id)),
        ),
    )


def _left(talk: ConversationContext, told: TeamLeft) -> Reply | None:
    if any(mine.id == told.team for mine in teams_of(talk.work, talk.speaker.expert_id)):
        return None
    return Reply(
        f"您不在{team_name(talk.work, told.team)}里了，服务记录都是您自己的，不受影响。",
        choices=(Choice("我的进度", tokens.start("my_progress")),),
    )


def _commended(talk: ConversationContext, told: TeamCommended) -> Reply | None:
    return Reply(f"{team_name(talk.work, told.team)}获 {told.year} 年度表彰：{told.sums}。谢谢您和队友！")


JOINED = NoticeRenderer(TeamJoined, _joined)
LEFT = NoticeRenderer(TeamLeft, _left)
COMMENDED = NoticeRenderer(TeamCommended, _commended, bears_double=False)

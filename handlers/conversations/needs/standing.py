"""How a need stands, said truly: who is asked until when, who accepted and how to reach them, what can be done now."""

from __future__ import annotations

from handlers.conversations.needs.wait import waits
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.delivered import reached
from handlers.message import Choice
from handlers.rendering.meetings import when_and_where
from handlers.rendering.moments import moment
from handlers.rendering.plain import phone_of, shorten
from storage.queries.delivery.reach import sent_under
from storage.queries.needs import NeedFacts
from storage.queries.offers.asked import keys_of_pending
from storage.queries.offers.meetings import meetings_of
from storage.queries.offers.standing import Standing

RUNNING = ("open", "accepted", "unanswered")
"""What somebody is seeing to."""
UNDER_WAY = (*RUNNING, "served")
NO_PHONE = "电话没有登记，可以找工作人员帮您联系"
_OFFERED = {
    "open": (("撤回", "withdraw"), ("选专家", "choose_expert")),
    "unanswered": (("撤回", "withdraw"), ("选专家", "choose_expert")),
    "accepted": (("换一位", "replace_expert"), ("撤回", "withdraw")),
    "served": (("评价", "rating"),),
}
_WAITING = (("等不等", "need_wait"),)
"""While a need waits for the right one, or its firm may say so."""


def told(talk: ConversationContext, need: NeedFacts, at: Standing) -> str:
    """«1 号需求“供应商拖欠…”：…»."""
    return f"{need.id} 号需求“{shorten(need.text, 14)}”：{_state(talk, need, at)}"


def _state(talk: ConversationContext, need: NeedFacts, at: Standing) -> str:
    if need.state == "accepted":
        return f"{taken_by(talk, at)}。{agreed(talk, need)}"
    if need.state == "served":
        return f"{at.expert}记好了这次服务，等您评价。"
    if awaited := waits(talk, need):
        return f"{awaited}。"
    if need.state == "unanswered" or not at.asked or at.until is None:
        return "还没有专家能接，服务中心在找。"
    until = moment(at.until, talk.now)
    return f"还没有人接。正在请 {at.asked} 位专家，{how_told(talk, need)}；{until} 前答复，没人接就再请别的专家。"


def agreed(talk: ConversationContext, need: NeedFacts) -> str:
    """«约在 3月6日 周五 15:00，厂里。», where both have agreed to meet."""
    found = next(iter(meetings_of(talk.work, [need.id], ("agreed",))), None)
    return f"约在 {when_and_where(found, talk.now)}。" if found and found.starts_at > talk.now else ""


def how_told(talk: ConversationContext, need: NeedFacts) -> str:
    """How the invitations of those who may still answer stand: «邀请已送达», «邀请将在早上 8 点后送达»."""
    notices = sent_under(talk.work, keys_of_pending(talk.work, need.id)).values()
    return f"邀请{reached(talk, notices)}" if notices else "邀请已发出"


def taken_by(talk: ConversationContext, at: Standing) -> str:
    """«李律师今天 9:00 接的，电话 13800000000»."""
    since = f"{moment(at.since, talk.now)} " if at.since else ""
    team = f"{at.team}队长" if at.team else ""
    return f"{team}{at.expert}（{since}接的），{reach(at)}"


def reach(at: Standing) -> str:
    """How an expert who has accepted is reached."""
    return f"电话 {phone_of(at)}" if at.phone else NO_PHONE


def choices(needs: list[NeedFacts]) -> tuple[Choice, ...]:
    """What can be done with each need, as it stands."""
    return tuple(
        Choice(f"{caption} {need.id} 号", tokens.start(form, "need", need.id))
        for need in needs
        for caption, form in (*(_WAITING if need.waits_until else ()), *_OFFERED.get(need.state, ()))
    )

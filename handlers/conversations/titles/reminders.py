"""What people are reminded of, in words from what is true when they read it; pointless ones fall away."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from actions.access import pack_of
from actions.activities.year_papers import handed_in
from actions.people.contact import enterprise_of
from actions.titles.holders import holder
from handlers.engine import tokens
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import button
from handlers.engine.form import Notice
from handlers.engine.state import Dialogue
from handlers.message import Choice, Reply
from handlers.rendering.progress import standing_in_year
from language.domains import label
from programme.cases import UNDECIDED
from programme.qualification import IN_FORCE
from storage.tables import Application, Case, Need, Offer, Qualification

_APPLICATIONS = ("apply_expert", "apply_station")
_DIARY = Choice("记日记", tokens.start("diary"))
_PROGRESS = Choice("我的进度", tokens.start("my_progress"))


def _offer_lapsing(talk: ConversationContext, told: dict[str, Any]) -> Reply | None:
    offer = talk.work.session.get_one(Offer, told["offer"])
    if offer.state != "pending" or offer.expires_at <= talk.now:
        return None
    need = talk.work.session.get_one(Need, offer.need_id)
    until = f"{offer.expires_at.astimezone(talk.now.tzinfo):%H:%M}"
    answers = (("接受", "accept"), ("婉拒", "decline"))
    return Reply(
        f"{label(need.domain)}的那条需求还在等您，{until} 前回复一声就好，接不接都可以。",
        choices=tuple(
            Choice(word, tokens.prompt("offer", offer.id, "answer", value)) for word, value in answers
        ),
    )


def _undiaried(talk: ConversationContext, told: dict[str, Any]) -> Reply | None:
    need = talk.work.session.get_one(Need, told["need"])
    if need.state != "accepted" or need.expert_id != told["expert"] or need.accepted_at is None:
        return None
    days = (talk.today - need.accepted_at.astimezone(talk.now.tzinfo).date()).days
    return Reply(
        f"{enterprise_of(talk.work, need)}的 {need.id} 号需求，您接下 {days} 天了，还没有日记。"
        "服务过了就发一句话；还没约上也没关系，做不了可以回复「不接了」，我们另请人。",
        choices=(_DIARY,),
    )


def _shortage(talk: ConversationContext, told: dict[str, Any]) -> Reply | None:
    held = talk.work.session.get_one(Qualification, told["qualification"])
    found = standing_in_year(talk, held, talk.today)
    if held.state not in IN_FORCE or found.met or str(found.year[0]) != told["year"]:
        return None
    left = (found.year[1] - talk.today).days
    rule = pack_of(held.pack, talk.rules).reminders
    pressing = left <= rule.year_end_days
    lead = (
        f"离年底还有 {left} 天，今年的服务还差一点。"
        if pressing
        else f"{'又过了一个季度，' if rule.quarterly else ''}今年的服务进度给您报一下。"
    )
    rest = (
        "服务过没记的，现在补一句话就算上。"
        if pressing
        else "不急，有合适的需求会推送给您；服务过没记的，补一句话就算上。"
    )
    return Reply(join(lead, found.line, rest), choices=(_DIARY, _PROGRESS))


def _paper_due(talk: ConversationContext, told: dict[str, Any]) -> Reply | None:
    held = talk.work.session.get_one(Qualification, told["qualification"])
    by = date.fromisoformat(told["by"])
    done = handed_in(talk.work, held.holder_id, told["paper"], told["year"])
    if held.state not in IN_FORCE or done or by < talk.today:
        return None
    rule = pack_of(held.pack, talk.rules).rules("station").plans
    assert rule is not None
    name = {"plan": "活动计划", "summary": "活动总结"}[told["paper"]]
    return Reply(
        f"{told['year']} 年的{name}请在 {by} 前交上来（{rule.clause}），几句话就行。",
        choices=(Choice(f"交{name}", tokens.start(f"year_{told['paper']}")),),
    )


def _publicity_ending(talk: ConversationContext, told: dict[str, Any]) -> Reply | None:
    one = talk.work.session.get_one(Application, told["application"])
    if one.state != "publicity" or one.publicity_ends != talk.today:
        return None
    objections = talk.work.session.scalars(
        select(Case).where(Case.application_id == one.id, Case.state.in_(UNDECIDED))
    ).all()
    if not objections:
        return Reply(f"{one.name}的公示今天期满，没有异议，明天自动认定。")
    ways = ("uphold_objection", "dismiss_objection")
    return Reply(
        f"{one.name}的公示今天期满，还有 {len(objections)} 件异议没有处理，处理之前不会认定。",
        choices=tuple(button(way, objections[0].id) for way in ways),
    )


def _round_closing(talk: ConversationContext, told: dict[str, Any]) -> Reply | None:
    closes = date.fromisoformat(told["closes"])
    drafts = [at.form for at in Dialogue.from_json(talk.speaker.state).stack if at.form in _APPLICATIONS]
    if not drafts or closes < talk.today:
        return None
    days = (closes - talk.today).days
    left = f"还有 {days} 天" if days else "就是今天"
    return Reply(
        f"这一轮招募 {closes} 截止，{left}。您的申请还没填完，填过的都在，接着来就行。",
        choices=(Choice("接着填申请", tokens.start(drafts[-1])),),
    )


def _nudge(talk: ConversationContext, told: dict[str, Any]) -> Reply | None:
    """A member of staff asks how things are."""
    held = talk.work.session.get_one(Qualification, told["qualification"])
    if held.state not in IN_FORCE or held.silent_since is None or str(held.silent_since) != told["since"]:
        return None
    days = (talk.today - held.silent_since).days
    who = holder(talk.work, held.id)
    return Reply(
        join(
            f"{who.name}，您好。服务中心想问候一声：已经 {days} 天没有您的日记了。服务过就补一句话，有难处也请直接说。",
            standing_in_year(talk, held, talk.today).line,
        ),
        choices=(_DIARY,),
    )


OFFER_LAPSING = Notice("offer_lapsing", _offer_lapsing, reminder=True)
UNDIARIED = Notice("undiaried", _undiaried, reminder=True)
SHORTAGE = Notice("shortage", _shortage, reminder=True, for_rooms=True)
PAPER_DUE = Notice("paper_due", _paper_due, reminder=True, for_rooms=True)
PUBLICITY_ENDING = Notice("publicity_ending", _publicity_ending, reminder=True)
ROUND_CLOSING = Notice("round_closing", _round_closing, reminder=True)
NUDGE = Notice("nudge", _nudge, reminder=True, for_rooms=True)

"""What staff and applicants are reminded of: publicity that ends, a round that closes."""

from __future__ import annotations

from datetime import date

from actions.applications.notices import PackEnding, PublicityEnding, RoundClosing, RoundToOpen
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import button
from handlers.engine.form import NoticeRenderer
from handlers.engine.state import Dialogue
from handlers.message import Choice, Reply
from handlers.rendering.moments import day
from programme.cases import UNDECIDED
from programme.programmes import named, pack_in, packs
from programme.roles import HOLDER_NAMES
from programme.validity import ending
from storage.queries.applications.due import publicity_of
from storage.queries.applications.rounds import opened_in

_APPLICATIONS = ("apply_expert", "apply_station")


def _publicity_ending(talk: ConversationContext, told: PublicityEnding) -> Reply | None:
    one = publicity_of(talk.work, told.application, UNDECIDED)
    if one.state != "publicity" or one.ends != talk.today:
        return None
    if not one.objections:
        return Reply(f"{one.name}的公示今天期满，到现在没有异议；今天没有，明天自动认定。")
    ways = ("uphold_objection", "dismiss_objection")
    return Reply(
        f"{one.name}的公示今天期满，还有 {len(one.objections)} 件异议没有处理，处理之前不会认定。",
        choices=tuple(button(way, one.objections[0]) for way in ways),
    )


def _round_closing(talk: ConversationContext, told: RoundClosing) -> Reply | None:
    closes = date.fromisoformat(told.closes)
    drafts = [at.form for at in Dialogue.from_json(talk.speaker.state).stack if at.form in _APPLICATIONS]
    if not drafts or closes < talk.today:
        return None
    days = (closes - talk.today).days
    left = f"还有 {days} 天" if days else "就是今天"
    return Reply(
        f"这一轮招募{day(closes, talk.today)}截止，{left}。您的申请还没交上来，填过的都在，接着办就行。",
        choices=(Choice("接着填申请", tokens.start(drafts[-1])),),
    )


def _round_to_open(talk: ConversationContext, told: RoundToOpen) -> Reply | None:
    pack = pack_in(talk.rules, told.pack or talk.rules.id)
    rule = pack.yearly_round if pack else None
    if pack is None or rule is None or opened_in(talk.work, pack.id, told.year, rule.kind):
        return None
    whose = named(talk.rules, pack) if len(packs(talk.rules)) > 1 else ""
    whom = HOLDER_NAMES[rule.kind] if rule.kind else ""
    return Reply(
        f"今年的{whose}{whom}招募还没有开：规定每年开展一次（{rule.clause}）。",
        choices=(Choice("开始招募", tokens.start("open_round")),),
    )


def _pack_ending(talk: ConversationContext, told: PackEnding) -> Reply | None:
    pack = pack_in(talk.rules, told.pack)
    if pack is None or pack.validity is None or str(pack.validity.until) != told.until:
        return None
    text = ending(pack, talk.today)
    return Reply(text, choices=(Choice("招募公告", tokens.start("rounds")),)) if text else None


PACK_ENDING = NoticeRenderer(PackEnding, _pack_ending, reminder=True, office=True)
ROUND_TO_OPEN = NoticeRenderer(RoundToOpen, _round_to_open, reminder=True, office=True)
PUBLICITY_ENDING = NoticeRenderer(PublicityEnding, _publicity_ending, reminder=True)
ROUND_CLOSING = NoticeRenderer(RoundClosing, _round_closing, reminder=True)

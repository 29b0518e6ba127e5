"""What an enterprise hears while it waits: that nobody has taken its need yet, or that nobody has served it."""

from __future__ import annotations

from datetime import timedelta

from actions.diaries.notices import ServiceWaits
from actions.needs.notices import NeedWaits, WaitOver
from actions.offers.notices import AppointmentWished, AskedNext, GivenBack, HandedOver
from handlers.conversations.needs.wait import waits
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Choice, Reply
from handlers.rendering.moments import day, moment
from handlers.rendering.plain import phone_of, shorten
from programme.qualification import IN_FORCE
from programme.waiting import of_need
from storage.queries.delivery.reach import told_lately
from storage.queries.needs import NeedFacts, find_need, untaken_need
from storage.queries.offers.experts import serves
from storage.queries.offers.standing import answers, standings

NEWS = (AskedNext.kind, HandedOver.kind, GivenBack.kind, WaitOver.kind)
"""What tells a firm itself how its need stands: a day after it no word is due."""
LONG = 3
"""Days from which a wait is long."""
FRESH = timedelta(days=1)
MEETING = timedelta(days=7)
"""So long after one of both wished for an appointment nobody is asked whether they are in touch."""
_ANSWERED = (
    ("declined", "{} 位没能接"),
    ("expired", "{} 位没有答复"),
    ("unreached", "{} 位联系不上"),
    ("terms", "{} 位提了条件，等您答复"),
    ("pending", "{} 位还没答复"),
)


def _need_waits(talk: ConversationContext, told: NeedWaits) -> Reply | None:
    need = find_need(talk.work, told.need)
    if need is None or need.state not in ("open", "unanswered"):
        return None
    if _told(talk, need, NEWS, FRESH):
        return None
    text = f"您的 {need.id} 号需求“{shorten(need.text, 14)}”{_so_long(talk, need)}{_tried(talk, need)}{_next(talk, need)}"
    choices = [next_steps.NEED_STATUS]
    choices += [Choice(f"撤回 {need.id} 号", tokens.start("withdraw", "need", need.id))]
    staff = [next_steps.STAFF] if need.state == "unanswered" else []
    return Reply(text, choices=(*choices, *staff))


def _so_long(talk: ConversationContext, need: NeedFacts) -> str:
    """Later words say how long it is by now, and are sorry."""
    days = (talk.today - untaken_need(talk.work, need.id).created_at.astimezone(talk.now.tzinfo).date()).days
    return f"等了 {days} 天还没有人接，抱歉。" if days >= LONG else "还没有人接，让您久等了。"


def _tried(talk: ConversationContext, need: NeedFacts) -> str:
    """«请过 3 位专家：2 位没能接、1 位还没答复。»"""
    counts = answers(talk.work, need.id)
    parts = [words.format(counts[state]) for state, words in _ANSWERED if counts.get(state)]
    asked = sum(counts.get(state, 0) for state, _ in _ANSWERED)
    return f"请过 {asked} 位专家：{'、'.join(parts)}。" if asked else "现在没有合适的专家能请，"


def _next(talk: ConversationContext, need: NeedFacts) -> str:
    """Who is at it now, and when the next word comes."""
    until = standings(talk.work, [need.id])[need.id].until
    follows = waits(talk, need) or "已经交给工作人员安排"
    if need.state == "open" and until:
        follows = f"{moment(until, talk.now)} 前没人接，就再请别的专家"
    at = untaken_need(talk.work, need.id)
    since = at.created_at.astimezone(talk.now.tzinfo)
    by = at.answer_by.astimezone(talk.now.tzinfo) if at.answer_by else None
    ladder = of_need(talk.rules.waiting, at.id, since, at.urgent, talk.now, talk.rules.calendar, by)
    again = ladder.next(talk.now)
    return f"{follows}；{day(again.date(), talk.today)}再跟您说一声。" if again else f"{follows}。"


def _service_waits(talk: ConversationContext, told: ServiceWaits) -> Reply | None:
    need = find_need(talk.work, told.need)
    if need is None or need.state != "accepted" or need.expert_id != told.expert:
        return None
    if not serves(talk.work, told.expert, IN_FORCE):  # it heard so when the title ended
        return None
    if _told(talk, need, (AppointmentWished.kind,), MEETING):
        return None
    at = standings(talk.work, [need.id])[need.id]
    days = f" {(talk.now - at.since).days} 天了，" if at.since else "，"
    call = f"没联系上就打 {phone_of(at)}；" if at.phone else "没联系上就找工作人员；"
    return Reply(
        f"{at.expert}接下您的 {need.id} 号需求{days}还没有服务记录，抱歉。{call}不想再等，就换一位。",
        choices=(
            Choice("换一位专家", tokens.start("replace_expert", "need", need.id)),
            next_steps.STAFF,
        ),
    )


def _told(talk: ConversationContext, need: NeedFacts, kinds: tuple[str, ...], within: timedelta) -> bool:
    lately = told_lately(talk.work, need.person_id, kinds, talk.now - within)
    return any(facts.get("need") == need.id for facts in lately)


NEED_WAITS = NoticeRenderer(NeedWaits, _need_waits, reminder=True)
SERVICE_WAITS = NoticeRenderer(ServiceWaits, _service_waits, reminder=True)

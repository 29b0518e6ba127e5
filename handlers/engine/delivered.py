"""How what others are told will reach them, and how it stands: in the same words everywhere, and no more than is known."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from handlers.engine.catalogue import catalogue
from handlers.engine.context import ConversationContext
from handlers.rendering.moments import moment
from programme.delivery import TO_APPLICANTS, grave_may_go_at, may_go_at
from storage.queries.delivery.reach import Sent, out_of_reach
from storage.queries.delivery.written import reached_in_writing

SENT_OFF = "通知已发出，送不到会告诉您"
IN_THE_MORNING = "通知将在早上 8 点后送达"
NO_WAY = "暂时联系不上"
_WRITTEN = {"sms": "已发短信", "sms_arrived": "短信已到手机", "email": "已发邮件"}
"""The vendor took it, or says that the telephone has it; whether it was read nobody here knows."""
_ENDED = {"told": "已另行告知", "unknown": "不确定送到没有", "dropped": "后来不用送了"}


def told(talk: ConversationContext, *kinds: str, who: str = "本人") -> str:
    """What can be said now of the notices that the deed in hand has queued: a clause to go on with, behind a comma.

    `kinds` of notices, all where none is named; `who` they went to, for whoever asks. Empty where nobody was told.
    """
    persons, urgent = _just_told(talk, kinds)
    lost = _lost(talk, persons, kinds)
    if lost == persons:
        return f"，{_no_way(talk, who)}" if persons else ""
    return f"，{_clause(talk, kinds, urgent, len(lost))}"


def told_to(talk: ConversationContext, who: str, *kinds: str) -> str:
    """The same as a sentence of its own: «给李律师的通知已发出，送不到会告诉您。»."""
    persons, urgent = _just_told(talk, kinds)
    lost = _lost(talk, persons, kinds)
    if lost == persons:
        return f"{_no_way(talk, who)}。" if persons else ""
    return f"给{who}的{_clause(talk, kinds, urgent, len(lost))}。"


def relayed(talk: ConversationContext, who: str) -> str:
    """Words were to be passed on to somebody: that they were, or that nobody can be reached; without a full stop."""
    persons, _ = _just_told(talk, ())
    lost = bool(persons) and _lost(talk, persons, ()) == persons
    return ("记下了" if lost else f"已转告{who}") + told(talk, who=who)


def caveat(talk: ConversationContext, who: str, *kinds: str) -> str:
    """That sentence only where something does not go at once."""
    persons, urgent = _just_told(talk, kinds)
    late = not goes_now(talk, urgent) or _grave_until(talk, kinds) is not None
    return told_to(talk, who, *kinds) if late or _lost(talk, persons, kinds) else ""


def invited(talk: ConversationContext, expert: str) -> str:
    """An expert whom the asker has named was asked: what is said of it, without a full stop."""
    goes = goes_now(talk, all(one.urgent for one in talk.work.told))
    asked = f"已经去请{expert}了" if goes else f"给{expert}的邀请将在早上 8 点后送达"
    return f"{asked}，有答复、送不到都告诉您"


def many_told(talk: ConversationContext, whom: str) -> str:
    """The same where many were told, as a sentence without its full stop: what does not arrive, staff see in their list."""
    persons, urgent = _just_told(talk, ())
    lost = len(_lost(talk, persons, ()))
    besides = f"，其中 {lost} 位{NO_WAY}" if lost else ""
    return f"{'已发给' if goes_now(talk, urgent) else '将在早上 8 点后送达'}{whom}{besides}"


def _clause(talk: ConversationContext, kinds: Collection[str], urgent: bool, lost: int) -> str:
    besides = f"，其中 {lost} 位{NO_WAY}" if lost else ""
    if (opens := _grave_until(talk, kinds)) is not None:
        return f"通知将在{moment(opens, talk.now)} 后送达{besides}"
    return (SENT_OFF if goes_now(talk, urgent) else IN_THE_MORNING) + besides


def _grave_until(talk: ConversationContext, kinds: Collection[str]) -> datetime | None:
    """Until when what is hard to hear waits, where the deed has told any such thing and no office is open now."""
    notices = catalogue().notices
    waits = any(
        notices[one.kind].grave and not one.urgent
        for one in talk.work.told
        if (not kinds or one.kind in kinds) and one.kind in notices
    )
    opens = grave_may_go_at(talk.now, talk.rules.calendar)
    return opens if waits and opens > talk.now else None


def _no_way(talk: ConversationContext, who: str) -> str:
    return f"{NO_WAY}{who}，请打电话" if talk.speaker.staff_id else NO_WAY + who


def _just_told(talk: ConversationContext, kinds: Collection[str]) -> tuple[frozenset[int], bool]:
    """Whom the deed in hand has told, and whether all of it is urgent."""
    found = [one for one in talk.work.told if not kinds or one.kind in kinds]
    return frozenset(one.person_id for one in found), all(one.urgent for one in found)


def _lost(talk: ConversationContext, persons: frozenset[int], kinds: Collection[str]) -> frozenset[int]:
    """Those of them to whom no way is open, in writing neither."""
    lost, ways = out_of_reach(talk.work, persons), talk.rules.written
    if not (lost and ways):
        return lost
    told = [one for one in talk.work.told if one.person_id in lost and (not kinds or one.kind in kinds)]
    for of_ways, way in ((ways.by_phone, "phone"), (ways.by_email, "email")):
        for kinds_told in (TO_APPLICANTS, of_ways - TO_APPLICANTS):
            found = frozenset(one.person_id for one in told if one.kind in of_ways & kinds_told)
            told_too = kinds_told is TO_APPLICANTS
            lost -= reached_in_writing(talk.work, found, way == "phone", way == "email", told_too)
    return lost


def _in_writing(talk: ConversationContext, one: Sent) -> bool:
    ways = talk.rules.written
    by_phone, by_email = one.kind in ways.by_phone, one.kind in ways.by_email
    told_too = one.kind in TO_APPLICANTS
    return bool(reached_in_writing(talk.work, [one.person_id], by_phone, by_email, told_too))


def goes_now(talk: ConversationContext, urgent: bool = False) -> bool:
    """Whether a notice goes at once; at night it waits, unless it is urgent."""
    return may_go_at(talk.now, urgent) <= talk.now


def reached(talk: ConversationContext, notices: Collection[Sent]) -> str:
    """How notices of one matter stand together: the clause of them all, or how many stand how."""
    states = [standing(talk, one, at=False) for one in notices]
    kinds = list(dict.fromkeys(states))
    if len(kinds) < 2:
        return "".join(kinds)
    return "，".join(f"{states.count(kind)} 位{kind}" for kind in kinds)


def standing(talk: ConversationContext, one: Sent, *, at: bool = True) -> str:
    """How one notice stands: «今天 9:00 已送达», «将在早上 8 点后送达», «暂时联系不上» ….

    `at`: with the moment of its arrival.
    """
    if one.state == "sent" and one.sent_at:
        arrived = _WRITTEN.get(one.written_by or "", "已送达")
        return f"{moment(one.sent_at, talk.now)} {arrived}" if at else arrived
    if one.state in _ENDED:
        return _ENDED[one.state]
    if one.state == "dead":
        return "没送到" if one.reachable else f"没送到，{NO_WAY}"
    if not one.reachable and not _in_writing(talk, one):
        return NO_WAY
    if not goes_now(talk, one.urgent):
        return "将在早上 8 点后送达"
    later = one.state == "queued" and one.due_at > talk.now
    return f"将在{moment(one.due_at, talk.now)} 后送达" if later else "已发出，还没有回音"

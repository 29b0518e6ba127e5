"""Erasure for somebody who telephones: staff call the registered number back, and answer for having done so."""

from __future__ import annotations

from datetime import datetime

from actions.access import require, require_fresh
from actions.people.erase import keep_wish, under_way
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.queries.staff.find_people import PersonFound, people
from storage.tables import Person
from storage.unit_of_work import UnitOfWork

UNDONE = {
    "staff": "对方还是工作人员，先请管理员移出",
    "title": "对方的资格还在，先请对方申请退出",
    "service": "对方有一件服务还没做完",
    "need": "对方有需求还没办完，先替对方撤回",
    "offer": "有新需求等对方答复",
    "application": "对方有申请正在办，先请对方撤回",
    "case": "对方有投诉或事项还没答复",
}
"""By the names of `actions.people.erase.UNDONE`."""


def caller_with(work: UnitOfWork, speaker: Speaker, phone: str) -> PersonFound:
    """The one person of the speaker's jurisdiction with this number. Refused «no_person», «several_people», or as by `require`."""
    count, found = people(work, speaker.jurisdiction, phone=phone, limit=1)
    if not count:
        raise Refused("no_person", "您的辖区里没有人登记这个号码。请核对号码；是别处的人，请当地来办。")
    if count > 1:
        raise Refused("several_people", "这个号码登记在几个人名下，请先核对是哪一位。")
    require(speaker, "erase_person", found[0].region, [found[0].id])
    return found[0]


def changed_lately(work: UnitOfWork, person_id: int, now: datetime) -> bool:
    """Whether the number took the place of a confirmed one, so that a call to it proves little (`actions.people.telephone`)."""
    until = work.session.get_one(Person, person_id).phone_settles_at
    return until is not None and now < until


def why_not_yet(work: UnitOfWork, person_id: int) -> str:
    """What has to end first, in words for staff; empty where nothing has."""
    left = [UNDONE[name] for name in under_way(work, person_id)]
    return f"现在还不能删：{'；'.join(left)}。办完再删。" if left else ""


def erase_for_caller(work: UnitOfWork, speaker: Speaker, phone: str, now: datetime) -> PersonFound:
    """The wish of who has this number and was called back on it; the clock does it as any other, within the day.

    Refused as `caller_with`, «prove_again», «under_way», «asked_already».
    """
    found = caller_with(work, speaker, phone)
    require_fresh(work, speaker, now)
    if left := why_not_yet(work, found.id):
        raise Refused("under_way", left)
    keep_wish(work, found.id, speaker.person_id, now, verified="call_back")
    return found

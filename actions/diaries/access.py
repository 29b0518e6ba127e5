"""Fetching what a deed about diaries, ratings and protection may touch, locked, or refusing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.access import require
from actions.offers.access import access_own_need, check_not_own_service
from actions.offers.capacity import take_room
from actions.refusal import Refused
from programme.offers import can_undo
from programme.packs import RulePack
from storage.queries.activities.coming import speakers, told_by
from storage.queries.people.speakers import Speaker
from storage.tables import Activity, Diary, Need, Protection, Rating
from storage.unit_of_work import UnitOfWork

NO_ROOM = (
    "撤回以后这件服务要回到您手上，可您手上已经到上限。先「退单」一件，"
    "或者说「最多接几件」；只是记错了，说「修改日记」就行。"
)


def access_diary(work: UnitOfWork, speaker: Speaker, diary_id: int, rules: RulePack, now: datetime) -> Diary:
    """A diary of the speaker's that can still be corrected or taken back. Refused «not_yours», «closed», «too_late».

    Who works at a station no more changes none of its hours.
    """
    diary = access_own_diary(work, speaker, diary_id)
    own = ("expert", speaker.expert_id), ("station", None if speaker.only_looks else speaker.station_id)
    if (diary.holder, diary.holder_id) not in own:
        raise Refused("not_yours", "您已经不替这个站办事了，这篇请站里的人来改。")
    if diary.state == "held":
        raise Refused("held", "企业对这篇有不同的说法，核清以前先不能改。有话请说「说明日记」。")
    if diary.state != "recorded":
        raise Refused("closed", "这篇日记已经更正或取消过了。")
    if not can_undo(rules.diaries, diary.recorded_at, now):
        hours = rules.diaries.undo_hours
        raise Refused("too_late", f"这篇过了 {hours} 小时，要由工作人员来改：说「修改日记」，我转过去。")
    return diary


def access_own_diary(work: UnitOfWork, speaker: Speaker, diary_id: int) -> Diary:
    """A diary of the speaker's, in whatever state. Refused «not_yours»."""
    diary = work.session.get(Diary, diary_id, with_for_update=True, populate_existing=True)
    if diary is None or diary.person_id != speaker.person_id:
        raise Refused("not_yours", "没有找到您的这篇日记。")
    return diary


def access_activity_to_tell(work: UnitOfWork, holder: tuple[str, int], activity_id: int | None) -> None:
    """Lock the activity of which a diary is to tell: each who held it or spoke there tells of it once.

    Refused «no_activity», «told_already».
    """
    if activity_id is None:
        return
    one = work.session.get(Activity, activity_id, with_for_update=True, populate_existing=True)
    if one is None or one.state == "cancelled" or not _had_to_do(work, holder, one):
        raise Refused("no_activity", "没有这场活动，或者它没有办成。")
    if holder in told_by(work, one.id):
        raise Refused("told_already", "这场活动您记过日记了，不会算两次。要改说「修改日记」。")


def _had_to_do(work: UnitOfWork, holder: tuple[str, int], one: Activity) -> bool:
    spoke = (("expert", who.expert_id) for who in speakers(work, one.id))
    return holder == (one.holder, one.holder_id) or holder in spoke


def access_need_to_reopen(work: UnitOfWork, diary: Diary) -> Need | None:
    """The need that is under way again when its diary is taken back, its place among the services in hand taken.

    None where the diary is of no need, or where the enterprise has rated it. The last check of a deed: Refused «full»
    where the expert has taken on others since and has no room.
    """
    if diary.need_id is None:
        return None
    need = work.session.get_one(Need, diary.need_id, with_for_update=True, populate_existing=True)
    if need.state != "served" or need.expert_id is None:
        return None
    if not take_room(work, need.expert_id):
        raise Refused("full", NO_ROOM)
    return need


def access_need_to_rate(work: UnitOfWork, speaker: Speaker, need_id: int) -> tuple[Need, int]:
    """A served need of the speaker's enterprise, and the number of who served. Refused «not_yours», «not_rateable», «own_service»."""
    need = access_own_need(work, speaker, need_id)
    if need.state != "served" or need.expert_id is None:
        raise Refused("not_rateable", "这次服务已经评价过，或还没有完成，谢谢您。")
    check_not_own_service(work, need)
    return need, need.expert_id


def access_rating(work: UnitOfWork, speaker: Speaker, need_id: int) -> Rating:
    """The rating that the speaker's enterprise has given. Refused «not_yours», «own_service», «not_rated»."""
    need = access_own_need(work, speaker, need_id)
    check_not_own_service(work, need)
    rating = work.session.scalars(select(Rating).where(Rating.need_id == need.id)).first()
    if rating is None:
        raise Refused("not_rated", "还没有打分，几分？")
    return rating


def access_need_to_protect(work: UnitOfWork, speaker: Speaker, need_id: int) -> Need:
    """A need that the speaker has taken on. Refused «not_yours», or by the table of authority."""
    need = work.session.get(Need, need_id, with_for_update=True, populate_existing=True)
    if need is None or need.expert_id is None or need.expert_id != speaker.expert_id:
        raise Refused("not_yours", "没有找到您接下的这条需求。")
    require(speaker, "ask_protection", need.region, [speaker.person_id])
    return need


def access_protection(work: UnitOfWork, speaker: Speaker, protection_id: int) -> Protection:
    """What waits to be arranged by the speaker, of staff. Refused «no_protection», «arranged», or by authority."""
    one = work.session.get(Protection, protection_id, with_for_update=True, populate_existing=True)
    if one is None:
        raise Refused("no_protection", "没有这条现场保障。")
    require(speaker, "arrange_protection", work.session.get_one(Need, one.need_id).region)
    if one.state != "asked":
        raise Refused("arranged", "这条现场保障已经安排过了。")
    return one

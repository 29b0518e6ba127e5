"""How satisfied the enterprise was."""

from __future__ import annotations

from datetime import datetime

from actions.audit import note
from actions.diaries.access import access_need_to_rate, access_rating
from actions.diaries.confirmations import settle_service, unsettle_service
from actions.diaries.follow_up import FINE, MORE, keep_follow_up
from actions.diaries.notices import LowRating
from actions.notify import notify, to_staff
from actions.refusal import Refused
from programme.offers import can_undo
from programme.packs import RulePack
from storage.changes import touch
from storage.queries.people.speakers import Speaker
from storage.tables import Need, Rating
from storage.unit_of_work import UnitOfWork

LOW = 2
"""Stars of which staff hear."""
SOLVED = 100


def rate_service(
    work: UnitOfWork, speaker: Speaker, need_id: int, stars: int, comment: str | None, now: datetime
) -> None:
    """Keep 1 to 5 stars for a served need; a low one reaches staff."""
    need, expert_id = access_need_to_rate(work, speaker, need_id)
    work.session.add(
        Rating(need_id=need.id, expert_id=expert_id, stars=stars, comment=comment, created_at=now)
    )
    need.state = "rated"
    settle_service(work, need.id, now)
    note(work, "rate_service", "need", need.id, speaker.person_id, now, stars=stars)
    if stars <= LOW:
        notify(work, to_staff(work, need.region, LowRating(need.id), f"low_rating:{need.id}"), now)


def change_rating(work: UnitOfWork, speaker: Speaker, need_id: int, stars: int, now: datetime) -> int:
    """Other stars for a service that was rated; return those before. Low ones reach staff. Refused as `access_rating`."""
    rating = access_rating(work, speaker, need_id)
    before, rating.stars = rating.stars, stars
    note(work, "change_rating", "need", need_id, speaker.person_id, now, stars=stars, before=before)
    if stars <= LOW:
        region = work.session.get_one(Need, need_id).region
        notify(work, to_staff(work, region, LowRating(need_id), f"low_rating:{need_id}"), now)
    return before


def take_rating_back(work: UnitOfWork, speaker: Speaker, need_id: int, rules: RulePack, now: datetime) -> int:
    """The service waits for its stars again; return those that were given.

    Refused as `access_rating`, and «too_late».
    """
    rating = access_rating(work, speaker, need_id)
    if not can_undo(rules.diaries, rating.created_at, now):
        raise Refused(
            "too_late", f"这次评分过了 {rules.diaries.undo_hours} 小时，不能撤了。要改分数，说「改评分」。"
        )
    work.session.delete(rating)
    work.session.get_one(Need, need_id).state = "served"
    unsettle_service(work, need_id)
    work.flush()
    touch(work.connection, [rating.expert_id])
    note(work, "take_rating_back", "need", need_id, speaker.person_id, now, stars=rating.stars)
    return rating.stars


def add_to_rating(
    work: UnitOfWork, speaker: Speaker, need_id: int, now: datetime, *, effect: int | None, comment: str
) -> None:
    """What is said after the stars: how far the problem was solved, in per cent (S7.1), and words.

    None or «» leaves the one or the other as it was; of the effect the newer counts, words are added.
    """
    rating = access_rating(work, speaker, need_id)
    if effect is not None:
        rating.effect = effect
        note(work, "say_effect", "need", need_id, speaker.person_id, now, effect=effect)
    if comment:
        rating.comment = f"{rating.comment}\n{comment}" if rating.comment else comment
        note(work, "comment_service", "need", need_id, speaker.person_id, now)


def say_lasting(work: UnitOfWork, speaker: Speaker, need_id: int, effect: int, now: datetime) -> None:
    """A month later: how far the problem stayed solved, in per cent; of a focus group that is its follow-up too.

    Refused as `access_rating`.
    """
    access_rating(work, speaker, need_id).lasting = effect
    keep_follow_up(work.session.get_one(Need, need_id), FINE if effect == SOLVED else MORE, now)
    note(work, "say_lasting", "need", need_id, speaker.person_id, now, effect=effect)

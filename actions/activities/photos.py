"""Photos of an activity: kept with it; shown to everybody once whoever holds it has asked those in them, and staff have let them be seen.

A photo is known by its activity and its place there, from 1, which stays when another is taken out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete

from actions.access import require
from actions.activities.events import access_event, access_event_over
from actions.audit import note
from actions.refusal import Refused
from storage.queries.files import kept_files, sent_by
from storage.queries.people.speakers import Speaker
from storage.tables import Activity, File
from storage.unit_of_work import UnitOfWork

MOST_PHOTOS = 20
TAKEN_OUT = ""
"""In the place of one that was taken out."""


def keep_photos(work: UnitOfWork, speaker: Speaker, event_id: int, keys: Sequence[str], now: datetime) -> int:
    """Keep photos that the speaker sent with an activity whose day has come; return the place of the last.

    Refused «not_held_yet», «too_many_photos», «no_pictures», or as `access_event`.
    """
    one = access_event_over(work, speaker, event_id, now)
    add_photos(work, one, speaker, keys)
    note(work, "keep_photos", "activity", one.id, speaker.person_id, now, photos=len(keys))
    return len(one.photos)


def add_photos(work: UnitOfWork, one: Activity, speaker: Speaker, keys: Sequence[str]) -> None:
    """Put photos beside those there are. Refused «too_many_photos», «no_pictures»."""
    fresh = [key for key in keys if key not in one.photos]
    found = kept_files(work, fresh)
    pictures = [file for file in found if file.media_type.startswith("image/")]
    if len(pictures) < len(fresh) or not all(sent_by(work, speaker.person_id, key) for key in fresh):
        raise Refused("no_pictures", "只收照片，这里有别的文件或者没收全，再发一次？")
    if len(kept_files(work, one.photos)) + len(fresh) > MOST_PHOTOS:
        raise Refused("too_many_photos", f"一场活动最多存 {MOST_PHOTOS} 张照片。")
    one.photos = [*one.photos, *fresh]


def take_out_photo(work: UnitOfWork, speaker: Speaker, event_id: int, place: int, now: datetime) -> None:
    """Throw a photo away, from every page too. Refused «no_photo», or as `access_event`."""
    one, key = _access_photo(work, speaker, event_id, place)
    one.photos = [TAKEN_OUT if kept == key else kept for kept in one.photos]
    one.photos_agreed = [kept for kept in one.photos_agreed if kept != key]
    one.photos_released = [kept for kept in one.photos_released if kept != key]
    work.flush()
    work.connection.execute(delete(File).where(File.key == key))
    work.leave_no_log()
    note(work, "take_out_photo", "activity", one.id, speaker.person_id, now, place=place)


def agree_photos(work: UnitOfWork, speaker: Speaker, event_id: int, now: datetime) -> int:
    """Whoever holds the activity answers for it that everybody in the photos of now agrees to have them shown; return how many.

    Refused «no_photos», or as `access_event`.
    """
    one = access_event(work, speaker, event_id)
    left = [file.key for file in kept_files(work, one.photos)]
    if not left:
        raise Refused("no_photos", "这场活动还没有照片，先发几张来。")
    one.photos_agreed = left
    note(work, "agree_photos", "activity", one.id, speaker.person_id, now, photos=len(left))
    return len(left)


def hide_photos(work: UnitOfWork, speaker: Speaker, event_id: int, now: datetime) -> int:
    """Somebody in them does not agree, or not any more: none is shown from now on. Return how many were. Refused as `access_event`."""
    one = access_event(work, speaker, event_id)
    shown = len(one.photos_released)
    one.photos_agreed, one.photos_released = [], []
    note(work, "hide_photos", "activity", one.id, speaker.person_id, now, photos=shown)
    return shown


def release_photo(
    work: UnitOfWork, speaker: Speaker, event_id: int, place: int, now: datetime, *, shown: bool
) -> None:
    """Staff let everybody see a photo, or no longer. Refused «not_agreed», «no_photo», or by the table of authority."""
    one, key = _access_photo(work, speaker, event_id, place)
    require(speaker, "release_photos", one.region)
    if shown and key not in one.photos_agreed:
        raise Refused("not_agreed", "主办方还没说照片里的人都同意公开，先请主办方问过。")
    left = [kept for kept in one.photos_released if kept != key]
    one.photos_released = [*left, key] if shown else left
    note(work, "release_photo", "activity", one.id, speaker.person_id, now, place=place, shown=shown)


def _access_photo(work: UnitOfWork, speaker: Speaker, event_id: int, place: int) -> tuple[Activity, str]:
    """The activity, locked, and the key of its photo at this place. Refused «no_photo», or as `access_event`."""
    one = access_event(work, speaker, event_id)
    key = one.photos[place - 1] if 0 < place <= len(one.photos) else TAKEN_OUT
    if not kept_files(work, [key]):
        raise Refused("no_photo", "这张照片已经删了。")
    return one, key

"""What staff do about an activity at one tap: who was there, and which photos are shown."""

from __future__ import annotations

from collections.abc import Mapping

from actions.activities.door import check_in_guest, mark_absent, put_down
from actions.activities.photos import hide_photos, release_photo, take_out_photo
from handlers.engine.context import ConversationContext
from storage.queries.activities.coming import guests
from web.console.fields import Deed, Fields, number
from web.console.session import Said


def _check_in(talk: ConversationContext, fields: Fields) -> Said:
    name = check_in_guest(
        talk.work, talk.speaker, number(fields, "event"), number(fields, "person"), talk.now
    )
    return Said(f"{name}签到了。")


def _absent(talk: ConversationContext, fields: Fields) -> Said:
    name = mark_absent(talk.work, talk.speaker, number(fields, "event"), number(fields, "person"), talk.now)
    return Said(f"{name}记作没来。")


def _put_down(talk: ConversationContext, fields: Fields) -> Said:
    """Who has not checked in was there, or was not, as it is said; of whom it is known that they were not, that stands."""
    key = number(fields, "event")
    away = ("absent", "signed_up", "speaks") if fields.get("rest") == "absent" else ("absent",)
    absent = [one.person_id for one in guests(talk.work, key, away)]
    came, missed = put_down(talk.work, talk.speaker, key, absent, talk.now)
    return Said(f"登记好了：{came} 人到场" + (f"，{missed} 人没来。" if missed else "。"))


def _show(talk: ConversationContext, fields: Fields) -> Said:
    place = number(fields, "place")
    release_photo(talk.work, talk.speaker, number(fields, "event"), place, talk.now, shown=True)
    return Said(f"第 {place} 张公开了，活动页面上看得到。")


def _hide(talk: ConversationContext, fields: Fields) -> Said:
    place = number(fields, "place")
    release_photo(talk.work, talk.speaker, number(fields, "event"), place, talk.now, shown=False)
    return Said(f"第 {place} 张收回来了，别人打开过的页面最多再留 5 分钟。")


def _hide_all(talk: ConversationContext, fields: Fields) -> Said:
    hide_photos(talk.work, talk.speaker, number(fields, "event"), talk.now)
    return Said("照片都收回来了，再公开要主办方重新问过。")


def _take_out(talk: ConversationContext, fields: Fields) -> Said:
    place = number(fields, "place")
    take_out_photo(talk.work, talk.speaker, number(fields, "event"), place, talk.now)
    return Said(f"第 {place} 张删掉了。")


DEEDS: Mapping[str, Deed] = {
    "check_in": _check_in,
    "absent": _absent,
    "put_down": _put_down,
    "show_photo": _show,
    "hide_photo": _hide,
    "hide_photos": _hide_all,
    "take_out_photo": _take_out,
}

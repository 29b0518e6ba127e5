"""Staff remind holders of a digest: of the diary, of renewal; each once a day however often tapped."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from actions.access import require
from actions.applications.notices import Returned
from actions.audit import note
from actions.diaries.notices import Undiaried
from actions.limits import free_day, last_reminded
from actions.notify import Addressed, Notice, notify
from actions.offers.access import need_in_jurisdiction
from actions.refusal import Refused
from actions.reports.digests import nearly_warned
from actions.titles.holders import holder
from actions.titles.notices import AskRenewal, Nudge, PaperDue
from programme.packs import RulePack
from programme.qualification import IN_FORCE
from programme.spans import short_day
from storage.queries.applications.filed import application
from storage.queries.delivery.queue import queued_before
from storage.queries.offers.experts import get_expert
from storage.queries.people.speakers import Speaker
from storage.queries.reports.waiting import Reach, WaitingHolder
from storage.queries.reports.waiting import found as found_of
from storage.queries.titles.holders import Holder
from storage.queries.titles.standing import QualificationFacts, qualification
from storage.unit_of_work import UnitOfWork

RECENTLY = 30
"""Days within which the last reminder is spoken of."""
NUDGED = "今天已经提醒过了，不重复打扰。"


def nudge(work: UnitOfWork, speaker: Speaker, qualification_id: int, rules: RulePack, now: datetime) -> str:
    """Remind a holder of the diary; return the holder's name. Refused «nudged» where the limits of reminders are reached."""
    held, who = access_holder(work, speaker, qualification_id, "这份资格现在不用提醒了。")
    if held.silent_since is None:
        raise Refused("no_qualification", "这份资格现在不用提醒了。")
    key = _key_of_nudge(held.id, now)
    _check_first_today(work, key, who)
    told = Nudge(held.id, str(held.silent_since))
    if free_day(work, who.person_id, told.kind, told.facts(), rules, now) != now.date():
        raise Refused("nudged", _enough(work, who, now))
    notify(work, [Addressed(who.person_id, told, key)], now)
    note(work, "nudge", "qualification", held.id, speaker.person_id, now)
    return who.name


@dataclass(frozen=True, slots=True)
class Nudged:
    """Of those near a warning, by name: who was reminded, who had been today, and whom the limits keep from it."""

    now: tuple[str, ...]
    today: tuple[str, ...]
    kept: tuple[str, ...]


def to_be_nudged(
    work: UnitOfWork, speaker: Speaker, rules: RulePack, now: datetime, most: int = 200
) -> list[str]:
    """The names of those whom `nudge_all` would remind just now."""
    require(speaker, "see_progress", speaker.jurisdiction)
    found, told = _near(work, speaker, now, most)
    return [row.name for row in _fresh(work, found, told, rules, now).values()]


def nudge_all(work: UnitOfWork, speaker: Speaker, rules: RulePack, now: datetime, most: int = 200) -> Nudged:
    """Remind all in the jurisdiction who are near a warning and may be reminded today."""
    require(speaker, "see_progress", speaker.jurisdiction)
    found, told = _near(work, speaker, now, most)
    fresh = _fresh(work, found, told, rules, now)
    for row in fresh.values():
        note(work, "nudge", "qualification", row.id, speaker.person_id, now)
    notices = (Addressed(row.person_id, Nudge(row.id, str(row.day)), key) for key, row in fresh.items())
    notify(work, notices, now)
    left = [(key, row) for key, row in found.items() if key not in fresh]
    today = [row for key, row in left if key in told or _was_reminded_today(work, row.person_id, now)]
    kept = [row for _, row in left if row not in today]
    return Nudged(*(tuple(row.name for row in rows) for rows in (fresh.values(), today, kept)))


def _near(
    work: UnitOfWork, speaker: Speaker, now: datetime, most: int
) -> tuple[dict[str, WaitingHolder], Collection[str]]:
    """Who in the jurisdiction is near a warning, by the key of today's reminder, and the keys of those who have it."""
    assert speaker.jurisdiction is not None
    work.flush()
    at = Reach(work, speaker.jurisdiction, most, counted=False)
    found = {_key_of_nudge(row.id, now): row for row in found_of(at, nearly_warned(at, now)).rows}
    return found, queued_before(work, found)


def _fresh(
    work: UnitOfWork,
    found: dict[str, WaitingHolder],
    told: Collection[str],
    rules: RulePack,
    now: datetime,
) -> dict[str, WaitingHolder]:
    """Those who have none yet today and whom the limits of reminders let have one."""
    return {
        key: row
        for key, row in found.items()
        if key not in told and free_day(work, row.person_id, Nudge.kind, {}, rules, now) == now.date()
    }


def _was_reminded_today(work: UnitOfWork, person: int, now: datetime) -> bool:
    last = last_reminded(work, person, now)
    return last is not None and last.date() == now.date()


def ask_to_renew(work: UnitOfWork, speaker: Speaker, qualification_id: int, now: datetime) -> str:
    """Ask a holder once more about renewal; return the holder's name."""
    held, who = access_holder(work, speaker, qualification_id, "这份资格现在不用续聘了。")
    key = f"ask_renewal:{held.id}:staff:{now.date()}"
    _check_first_today(work, key, who)
    notify(work, [Addressed(who.person_id, AskRenewal(held.id, str(held.until)), key)], now)
    note(work, "ask_to_renew", "qualification", held.id, speaker.person_id, now)
    return who.name


def access_holder(
    work: UnitOfWork, speaker: Speaker, qualification_id: int, over: str
) -> tuple[QualificationFacts, Holder]:
    """A title in force, and its holder. Refused outside the jurisdiction, and with the words `over` where it ended."""
    held, who = qualification(work, qualification_id), holder(work, qualification_id)
    require(speaker, "see_progress", who.region)
    if held is None or held.state not in IN_FORCE:
        raise Refused("no_qualification", over)
    return held, who


def _check_first_today(work: UnitOfWork, key: str, who: Holder) -> None:
    if queued_before(work, [key]):
        raise Refused("nudged", f"{who.name}{NUDGED}")


def _enough(work: UnitOfWork, who: Holder, now: datetime) -> str:
    """That no reminder may go to this holder today: the system's own went, or they are not to be disturbed."""
    last = last_reminded(work, who.person_id, now)
    if last and last.date() == now.date():
        return f"今天 {last.hour}:{last:%M} 系统已提醒过{who.name}，要紧就打个电话。"
    before = f"{short_day(last)}提醒过，" if last and (now - last).days < RECENTLY else ""
    return f"{before}今天不再提醒{who.name}（提醒次数、节假日或本人的设置），要紧就打个电话。"


def _key_of_nudge(qualification_id: int, now: datetime) -> str:
    return f"nudge:{qualification_id}:{now.date()}"


def press_for_service(
    work: UnitOfWork, speaker: Speaker, need_id: int, rules: RulePack, now: datetime
) -> str:
    """Remind the expert who has a need in hand; return the expert's name, nothing where nobody has. Refused «nudged»."""
    need = need_in_jurisdiction(work, speaker, need_id)
    if need.state != "accepted" or need.expert_id is None:
        return ""
    expert = get_expert(work, need.expert_id)
    notice = Undiaried(need.id, need.expert_id)
    _press(work, speaker, expert.person_id, expert.name, notice, f"undiaried:{need.id}:staff", now, rules)
    note(work, "press_for_service", "need", need.id, speaker.person_id, now)
    return expert.name


def press_for_paper(
    work: UnitOfWork, speaker: Speaker, title: int, what: str, year: int, by: date, now: datetime
) -> str:
    """Remind a station of its plan or summary; return the station's name. Refused as `access_holder`, «nudged»."""
    held, who = access_holder(work, speaker, title, "这份资格现在不用催了。")
    notice = PaperDue(held.id, what, year, str(by), pressed=True)
    _press(work, speaker, who.person_id, who.name, notice, f"{what}_due:{held.id}:{year}:staff", now)
    note(work, "press_for_paper", "qualification", held.id, speaker.person_id, now, what=what, year=year)
    return who.name


def press_for_application(work: UnitOfWork, speaker: Speaker, application_id: int, now: datetime) -> str:
    """Remind an applicant of what was sent back; return the name, nothing where it waits for nothing. Refused «nudged»."""
    one = application(work, application_id)
    if one is None or one.state != "returned":
        return ""
    require(speaker, "review", one.region)
    notice = Returned(one.id)
    _press(work, speaker, one.person_id, one.name, notice, f"application_returned:{one.id}:staff", now)
    note(work, "press_for_application", "application", one.id, speaker.person_id, now)
    return one.name


def _press(
    work: UnitOfWork,
    speaker: Speaker,
    person: int,
    name: str,
    notice: Notice,
    key: str,
    now: datetime,
    rules: RulePack | None = None,
) -> None:
    """Remind somebody, once a day; with `rules`, only where their limits leave room for it today."""
    today = f"{key}:{now.date()}"
    if queued_before(work, [today]):
        raise Refused("nudged", f"{name}{NUDGED}")
    if rules and free_day(work, person, notice.kind, notice.facts(), rules, now) != now.date():
        raise Refused("nudged", f"今天不再提醒{name}（提醒次数、节假日或本人的设置），要紧就打个电话。")
    notify(work, [Addressed(person, notice, today)], now)

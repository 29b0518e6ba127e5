"""News and cases 新闻、案例: written by staff, agreed to by all whom they tell of, then released (S10.7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from actions.access import require
from actions.activities.events import access_event
from actions.activities.notices import StoryAnswered, StoryAsked, StoryReleased
from actions.audit import note
from actions.notify import Addressed, notify, to_staff
from actions.refusal import Refused
from programme.stories import FOR_FIRM, LIVE, state_after
from storage.queries.activities.coming import speakers
from storage.queries.activities.stories import about, answers_of
from storage.queries.needs import find_need
from storage.queries.offers.experts import get_expert
from storage.queries.people.speakers import Speaker
from storage.tables import Person, Story, StoryConsent
from storage.unit_of_work import UnitOfWork

SERVED = ("served", "rated")


@dataclass(frozen=True, slots=True)
class Words:
    """What a story says."""

    title: str
    text: str


def write_case(work: UnitOfWork, speaker: Speaker, need_id: int, words: Words, now: datetime) -> int:
    """A case of a service; its expert and its firm are asked, the firm by who told its need for it. Return the id.

    Refused «not_served», «told_already», or by authority.
    """
    need = find_need(work, need_id)
    if need is None or need.state not in SERVED or need.expert_id is None:
        raise Refused("not_served", "办完的需求才能写案例。")
    require(speaker, "publish_event", need.region)
    _refuse_second(work, need_id, None)
    of_firm = work.session.get_one(Person, need.person_id).enterprise_id == need.enterprise_id
    sides = {get_expert(work, need.expert_id).person_id: "expert"}
    sides[need.person_id] = "enterprise" if of_firm else FOR_FIRM
    one = Story(kind="case", need_id=need_id, region=need.region, title=words.title, text=words.text)
    return _ask(work, speaker, one, sides, now)


def write_news(work: UnitOfWork, speaker: Speaker, event_id: int, words: Words, now: datetime) -> int:
    """News of an activity; whoever held it and whoever spoke is asked. Return the id.

    Refused «not_held», «told_already», or as `access_event`.
    """
    event = access_event(work, speaker, event_id)
    require(speaker, "publish_event", event.region)
    if event.state == "cancelled" or event.held_on > now.date():
        raise Refused("not_held", "活动办完才能写新闻。")
    _refuse_second(work, None, event_id)
    sides = {one.person_id: "expert" for one in speakers(work, event_id)}
    if event.holder:
        sides[event.person_id] = event.holder
    sides.pop(speaker.person_id or 0, None)
    one = Story(kind="news", activity_id=event_id, region=event.region, title=words.title, text=words.text)
    return _ask(work, speaker, one, sides, now)


def answer_story(work: UnitOfWork, speaker: Speaker, story_id: int, agrees: bool, now: datetime) -> str:
    """Whoever is in a story says whether it may be public; a no counts at any time, and takes it off. Return its state.

    Refused «no_story» where it is not of them, or is withdrawn.
    """
    one = _locked(work, story_id)
    own = select(StoryConsent).where(StoryConsent.story_id == story_id)
    consent = work.session.scalars(own.where(StoryConsent.person_id == speaker.person_id)).first()
    if one is None or consent is None or one.state not in (*LIVE, "declined"):
        raise Refused("no_story", "这篇已经撤下了，不会公开。")
    before, answer = one.state, "yes" if agrees else "no"
    if consent.state == answer:
        return before
    consent.state, consent.changed_at = answer, now
    work.session.flush()
    one.state = state_after(list(answers_of(work, story_id).values()))
    if one.state != before and one.state in ("agreed", "declined"):
        key = f"story_answered:{one.id}:{consent.id}:{answer}:{now.isoformat()}"
        notify(work, to_staff(work, one.region, StoryAnswered(one.id), key), now)
    note(work, f"story_{answer}", "story", one.id, speaker.person_id, now)
    return one.state


def decide_story(work: UnitOfWork, speaker: Speaker, story_id: int, releases: bool, now: datetime) -> None:
    """Staff release a story to which all agreed, or take it off. Refused «no_story», «not_agreed», or by authority."""
    one = _locked(work, story_id)
    if one is None or one.state not in LIVE:
        raise Refused("no_story", "这篇已经撤下了，不会公开。")
    require(speaker, "publish_event", one.region)
    if releases and one.state == "asked":
        raise Refused("not_agreed", "还有人没答复，都同意了才能公开。")
    if releases and one.state == "agreed":
        one.released_at = now
        told = [
            Addressed(person, StoryReleased(one.id), f"story_released:{one.id}:{person}")
            for person in answers_of(work, one.id)
        ]
        notify(work, told, now)
    one.state = "released" if releases else "withdrawn"
    note(work, f"story_{one.state}", "story", one.id, speaker.person_id, now)


def _refuse_second(work: UnitOfWork, need_id: int | None, event_id: int | None) -> None:
    if about(work, need_id, event_id):
        raise Refused("told_already", "这件已经写过一篇，先撤下那一篇再写。")


def _ask(work: UnitOfWork, speaker: Speaker, one: Story, sides: Mapping[int, str], now: datetime) -> int:
    """Keep it and ask all in it; where it tells of nobody, it may be released at once."""
    one.state, one.person_id, one.created_at = "asked" if sides else "agreed", speaker.person_id, now
    work.session.add(one)
    work.session.flush()
    for person, side in sides.items():
        asked = StoryConsent(story_id=one.id, person_id=person, side=side, state="asked", changed_at=now)
        work.session.add(asked)
    asked_of = [Addressed(person, StoryAsked(one.id), f"story_asked:{one.id}:{person}") for person in sides]
    notify(work, asked_of, now)
    note(work, "write_story", "story", one.id, speaker.person_id, now)
    return one.id


def _locked(work: UnitOfWork, story_id: int) -> Story | None:
    return work.session.get(Story, story_id, with_for_update=True, populate_existing=True)

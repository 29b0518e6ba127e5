"""News and cases: what is public, what waits for staff, and whom one tells of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from programme.stories import LIVE
from storage.jurisdiction import inside
from storage.tables import Need, Person, Story, StoryConsent
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """A story. `kind`: news (`activity_id`) or case (`need_id`). States as of `storage.tables.Story`."""

    id: int
    kind: str
    activity_id: int | None
    need_id: int | None
    region: str
    title: str
    text: str
    state: str
    released_at: datetime | None


def story(work: UnitOfWork, story_id: int) -> StoryFacts | None:
    """A story by its id; None where there is none."""
    return next(iter(_found(work, Story.id == story_id)), None)


def released(work: UnitOfWork, most: int, before: int | None = None) -> list[StoryFacts]:
    """What is public, the newest first; `before`: those older than this id."""
    where = [Story.state == "released"] + ([Story.id < before] if before else [])
    return _found(work, *where, most=most)


def stories_in(work: UnitOfWork, jurisdiction: str | None, most: int) -> list[StoryFacts]:
    """Those of a jurisdiction that are public or may become so, the newest first."""
    return _found(work, Story.state.in_(LIVE), inside(Story.region, jurisdiction), most=most)


def about(work: UnitOfWork, need_id: int | None, activity_id: int | None) -> bool:
    """Whether a story of this need, or of this activity, is public or may become so."""
    which = Story.need_id == need_id if need_id else Story.activity_id == activity_id
    return bool(_found(work, which, Story.state.in_(LIVE), most=1))


def answers_of(work: UnitOfWork, story_id: int) -> dict[int, str]:
    """Those whom a story tells of: asked, yes or no, by person."""
    found = select(StoryConsent.person_id, StoryConsent.state).where(StoryConsent.story_id == story_id)
    return {row.person_id: row.state for row in work.session.execute(found)}


def asked_of(work: UnitOfWork, story_id: int) -> list[tuple[str, str, str]]:
    """Those whom a story tells of: name, as what (`StoryConsent.side`), and their answer, in the order in which they were asked."""
    found = select(Person.name, StoryConsent.side, StoryConsent.state)
    found = found.join(StoryConsent, StoryConsent.person_id == Person.id)
    rows = work.session.execute(found.where(StoryConsent.story_id == story_id).order_by(StoryConsent.id))
    return [(name, side, state) for name, side, state in rows]


def side_of(work: UnitOfWork, story_id: int, person_id: int | None) -> str | None:
    """As what somebody is in a story; None where it does not tell of them."""
    own = StoryConsent.story_id == story_id, StoryConsent.person_id == person_id
    return work.session.scalar(select(StoryConsent.side).where(*own))


def served_needs(
    work: UnitOfWork, jurisdiction: str | None, states: Collection[str], most: int
) -> list[tuple[int, str]]:
    """Needs of a jurisdiction that an expert served: id and words, the last served first."""
    found = select(Need.id, Need.text).where(Need.state.in_(states), inside(Need.region, jurisdiction))
    found = found.where(Need.expert_id.is_not(None)).order_by(Need.served_at.desc(), Need.id.desc())
    return [(key, text) for key, text in work.session.execute(found.limit(most))]


def _found(work: UnitOfWork, *where: Any, most: int | None = None) -> list[StoryFacts]:
    columns = (
        Story.id,
        Story.kind,
        Story.activity_id,
        Story.need_id,
        Story.region,
        Story.title,
        Story.text,
        Story.state,
        Story.released_at,
    )
    found = select(*columns).where(*where).order_by(Story.id.desc()).limit(most)
    return [StoryFacts(*row) for row in work.session.execute(found)]

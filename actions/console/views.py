"""Views of lists by name: one's own, and those that a colleague shares within a jurisdiction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from actions.refusal import Refused
from programme.jurisdiction import covers
from storage.queries.people.speakers import Speaker
from storage.tables import SavedView
from storage.unit_of_work import UnitOfWork

MOST = 10
"""Of one's own for a list."""
LONGEST = 30


@dataclass(frozen=True, slots=True)
class View:
    """A name for the filters of a list, as they stand in its address."""

    id: int
    name: str
    query: str
    own: bool


def views_of(work: UnitOfWork, speaker: Speaker, page: str) -> list[View]:
    """The speaker's own views of a list, then those shared with their jurisdiction."""
    mine = SavedView.person_id == speaker.person_id
    found = select(SavedView).where(SavedView.page == page, or_(mine, SavedView.region.is_not(None)))
    rows = work.session.scalars(found.order_by(SavedView.id)).all()
    seen = [
        one for one in rows if one.person_id == speaker.person_id or covers(one.region, speaker.jurisdiction)
    ]
    views = [View(one.id, one.name, one.query, one.person_id == speaker.person_id) for one in seen]
    return sorted(views, key=lambda one: not one.own)


def save_view(
    work: UnitOfWork, speaker: Speaker, page: str, name: str, query: str, shared: bool, now: datetime
) -> int:
    """Keep the filters under a name. Refused «no_name», «many_views»."""
    called = " ".join(name.split())[:LONGEST]
    if not called:
        raise Refused("no_name", "给视图起个名字，比如「廉江外贸」。")
    if sum(one.own for one in views_of(work, speaker, page)) >= MOST:
        raise Refused("many_views", f"这张表您已经存了 {MOST} 个视图，删掉一个再存。")
    view = SavedView(
        person_id=speaker.person_id,
        page=page,
        name=called,
        query=query[:500],
        region=speaker.jurisdiction if shared else None,
        saved_at=now,
    )
    work.session.add(view)
    work.session.flush()
    return view.id


def drop_view(work: UnitOfWork, speaker: Speaker, view_id: int) -> None:
    """Forget a view of one's own. Refused «no_view»."""
    view = work.session.get(SavedView, view_id)
    if view is None or view.person_id != speaker.person_id:
        raise Refused("no_view", "没有找到这个视图，或者不是您存的。")
    work.session.delete(view)

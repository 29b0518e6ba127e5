"""The service menu 服务清单: items that staff write, change and take off; each opens a need (S10.9)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.access import require
from actions.audit import note
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.tables import ServiceItem
from storage.unit_of_work import UnitOfWork

MOST = 40


def list_service(
    work: UnitOfWork, speaker: Speaker, title: str, text: str, domain: str | None, now: datetime
) -> tuple[int, bool]:
    """Put an item on the menu of one's place, or new words in the place of the old where its title stands there.

    Return its id, and whether it stood there. Refused «menu_full», or by authority.
    """
    require(speaker, "publish_event", speaker.jurisdiction)
    listed = select(ServiceItem).where(
        ServiceItem.region == speaker.jurisdiction, ServiceItem.state == "listed"
    )
    there = list(work.session.scalars(listed.with_for_update()))
    one = next((item for item in there if item.title == title), None)
    known = one is not None
    if one is None:
        if len(there) >= MOST:
            raise Refused("menu_full", f"清单最多 {MOST} 项，先下架一项再加。")
        one = ServiceItem(title=title, region=speaker.jurisdiction, state="listed", created_at=now)
        work.session.add(one)
    one.text, one.domain, one.person_id = text, domain, speaker.person_id
    work.session.flush()
    note(work, "list_service", "service_item", one.id, speaker.person_id, now)
    return one.id, known


def drop_service(work: UnitOfWork, speaker: Speaker, item_id: int, now: datetime) -> None:
    """Take an item off. Refused «no_service_item», or by authority."""
    one = work.session.get(ServiceItem, item_id, with_for_update=True, populate_existing=True)
    if one is None or one.state != "listed":
        raise Refused("no_service_item", "这一项已经不在清单上了。")
    require(speaker, "publish_event", one.region)
    one.state = "withdrawn"
    note(work, "drop_service", "service_item", one.id, speaker.person_id, now)

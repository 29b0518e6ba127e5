"""No page of the console shows a telephone that nobody has confirmed without saying so (decision 0239)."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from programme.telephones import UNVERIFIED
from storage.tables import Activity, Application, Attendance, Outbox, Person
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import MONDAY, serving
from tests.web.console import at_desk, open_desks, words

FILED = "13700008888"
NUMBER = re.compile(r"1\d{2}(?:\*{4}|\d{4})\d{4}")


def test_no_page_shows_a_number_without_its_mark(tmp_path: Path) -> None:
    with serving(tmp_path) as site:
        ids = open_desks(site)
        more = site.app.database.write(lambda work: _unverified(work, ids)).result()
        desk = at_desk(site, "lin")
        shop = f"/people/{ids['shop']}"
        pages = [
            shop, f"/people/{ids['peng']}", f"{shop}/erase", f"/firms/{more['firm']}", f"/needs/{ids['need']}", "/undelivered",
            f"/activities/{more['event']}", f"/applications/{more['application']}", "", "/needs", "/experts", "/firms", "/audit",
        ]  # fmt: skip
        said = {page: words(desk.get(page)) for page in pages}
        said["in full"] = words(desk.post(f"{shop}/phone", reason="other"))
    assert not {
        page: text for page, text in said.items() if re.search(NUMBER.pattern + f"(?!{UNVERIFIED})", text)
    }
    shown = {page for page, text in said.items() if NUMBER.search(text)}
    assert shown >= {*pages[:4], *pages[5:8], "in full"}


def _unverified(work: UnitOfWork, ids: dict[str, int]) -> dict[str, int]:
    """Nobody has confirmed anybody's number; a guest of an event, an applicant, and one whom nothing reached."""
    for person in work.session.scalars(select(Person)):
        person.phone_verified = False
    shop = work.session.get_one(Person, ids["shop"])
    event = Activity(
        kind="event", title="合同讲座", held_on=MONDAY.date() + timedelta(days=5), region="440881"
    )
    event.person_id, event.created_at = ids["lin"], MONDAY
    about = {"kind": "expert", "pack": "national-2023", "name": "王小梅", "region": "440881", "answers": {}}
    filed = Application(
        **about, person_id=shop.id, phone=FILED, domains=[], papers=[], state="submitted", submitted_at=MONDAY
    )
    lost = {
        "kind": "handed_over",
        "facts": {"need": ids["need"]},
        "state": "dead",
        "reason": "no way",
        "key": "lost",
    }
    work.session.add_all([event, filed, Outbox(**lost, person_id=shop.id, due_at=MONDAY, created_at=MONDAY)])
    work.session.flush()
    comes = {
        "holder": "person",
        "holder_id": shop.id,
        "person_id": shop.id,
        "state": "signed_up",
        "part": "guest",
    }
    work.session.add(Attendance(**comes, activity_id=event.id, changed_at=MONDAY))
    return {"event": event.id, "application": filed.id, "firm": shop.enterprise_id or 0}

"""Staff at the console: a site with officers of several places, and a browser that is signed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
from sqlalchemy import select

from bot.app import App
from bot.channels.web.adapter import hashed
from bot.devtools.fixtures import Actor, enter
from storage.tables import Account, Enterprise, Expert, Need, Person
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import MONDAY, SECRET, SINCE, Site
from web.console.session import COOKIE

OFFICERS = {
    "lin": Actor("林静", "staff", jurisdiction="440800", staff_roles=("reviewer", "operator", "admin")),
    "he": Actor("何正南", "staff", jurisdiction="440800"),
    "tan": Actor("谭国富", "staff", jurisdiction="440881"),
    "op": Actor("小钱", "staff", jurisdiction="440800", staff_roles=("operator",)),
    "far": Actor("冀中", "staff", jurisdiction="130000"),
}
PEOPLE = {
    "peng": Actor(
        "彭建业",
        "expert",
        "440881",
        unit="湛海应用技术学院",
        domains=("law", "hr"),
        phone="13800005678",
        certified=SINCE,
    ),
    "wei": Actor(
        "卫石家",
        "expert",
        "130102",
        unit="石家庄律所",
        domains=("law",),
        phone="13900001234",
        certified=SINCE,
    ),
    "shop": Actor("周海燕", "enterprise", "440881", enterprise="蓝屿水产食品有限公司", phone="13700002222"),
    "mill": Actor("张石家", "enterprise", "130102", enterprise="石家庄面粉厂"),
}
TEXT = "有个员工没签劳动合同，现在要我们赔双倍工资"


@dataclass(frozen=True)
class Desk:
    """A browser at the console, as one officer."""

    client: httpx.Client

    def get(self, path: str = "", status: int = 200) -> str:
        """A page of the console."""
        answer = self.client.get(f"/console{path}")
        assert answer.status_code == status, (path, answer.status_code, answer.text[:300])
        return answer.text

    def post(self, path: str, **fields: str | list[str]) -> str:
        """Send a form, and follow to where it leads."""
        answer = self.client.post(f"/console{path}", data=fields, follow_redirects=True)
        assert answer.status_code in (200, 422), (path, answer.status_code)
        return answer.text

    def do(self, **fields: str) -> str:
        """An act at one tap."""
        return self.post("/do", **fields)


def open_desks(site: Site) -> dict[str, int]:
    """Officers, experts and firms of two provinces, a need in each; the ids of what was made."""
    return enter_desks(site.app)


def enter_desks(app: App) -> dict[str, int]:
    """The same, without a site."""
    return app.database.write(lambda work: _enter(work, app)).result()


def at_desk(site: Site, who: str) -> Desk:
    """Who sits there is signed in."""
    client = site.client()
    client.cookies.set(COOKIE, f"{who}.{SECRET}", path="/console")
    return Desk(client)


def _enter(work: UnitOfWork, app: App) -> dict[str, int]:
    ids: dict[str, int] = {}
    for slot, actor in (OFFICERS | PEOPLE).items():
        ids[slot] = enter(work, actor, [("web", slot)], app.rules, MONDAY)
        work.flush()
        account = work.session.scalars(select(Account).where(Account.external_id == slot)).one()
        account.secret_hash = hashed(SECRET)
    for firm, key in (("shop", "need"), ("mill", "far need")):
        need = _need(work, ids[firm], PEOPLE[firm].region or "")
        ids[key] = need.id
    for slot in ("peng", "wei"):
        found = select(Expert.id).where(Expert.person_id == ids[slot])
        ids[f"expert {slot}"] = work.session.scalars(found).one()
    return ids


def _need(work: UnitOfWork, person: int, region: str, **values: Any) -> Need:
    firm = work.session.get_one(Person, person).enterprise_id
    need = Need(
        person_id=person,
        enterprise_id=firm,
        text=TEXT,
        domain="law",
        also=[],
        region=region,
        urgent=False,
        focus=[],
        state="unanswered",
        created_at=MONDAY - timedelta(hours=30),
    )
    for name, value in values.items():
        setattr(need, name, value)
    work.session.add(need)
    work.session.flush()
    return need


def more_needs(site: Site, person: int, number: int) -> None:
    """So many more of them."""

    def enter_all(work: UnitOfWork) -> None:
        for _ in range(number):
            _need(work, person, "440881")

    site.app.database.write(enter_all).result()


def firms(site: Site) -> dict[str, int]:
    """The ids of firms by name."""
    with site.app.database.read() as connection:
        return {name: key for key, name in connection.execute(select(Enterprise.id, Enterprise.name))}


def words(html: str) -> str:
    """What a page says, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))

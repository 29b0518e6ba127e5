"""The people of a talk, as it describes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.devtools.fixtures import Actor
from bot.devtools.replay.expectations import Mismatch
from bot.devtools.replay.keys import PERSON, check_keys
from programme.clerks import INVITED
from programme.roles import HOLDERS


def actor_of(name: str, about: dict[str, Any], today: date) -> Actor:
    """Somebody who is bound and has consented; experts and stations are certified since 1 January.

    Raises `Mismatch` for a key that is not known or cannot be done yet.
    """
    check_keys(name, about, PERSON)
    role = about.get("role", "guest")
    if "station" in about and role not in ("station", *INVITED):
        raise Mismatch(f"{name}里的「station」只给工作站和站里的人")
    return Actor(
        name=name,
        role=role,
        region=_text(about, "region"),
        enterprise=about.get("enterprise", ""),
        unit=about.get("unit", about.get("station", "")),
        domains=tuple(about.get("domains", ())),
        focus=tuple(about.get("focus", ())),
        jurisdiction=_text(about, "jurisdiction") or "",
        staff_roles=tuple(about.get("roles", ("reviewer", "operator"))),
        phone=_text(about, "phone"),
        capacity=about.get("capacity", 3),
        certified=_certified(role, about, today),
        titles=_titles(role, about, today),
    )


def _certified(role: str, about: dict[str, Any], today: date) -> date | None:
    """`titles` stand in place of the usual one, unless it is dated beside them."""
    if role not in HOLDERS or about.get("qualification") == "none":
        return None
    return None if "titles" in about and "certified" not in about else _day(about, "certified", today)


def _titles(role: str, about: dict[str, Any], today: date) -> tuple[tuple[str, date], ...]:
    """The pack of each title, and since when it is held."""
    given = about.get("titles", ())
    if given and role not in HOLDERS:
        raise Mismatch("只有专家和工作站才有 titles")
    for one in given:
        check_keys("titles", one, frozenset({"programme", "since"}))
    return tuple((str(one["programme"]), _day(one, "since", today)) for one in given)


def _day(about: dict[str, Any], key: str, today: date) -> date:
    given = about.get(key, date(today.year, 1, 1))
    return given if isinstance(given, date) else date.fromisoformat(str(given))


def _text(about: dict[str, Any], key: str) -> str | None:
    return str(about[key]) if key in about else None

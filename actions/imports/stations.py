"""Stations of a roster (附件3): which one a row means, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence

from actions.applications.apply import Filing
from actions.imports.holders import Found, Holders, include, may_include, no_longer, unchanged_or
from actions.imports.judged import Judged, Values
from documents.rosters.words import folded
from programme.jurisdiction import covers
from storage.queries.imports import KnownApplication, KnownPerson
from storage.tables import Application, Person, Station


class Stations(Holders):
    """Rows of stations."""

    kind = "station"

    def _names(self, row: Values) -> Sequence[str | None]:
        return row.get("unit"), row.get("contact")

    def _holder(self, person: KnownPerson) -> int | None:
        return person.station_id

    def _judge(self, values: Values) -> Judged:
        name = folded(values["unit"])
        known = next((one for one in self._persons if one.station and folded(one.station) == name), None)
        if known:
            return self._known(values, known)
        waiting = next((one for one in self._waiting if folded(one.name) == name), None)
        if waiting:
            return self._known_waiting(values, waiting)
        return self._new(values)

    def _known(self, values: Values, known: KnownPerson) -> Judged:
        assert known.station_id is not None
        if not covers(self._desk.importer.region, known.station_region):
            return Judged("doubtful", "这个工作站登记在别处，请和当地核对")
        if ended := no_longer(self._titles.get(known.station_id, set())):
            return Judged("doubtful", ended)
        if values.get("contact") and folded(values["contact"]) != folded(known.name):
            return Judged("doubtful", f"登记的联系人是{known.name}，换人请先核对")
        told = {
            "地址": values.get("address") and folded(values["address"]) != folded(known.address or ""),
            "电话": values.get("phone") and values["phone"] != known.phone,
            "邮箱": values.get("email") and values["email"] != known.email,
        }
        return unchanged_or([name for name, is_other in told.items() if is_other], Found(known))

    def _known_waiting(self, values: Values, waiting: KnownApplication) -> Judged:
        if not covers(self._desk.importer.region, waiting.region):
            return Judged("doubtful", "这个单位在别处申请过，请和当地核对")
        found = Found(None, waiting)
        if may_include(self._desk, waiting):
            return Judged("changed", "推荐过，这次直接纳入", found)
        is_other = values.get("phone") and values["phone"] != waiting.phone
        return unchanged_or(["电话"] if is_other else [], found)

    def _new(self, values: Values) -> Judged:
        """Whoever is in charge may be known already, but not of another station."""
        contact, phone = folded(values.get("contact") or ""), values.get("phone")
        known = next(
            (one for one in self._persons if phone and one.phone == phone and folded(one.name) == contact),
            None,
        )
        if known and known.station:
            return Judged("doubtful", f"联系人{known.name}已经是{known.station}的负责人，请核对")
        return Judged("new", "", Found(known))

    def _change(self, values: Values, known: KnownPerson) -> None:
        session = self._desk.work.session
        station, person = session.get_one(Station, known.station_id), session.get_one(Person, known.id)
        station.address = values.get("address") or station.address
        person.phone, person.email = values.get("phone") or person.phone, values.get("email") or person.email

    def _change_waiting(self, values: Values, waiting: KnownApplication) -> None:
        one = self._desk.work.session.get_one(Application, waiting.id)
        one.phone = values.get("phone") or one.phone
        if may_include(self._desk, waiting):
            include(self._desk, one, values)

    def _filing(self, values: Values) -> Filing:
        return Filing(
            kind="station",
            name=values["unit"],
            region=values.get("region") or self._desk.importer.region,
            contact=values.get("contact") or "",
            phone=values.get("phone"),
            unit=values["unit"],
            answers={"address": values["address"]} if values.get("address") else {},
        )

"""Experts of a roster (附件4): whom a row means, and what becomes of them."""

from __future__ import annotations

from collections.abc import Sequence

from actions.applications.apply import Filing
from actions.imports.holders import Found, Holders, include, may_include, no_longer, unchanged_or
from actions.imports.judged import Judged, Values
from documents.rosters.phones import is_mobile
from documents.rosters.words import folded
from language import traits
from matching.deduplication import core
from programme.jurisdiction import covers
from programme.telephones import marked
from storage.queries.imports import KnownApplication, KnownPerson
from storage.tables import Application, Expert, Person


class Experts(Holders):
    """Rows of experts."""

    kind = "expert"

    def _names(self, row: Values) -> Sequence[str | None]:
        return (row.get("name"),)

    def _holder(self, person: KnownPerson) -> int | None:
        return person.expert_id

    def _judge(self, values: Values) -> Judged:
        found = self._found(values)
        if found.person and found.person.expert_id:
            return self._known(values, found)
        if found.waiting:
            return self._known_waiting(values, found)
        other = None if found.person else self._other_with_phone(values)
        return other or Judged("new", "", found)

    def _found(self, values: Values) -> Found:
        """By name and phone, else by name and unit: in the register first, then among those who wait."""
        name, phone, unit = folded(values["name"]), values.get("phone"), values.get("unit") or ""
        namesakes = [one for one in self._persons if folded(one.name) == name]
        person = next((one for one in namesakes if phone and one.phone == phone), None)
        person = person or next((one for one in namesakes if one.unit and _same(one.unit, unit)), None)
        alike = [one for one in self._waiting if folded(one.name) == name]
        waiting = next(
            (one for one in alike if (phone and one.phone == phone) or _same(one.unit, unit)), None
        )
        return Found(person, waiting)

    def _known(self, values: Values, found: Found) -> Judged:
        person = found.person
        assert person is not None
        assert person.expert_id is not None
        if not covers(self._desk.importer.region, person.expert_region):
            return Judged("doubtful", "这位专家登记在别处，请和当地核对")
        if ended := no_longer(self._titles.get(person.expert_id, set())):
            return Judged("doubtful", ended)
        return unchanged_or(_changes(values, person.unit, person.phone, person.domains, person.email), found)

    def _known_waiting(self, values: Values, found: Found) -> Judged:
        one = found.waiting
        assert one is not None
        if not covers(self._desk.importer.region, one.region):
            return Judged("doubtful", "这位专家在别处申请过，请和当地核对")
        if may_include(self._desk, one):
            return Judged("changed", "推荐过，这次直接纳入", found)
        return unchanged_or(_changes(values, one.unit, one.phone, one.domains, values.get("email")), found)

    def _other_with_phone(self, values: Values) -> Judged | None:
        """Somebody else who has this mobile: who it is, people find out."""
        phone = values.get("phone") or ""
        others = [one for one in self._persons if is_mobile(phone) and one.phone == phone and one.name]
        if not others or self._desk.sure:
            return None
        place = others[0].expert_region or others[0].station_region
        whose = others[0].name if covers(self._desk.importer.region, place) else "别人"
        return Judged(
            "doubtful", f"电话 {marked(phone, others[0].phone_verified)} 登记的是{whose}，请核对是不是同一位"
        )

    def _change(self, values: Values, known: KnownPerson) -> None:
        session = self._desk.work.session
        expert, person = session.get_one(Expert, known.expert_id), session.get_one(Person, known.id)
        expert.unit = values.get("unit") or expert.unit
        expert.domains = values["domains"] or expert.domains
        expert.specialities = values.get("specialities") or expert.specialities
        expert.traits = traits.with_said(expert.traits or (), expert.specialities or "")
        person.phone, person.email = values.get("phone") or person.phone, values.get("email") or person.email

    def _change_waiting(self, values: Values, waiting: KnownApplication) -> None:
        one = self._desk.work.session.get_one(Application, waiting.id)
        one.unit, one.phone = values.get("unit") or one.unit, values.get("phone") or one.phone
        one.domains = values["domains"] or one.domains
        if may_include(self._desk, waiting):
            include(self._desk, one, values)

    def _filing(self, values: Values) -> Filing:
        return Filing(
            kind="expert",
            name=values["name"],
            region=values.get("region") or self._desk.importer.region,
            contact=values["name"],
            phone=values.get("phone"),
            unit=values.get("unit") or "",
            domains=tuple(values["domains"]),
            answers={"specialities": values["specialities"]} if values.get("specialities") else {},
        )


def _changes(
    values: Values, unit: str | None, phone: str | None, domains: Sequence[str] | None, email: str | None
) -> list[str]:
    """What the roster has otherwise; what it does not say changes nothing."""
    told = {
        "单位": bool(values.get("unit")) and not _same(unit or "", values["unit"]),
        "电话": bool(values.get("phone")) and phone != values["phone"],
        "领域": bool(values["domains"]) and set(domains or ()) != set(values["domains"]),
        "邮箱": bool(values.get("email")) and email != values["email"],
    }
    return [name for name, is_other in told.items() if is_other]


def _same(one: str, other: str) -> bool:
    return bool(one and other) and (folded(one) == folded(other) or core(one) == core(other))

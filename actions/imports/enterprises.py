"""Enterprises of a list: firms, and who speaks for them."""

from __future__ import annotations

from collections.abc import Sequence

from actions.audit import note
from actions.imports.judged import Desk, Judged, Values
from actions.people.contact import firm_called
from documents.rosters.phones import is_mobile
from documents.rosters.words import folded
from matching.deduplication import core
from programme.telephones import marked
from storage.queries.imports import KnownPerson, firms, persons
from storage.tables import Dialogue, Person


class Enterprises:
    """Rows of firms."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._firms: list[tuple[int, str, str | None]] = []
        self._persons: list[KnownPerson] = []

    def look_up(self, rows: Sequence[Values]) -> None:
        phones = {row["phone"] for row in rows if row.get("phone")}
        self._firms = firms(
            self._desk.work, {row["firm"] for row in rows if row.get("firm")}, self._desk.importer.region
        )
        self._persons = persons(self._desk.work, (), phones)

    def judge(self, values: Values) -> Judged:
        if outside := self._desk.outside(values.get("region")):
            return outside
        phone, place = values.get("phone"), self._place(values)
        firm = next(
            (one for one in self._firms if core(one[1]) == core(values["firm"]) and one[2] == place), None
        )
        voice = next((one for one in self._persons if phone and one.phone == phone), None)
        if voice is None:
            return Judged("changed", "联系人", None) if firm else Judged("new")
        if firm and voice.works_for == firm[0]:
            return Judged("same")
        is_other = folded(voice.name) != folded(values.get("contact") or voice.name)
        if voice.works_for or (is_other and is_mobile(voice.phone or "")):
            return Judged(
                "doubtful", f"电话 {marked(phone, voice.phone_verified)} 已经登记在别的企业或别人名下，请核对"
            )
        return Judged("changed" if firm else "new", "联系人" if firm else "", voice)

    def write(self, values: Values, judged: Judged) -> None:
        work, now = self._desk.work, self._desk.now
        firm = firm_called(work, values["firm"], self._place(values), [], now)
        firm.trade = firm.trade or values.get("trade")
        person = work.session.get_one(Person, judged.found.id) if judged.found else self._voice(values)
        person.enterprise_id, person.email = firm.id, person.email or values.get("email")
        note(work, "import_enterprise", "enterprise", firm.id, self._desk.importer.person_id, now)

    def _voice(self, values: Values) -> Person:
        """Somebody who has not written yet; what they do here they do after their own consent."""
        work, now = self._desk.work, self._desk.now
        person = Person(name=values.get("contact") or "", phone=values.get("phone"), created_at=now)
        work.session.add(person)
        work.session.flush()
        work.session.add(Dialogue(person_id=person.id, state={}, updated_at=now))
        work.session.flush()
        return person

    def _place(self, values: Values) -> str:
        return values.get("region") or self._desk.importer.region

"""Diaries of a list: whose they are, and whether they stand already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from actions.audit import note
from actions.diaries.day import LONGEST_DAY, Whose, hours_beside, others_of_day
from actions.imports.judged import Desk, Judged, Values
from documents.rosters.words import folded
from programme.qualification import IN_FORCE
from storage.queries.imports import diaries_of
from storage.queries.titles.due_holders import mark_due_for_check
from storage.queries.titles.holders import Holder, holders_in
from storage.queries.titles.standing import qualification
from storage.tables import Diary


class Diaries:
    """Rows of services."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._holders: dict[str, list[Holder]] | None = None
        self._known: set[tuple[str, int, date, str, int]] = set()

    def look_up(self, rows: Sequence[Values]) -> None:
        if self._holders is None:
            self._holders = {}
            for one in holders_in(self._desk.work, self._desk.importer.region, IN_FORCE):
                self._holders.setdefault(folded(one.name), []).append(one)
        whose = [held for row in rows for one in self._meant(row) if (held := self._holder(one))]
        days = {date.fromisoformat(row["served_on"]) for row in rows if row.get("served_on")}
        self._known = diaries_of(self._desk.work, whose, days)

    def judge(self, values: Values) -> Judged:
        who = values.get("name") or values.get("unit")
        found = self._meant(values)
        if not found:
            return Judged("wrong", f"辖区里没有认定的「{who}」" if who else "没有写是谁服务的")
        if len(found) > 1:
            return Judged("doubtful", f"有 {len(found)} 位「{who}」，请写上单位")
        holder = self._holder(found[0])
        assert holder is not None
        day, hours = date.fromisoformat(values["served_on"]), Decimal(values["hours"])
        if (*holder, day, f"{hours:.2f}", values["enterprises"]) in self._known:
            return Judged("same")
        whose = Whose(*holder, found[0].person_id)
        if hours_beside(whose, others_of_day(self._desk.work, whose, day)) + hours > LONGEST_DAY:
            return Judged("wrong", "这一天的时长加起来超过 24 小时")
        return Judged("new", "", (holder, found[0]))

    def write(self, values: Values, judged: Judged) -> None:
        (kind, holder_id), who = judged.found
        diary = Diary(
            holder=kind,
            holder_id=holder_id,
            person_id=who.person_id,
            served_on=date.fromisoformat(values["served_on"]),
            hours=Decimal(values["hours"]),
            enterprises=values["enterprises"],
            names=values["names"],
            domains=values["domains"],
            form=values.get("form"),
            region=values.get("region"),
            outcome=values.get("outcome") or "",
            state="recorded",
            recorded_at=self._desk.now,
        )
        self._desk.work.session.add(diary)
        self._desk.work.session.flush()
        mark_due_for_check(self._desk.work.connection, kind, holder_id)
        note(
            self._desk.work, "import_diary", "diary", diary.id, self._desk.importer.person_id, self._desk.now
        )

    def _meant(self, values: Values) -> list[Holder]:
        """Those of the name; of several, those of the unit."""
        name, unit = values.get("name"), values.get("unit")
        known = self._holders or {}
        found = {one.person_id: one for one in known.get(folded(name or unit or ""), [])}
        of_unit = [one for one in found.values() if unit and folded(one.unit) == folded(unit)]
        return of_unit or list(found.values())

    def _holder(self, one: Holder) -> tuple[str, int] | None:
        held = qualification(self._desk.work, one.qualification_id)
        return (held.holder, held.holder_id) if held else None

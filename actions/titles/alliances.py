"""Alliances that are joined by passing a review, and left with the title (ZJ 四（二）)."""

from __future__ import annotations

from programme.packs import RulePack
from programme.packs.model import Right
from programme.programmes import kinds, pack_in
from storage.queries.titles.alliances import Member, members
from storage.unit_of_work import UnitOfWork


def alliances(
    work: UnitOfWork, rules: RulePack, jurisdiction: str | None
) -> list[tuple[Right, list[Member]]]:
    """Each alliance that a programme of the deployment names, with its members of a jurisdiction; those of none are left out."""
    found = []
    for pack, kind in kinds(rules):
        rule = pack.rules(kind).alliance
        if rule and (joined := members(work, [(pack.id, kind)], jurisdiction=jurisdiction)):
            found.append((rule, joined))
    return found


def alliances_of(work: UnitOfWork, rules: RulePack, person_id: int) -> list[tuple[Right, Member]]:
    """The alliances that a person belongs to."""
    named = [(pack.id, kind) for pack, kind in kinds(rules) if pack.rules(kind).alliance]
    found = members(work, named, person_id=person_id) if named else []
    joined = []
    for one in found:
        pack = pack_in(rules, one.pack)
        rule = pack.rules(one.kind).alliance if pack else None
        if rule:
            joined.append((rule, one))
    return joined

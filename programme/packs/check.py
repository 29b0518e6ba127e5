"""What must agree across a whole rule pack: names, citations, the terms of its conditions."""

from programme.packs.admitting import Condition, Road
from programme.packs.citations import clauses
from programme.packs.conditions import parse
from programme.packs.decode import Source
from programme.packs.facts import facts_of
from programme.packs.lines import Path
from programme.packs.model import KindRules, RulePack
from programme.packs.offices import KINDS


def check(pack: RulePack, name: str, source: Source) -> None:
    """PackError for the first thing that does not agree."""
    if pack.id != name:
        raise source.error(("id",), f"应与文件名相同：{name}（id differs from the file name）")
    _check_citations(pack, source)
    for kind in KINDS:
        if rules := getattr(pack, kind):
            _check_conditions(pack, rules, (kind,), source)


def _check_citations(pack: RulePack, source: Source) -> None:
    for path, clause in clauses(pack):
        for citation in clause.split("；"):
            document, _, place = citation.partition(" ")
            if document not in pack.documents:
                raise source.error(path, f"“{citation}”所引文件不在 [documents] 中（unknown document）")
            if not place.strip():
                raise source.error(path, f"“{citation}”没有写明条款（no place in the document）")


def _check_conditions(pack: RulePack, rules: KindRules, path: Path, source: Source) -> None:
    groups: list[tuple[Path, tuple[Condition, ...]]] = [
        ((*path, "conditions"), rules.conditions),
        ((*path, "priority"), rules.priority),
    ]
    roads: list[tuple[Path, Road]] = [
        ((*path, "review", "roads", i), road) for i, road in enumerate(rules.review.roads)
    ]
    groups += [((*path, "categories", i, "ways"), c.ways) for i, c in enumerate(rules.categories)]
    facts = facts_of(pack)
    lines = [((*where, i, "needs"), one.needs) for where, found in groups for i, one in enumerate(found)]
    lines += [((*where, "needs"), road.needs) for where, road in roads]
    for where, needs in lines:
        try:
            for line in needs:
                parse(line, facts)
        except ValueError as fault:
            raise source.error(where, str(fault)) from fault

"""Several programmes in one deployment: which of them speaks of a kind of holder, in a place, on a day.

A programme is known by its pack, which no two of a deployment share; titles and applications name it. They stack: the
country's, the province's and the city's hold side by side, each with its own number, term, duty and history.
"""

from collections.abc import Collection, Sequence
from datetime import date

from programme.duty import Progress
from programme.jurisdiction import covers, prefix
from programme.packs.model import Programme, RulePack
from programme.packs.offices import KINDS, Kind
from programme.steps import NAMES

OF_YEAR = "本年 "
NO_FIGURES = "不设年度指标"


def packs(rules: RulePack) -> tuple[RulePack, ...]:
    """The packs that the deployment works under, the one in use first."""
    return (rules, *(one.pack for one in rules.programmes if one.pack.id != rules.id))


def pack_in(rules: RulePack, name: str) -> RulePack | None:
    """The pack of this id, where the deployment works under it."""
    return next((one for one in packs(rules) if one.id == name), None)


def office_of(rules: RulePack, pack: RulePack) -> str:
    """The region in which a deployment runs a pack."""
    return next((one.region for one in rules.programmes if one.pack.id == pack.id), pack.region)


def kinds(rules: RulePack) -> tuple[tuple[RulePack, Kind], ...]:
    """Each kind of holder that each programme takes, in the order of the settings."""
    if not rules.programmes:
        return tuple((rules, kind) for kind in rules.kinds)
    return tuple((pack, kind) for pack in packs(rules) for kind in _taken(rules, pack))


def holder_kinds(rules: RulePack) -> tuple[Kind, ...]:
    """Whom the deployment knows at all: experts, stations, or both."""
    return tuple(dict.fromkeys(kind for kind in KINDS if any(kind == taken for _, taken in kinds(rules))))


def speaking_of(rules: RulePack, kind: Kind) -> RulePack:
    """The first programme that takes this kind; the one in use where none does, which then refuses it."""
    return next((pack for pack, taken in kinds(rules) if taken == kind), rules)


def open_to(rules: RulePack, kind: Kind, place: str | None, on: date) -> tuple[RulePack, ...]:
    """The programmes that take this kind on this day, in the order of the settings: those around the place, where it is known.

    Where none is around it all are named: whether somebody from elsewhere is taken is for those who review.
    """
    begun = [one for one in rules.programmes if kind in one.kinds and (one.since is None or one.since <= on)]
    near = [one for one in begun if place is None or covers(one.region, place)]
    found = tuple(rules if one.pack.id == rules.id else one.pack for one in near or begun)
    return found if rules.programmes else ((rules,) if kind in rules.kinds else ())


def taking_recommended(rules: RulePack, kind: Kind) -> RulePack | None:
    """The first programme that takes in those recommended as certified already (S2.2); None where none does."""
    for pack, taken in kinds(rules):
        rule = pack.rules(kind).recommendation if taken == kind else None
        if rule and rule.direct:
            return pack
    return None


def level_name(pack: RulePack) -> str:
    """«国家级», «省级», «市级»: whose programme it is, by the region of its pack."""
    return NAMES[len(prefix(pack.region))]


def named(rules: RulePack, pack: RulePack) -> str:
    """What a programme is called beside the others: its level, or its short name where two are of one level."""
    level = level_name(pack)
    alike: Collection[RulePack] = [one for one in packs(rules) if level_name(one) == level]
    return level if len(alike) <= 1 else pack.short


def words(pack: RulePack, kind: Kind) -> tuple[str, ...]:
    """What a programme may be called among others: «市级», «市里», its short name, its title."""
    level = level_name(pack)
    return level, level[:-1] + "里", pack.short, pack.rules(kind).called


def side_by_side(rules: RulePack, found: Sequence[tuple[RulePack, Progress]]) -> str:
    """The year under each title in one line: «本年 国家级 5.5/12 小时…，还差 6.5 小时或 28 家 · 市级不设年度指标».

    What agrees is said once, and where all agree no level is named.
    """
    lines: dict[str, list[str]] = {}
    of_year = all(one.line.startswith(OF_YEAR) for _, one in found if one.governing and one.share)
    for pack, one in found:
        line = one.line.removeprefix(OF_YEAR) if of_year else one.line
        said = line if one.governing and one.share else NO_FIGURES
        lines.setdefault(said, []).append(named(rules, pack))
    if len(lines) < 2:
        return found[0][1].line
    asked = [(said, whose) for said, whose in lines.items() if said != NO_FIGURES]
    parts = [f"{'、'.join(whose)} {said}" for said, whose in asked]
    silent = [f"{'、'.join(whose)}{said}" for said, whose in lines.items() if said == NO_FIGURES]
    return (OF_YEAR if of_year else "") + " · ".join([*parts, *silent])


def _taken(rules: RulePack, pack: RulePack) -> tuple[Kind, ...]:
    entry: Programme | None = next((one for one in rules.programmes if one.pack.id == pack.id), None)
    return entry.kinds if entry else pack.kinds

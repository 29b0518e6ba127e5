"""What people are told of a pack's figures, in a few words; empty where the pack is silent."""

from collections.abc import Sequence

from programme.jurisdiction import covers, prefix
from programme.packs.duties import Demand
from programme.packs.model import KindRules, RulePack
from programme.packs.needed import Measure, Needed, Several, leaves
from programme.packs.offices import Kind, Level
from programme.readings import in_row, plain, spaced

_LEAST: dict[Measure, str] = {
    "hours": "{} 小时",
    "enterprises": "{} 家",
    "events": "{} 场活动",
    "satisfaction": "满意率 {}% 以上",
}
_OFFICES = {"city": "市里", "province": "省里", "centre": "服务中心"}


def pack_for(packs: Sequence[RulePack], in_use: RulePack, kind: Kind, place: str | None) -> RulePack | None:
    """The pack that decides about this kind in this place: the one in use, where it speaks of both.

    Else the nearest one in force around the place; None where no pack speaks of the kind.
    """
    if kind in in_use.kinds and (place is None or covers(in_use.region, place)):
        return in_use
    return _nearest([one for one in packs if one.status == "in_force"], kind, place)


def local_pack(
    packs: Sequence[RulePack], decides: RulePack, kind: Kind, place: str | None
) -> RulePack | None:
    """A pack of a nearer place than the one that decides, in force or not; None where there is none."""
    nearer = [one for one in packs if len(prefix(one.region)) > len(prefix(decides.region))]
    return _nearest(nearer, kind, place) if place else None


def _nearest(packs: Sequence[RulePack], kind: Kind, place: str | None) -> RulePack | None:
    around = [one for one in packs if kind in one.kinds and covers(one.region, place)]
    return max(around, key=lambda one: len(prefix(one.region)), default=None)


def office(level: Level) -> str:
    """The office that reviews at this level: «市里»."""
    return _OFFICES[level]


def review(rules: KindRules) -> str:
    """«先由市里审核，再由省里审核»."""
    roads = [f"{road.text}{_in_turn(road.levels)}" for road in rules.review.roads]
    return "；".join([*roads, f"{'其他' if roads else ''}{_in_turn(rules.review.levels)}"])


def _in_turn(levels: Sequence[Level]) -> str:
    first, *others = (f"由{_OFFICES[level]}审核" for level in levels)
    return "，".join([f"先{first}" if others else first, *(f"再{one}" for one in others)])


def publicity(pack: RulePack, kind: Kind) -> str:
    """«公示 5 个工作日»."""
    rules = pack.rules(kind)
    return f"公示 {rules.publicity.length}" if rules.publicity else ""


def term(pack: RulePack, kind: Kind) -> str:
    """«一任 3 年，到期可以再续 3 年»."""
    rules = pack.rules(kind)
    if rules.term is None:
        return ""
    again = f"，到期可以再续 {rules.term.renewal.told}" if rules.term.renewal else ""
    return f"一任 {rules.term.lasts.told}{again}"


def duty(pack: RulePack, kind: Kind) -> str:
    """«每年 12 小时或 30 家，满一样就够»; «累计 100 小时» where all counts together."""
    rules, each = pack.rules(kind), pack.year.each
    if rules.duty is None:
        return ""
    tree, figures = rules.duty.needed, in_words(rules.duty.needed)
    if not isinstance(tree, Several):
        return spaced(each, figures)
    enough = "都要做到" if tree.join == "all" else "满一样就够"
    return f"{spaced(each, figures)}，{enough}"


def figures_of(demand: Demand) -> str:
    """«12 小时或 30 家»."""
    return in_words(demand.needed)


def in_words(tree: Needed) -> str:
    """«12 小时或 30 家», «（12 小时或 30 家）和满意率 90% 以上»."""
    if not isinstance(tree, Several):
        return _LEAST[tree.measure].format(plain(tree.figure))
    return in_row(
        tree.join, [f"（{in_words(p)}）" if isinstance(p, Several) else in_words(p) for p in tree.parts]
    )


def measures(rules: KindRules) -> frozenset[Measure]:
    """What the clauses about a year speak of."""
    demands = (demand for demand in (rules.duty, rules.loss) if demand)
    return frozenset(one.measure for demand in demands for one in leaves(demand.needed))

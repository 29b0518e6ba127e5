"""Signs of misuse, found early (N20 四（一）): each asks staff for a look, none decides anything."""

from dataclasses import dataclass
from decimal import Decimal

from programme.packs.model import Monitoring
from programme.readings import plain


@dataclass(frozen=True)
class Watched:
    """What a year shows of one holder: the longest day on record, low ratings, complaints about fees."""

    name: str
    longest_day: Decimal = Decimal(0)
    low_ratings: int = 0
    fee_complaints: int = 0


def signs(rule: Monitoring, one: Watched) -> tuple[str, ...]:
    """What stands out, in words, the gravest first."""
    found = []
    if one.fee_complaints:
        found.append(f"被投诉收费 {one.fee_complaints} 次")
    if one.longest_day > rule.day_hours:
        found.append(f"有一天记录了 {plain(one.longest_day)} 小时")
    if one.low_ratings >= rule.low_ratings:
        found.append(f"低分评价 {one.low_ratings} 次")
    return tuple(found)

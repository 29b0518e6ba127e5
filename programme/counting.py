"""How the hours of a service count, where a pack rounds them, sets a least length or asks for training first."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from programme.packs.duties import Counting
from programme.spans import hours_in_words

_HOUR = Decimal(60)
_ROUNDINGS = {"up": ROUND_CEILING, "down": ROUND_FLOOR, "nearest": ROUND_HALF_UP}


def counted_hours(rule: Counting | None, hours: Decimal, *, trained: bool = True) -> Decimal:
    """Of so many hours served, those that count. `trained`: the training that the pack asks for was finished before."""
    if rule is None:
        return hours
    if rule.after_training and not trained:
        return Decimal(0)
    minutes = _minutes(hours)
    if rule.least_minutes is not None and minutes < rule.least_minutes:
        return Decimal(rule.least_minutes) / _HOUR if rule.below_least == "as_least" else Decimal(0)
    if rule.round_minutes is None:
        return hours
    steps = (minutes / rule.round_minutes).to_integral_value(_ROUNDINGS[rule.rounding])
    rounded = steps * rule.round_minutes
    return hours if rounded == minutes else rounded / _HOUR


def _minutes(hours: Decimal) -> Decimal:
    """Whole minutes: hours are kept with two decimals, so twenty minutes come as 0.33."""
    return (hours * _HOUR).to_integral_value(ROUND_HALF_UP)


def why_otherwise(rule: Counting, hours: Decimal, *, trained: bool) -> str:
    """Why other hours count than were served, in words; empty where they are the same."""
    counts = counted_hours(rule, hours, trained=trained)
    if counts == hours:
        return ""
    told = f"这次 {hours_in_words(hours)}，"
    if rule.after_training and not trained:
        return f"{told}培训以前的服务不计时长"
    least = rule.least_minutes
    if least is not None and _minutes(hours) < least:
        return f"{told}不足 {least} 分钟，" + (f"按 {least} 分钟计" if counts else "不计时长")
    return f"{told}按 {rule.round_minutes} 分钟取整"

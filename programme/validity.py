"""How long the document of a pack itself holds (S10.13), and when staff are told that it ends."""

from datetime import date, timedelta

from programme.packs.model import RulePack
from programme.spans import written_day


def told_from(pack: RulePack) -> date | None:
    """The day from which staff are told that the document ends; None where its end is not known."""
    rule = pack.validity
    return rule.until - timedelta(days=rule.tell_days) if rule and rule.until else None


def ending(pack: RulePack, today: date) -> str:
    """«《…办法》第二十条写的有效期到 9月30日 周三，当天还有效» in the time before the end, and after it that it is over; else nothing."""
    rule, day = pack.validity, told_from(pack)
    if rule is None or rule.until is None or day is None or today < day:
        return ""
    until = written_day(rule.until, today)
    if today > rule.until:
        return f"{rule.clause}写的有效期到 {until}，已经满了：有新办法就换规则包，没有的请定怎么办。"
    return f"{rule.clause}写的有效期到 {until}，当天还有效：有新办法要提前换规则包。"

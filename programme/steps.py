"""Who owns a step: the level that the pack names, and which level acts while nobody of it is there.

Levels are counted as the digits that a jurisdiction shares with what lies in it: country 0, province 2, city 4, county 6.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice

from programme.errors import Refused
from programme.jurisdiction import prefix
from programme.packs.model import RulePack
from programme.packs.offices import Kind, Level, Office, Step
from programme.workdays import Calendar, is_working

DIGITS = {"country": 0, "province": 2, "city": 4, "county": 6}
NAMES = {0: "国家级", 2: "省级", 4: "市级", 6: "县级"}
RIGHTS: dict[Step, str] = {
    "file": "recommend",
    "review": "review",
    "publish": "review",
    "certify": "review",
    "assess": "revoke",
    "warn": "issue_warning",
    "revoke": "revoke",
    "renew": "decide_renewal",
    "objection": "decide_objection",
    "appeal": "decide_appeal",
}
"""The right of the table of authority that a step takes."""


DEFAULT: dict[Step, Office] = {"file": "any"}
"""Where a pack does not say; all else is the issuing body's."""


@dataclass(frozen=True)
class Owner:
    """Which level a step belongs to, which one does it now, and the clause. `acts` is below `owns` only where nobody is at or above it."""

    owns: int
    acts: int
    clause: str

    @property
    def stands_in(self) -> bool:
        """A lower level acts, since nobody of the owning one or above is there."""
        return self.acts > self.owns

    @property
    def in_words(self) -> str:
        """What the file of a decision says of it; empty where the owner, or a level above, acts."""
        return f"系统里没有{NAMES[self.owns]}的工作人员，由{NAMES[self.acts]}代办。" if self.stands_in else ""


def level_of(jurisdiction: str | None) -> int:
    """The level of an office; below all where there is none."""
    return len(prefix(jurisdiction)) if jurisdiction is not None else max(NAMES) + 1


def owner(
    pack: RulePack, kind: Kind, step: Step, present: Collection[int], *, reviewed_by: Level | None = None
) -> Owner | None:
    """The owner of a step; None where whoever has the right may do it. `present`: the levels around the place with somebody who
    has it; `reviewed_by`: the level that an application waits for.
    """
    rule = pack.rules(kind).steps
    named = reviewed_by if step == "review" else getattr(rule, step) if rule else DEFAULT.get(step, "centre")
    if named is None or named == "any":
        return None
    owns = len(prefix(pack.region)) if named == "centre" else DIGITS[named]
    cited = rule.clause if rule and step != "review" else pack.rules(kind).review.clause
    return Owner(owns, _acting(owns, present), cited.split("；")[0])


def require(office: int, found: Owner, *, overdue: bool = False) -> None:
    """Refused «wrong_level» where the step is another level's; one above may do what has waited for too long."""
    if office == found.acts or (overdue and office < found.acts):
        return
    who = NAMES[found.acts]
    raise Refused("wrong_level", f"这一步由{who}来办，{_instead(office, found)}。", found.clause)


def is_overdue(pack: RulePack, since: date, today: date, calendar: Calendar) -> bool:
    """Whether something has waited for its owner longer than the pack gives."""
    return today >= overdue_on(pack, since, calendar)


def overdue_on(pack: RulePack, since: date, calendar: Calendar) -> date:
    """The first day on which it has: the working day after so many, the first of them not counted."""
    after = (since + timedelta(days=n) for n in count(1))
    working = (day for day in after if is_working(day, calendar))
    return next(islice(working, pack.deciding.escalate_days, None))


def _acting(owns: int, present: Collection[int]) -> int:
    """The owner; else the nearest level above it; else the highest below, which acts for it."""
    if owns in present:
        return owns
    above = [level for level in present if level < owns]
    return max(above) if above else min(present, default=owns)


def _instead(office: int, found: Owner) -> str:
    if office < found.acts:
        return f"{NAMES[office]}看得到，等久了没办的再接手"
    return f"{NAMES.get(office, '您这里')}看得到，办不了"

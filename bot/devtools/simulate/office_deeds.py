"""How an officer of the sample world sees to a line of the list: by the deed that ends it, else it is put off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from actions.applications.review import review
from actions.needs.unserved import cannot_serve
from actions.offers.pair import assign_expert
from actions.offers.replace import ask_others
from actions.offers.suggest import suggest_of_any_field
from actions.refusal import Refused
from actions.reports.nudge import press_for_application, press_for_service
from actions.staff.put_off import PLACES, put_off
from actions.titles.renew import decide_renewal
from actions.titles.warn import decide_warning, lift_warning
from programme.packs import RulePack
from storage.queries.needs import get_need
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork

LATER = timedelta(days=30)
"""What an officer can do nothing more about is looked at again then."""
WARNS_OF = 2
"""Of so many warnings one is given."""
Deed = Callable[[UnitOfWork, Speaker, int, RulePack, datetime], object]


def see_to(work: UnitOfWork, staff: Speaker, what: str, key: int, rules: RulePack, now: datetime) -> None:
    """End it where that can be done; what was done already or cannot be, is put off."""
    try:
        with work.part() as part:
            _DEEDS.get(what, _put_off(what))(part, staff, key, rules, now)
    except Refused:
        _put_off(what)(work, staff, key, rules, now)


def _need(work: UnitOfWork, staff: Speaker, key: int, rules: RulePack, now: datetime) -> None:
    """The next one who may know the matter is asked; where nobody is left, the firm is told no."""
    found = suggest_of_any_field(work, get_need(work, key), now, 1)
    if found:
        assign_expert(work, staff, key, found[0].expert_id, rules, now)
    else:
        cannot_serve(work, staff, key, "这里没有这方面的专家", now)


def _warning(work: UnitOfWork, staff: Speaker, key: int, rules: RulePack, now: datetime) -> None:
    decide_warning(work, staff, key, "withhold" if key % WARNS_OF else "issue", "", rules, now)


def _unserved(work: UnitOfWork, staff: Speaker, key: int, rules: RulePack, now: datetime) -> None:
    press_for_service(work, staff, key, rules, now)
    put_off(work, staff, "unserved", key, (now + LATER / 2).date(), now)


def _returned(work: UnitOfWork, staff: Speaker, key: int, rules: RulePack, now: datetime) -> None:
    press_for_application(work, staff, key, now)
    put_off(work, staff, "returned", key, (now + LATER).date(), now)


def _put_off(what: str) -> Deed:
    def deed(work: UnitOfWork, staff: Speaker, key: int, rules: RulePack, now: datetime) -> None:
        if what in PLACES:
            put_off(work, staff, what, key, (now + LATER).date(), now)

    return deed


_DEEDS: Mapping[str, Deed] = {
    "need": _need,
    "application": lambda work, staff, key, rules, now: review(work, staff, key, "pass", "", rules, now),
    "warning": _warning,
    "lift": lambda work, staff, key, rules, now: lift_warning(work, staff, key, "已补报", rules, now),
    "renewal": lambda work, staff, key, rules, now: decide_renewal(work, staff, key, "agree", "", rules, now),
    "left_behind": lambda work, staff, key, rules, now: ask_others(work, staff, key, rules, now),
    "unserved": _unserved,
    "returned": _returned,
}

"""A need of which nobody's own words name anything: its firm says what it is about, and experts are looked for once more."""

from __future__ import annotations

from datetime import datetime

from actions.audit import note
from actions.needs.change import access_need_to_change
from actions.offers.ask import offer_next
from programme.packs import RulePack
from storage.queries.needs import ADDITION
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork


def narrow_need(
    work: UnitOfWork, speaker: Speaker, need_id: int, words: str, rules: RulePack, now: datetime
) -> int:
    """Add what it is about, and return how many experts are asked now. Refused «not_yours», «too_late».

    Where somebody has been asked meanwhile, nobody else is.
    """
    need = access_need_to_change(work, speaker, need_id)
    need.text = f"{need.text}{ADDITION}{words}"
    note(work, "add_to_need", "need", need.id, speaker.person_id, now)
    if need.state != "unanswered":
        return 0
    need.state = "open"
    work.flush()
    return offer_next(work, need, rules, now, asker_listens=True)

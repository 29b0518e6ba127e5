"""Money that was taken for a service is given back (S6.7): kept with its complaint, and told to whoever complained."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal

from actions.audit import note
from actions.complaints.access import access_complaint
from actions.complaints.notices import Repaid
from actions.notify import Addressed, notify
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork

_SUM = re.compile(r"(\d+(?:\.\d{1,2})?)\s*(万)?")
MOST = Decimal(10_000_000)
"""Yuan."""


def record_repayment(work: UnitOfWork, speaker: Speaker, case_id: int, words: str, now: datetime) -> Decimal:
    """Keep how much was given back; return it, in yuan.

    Refused «no_fee» where the complaint is not about a fee and found true, «no_sum» where the words name no sum, «repaid».
    """
    case = access_complaint(work, speaker, case_id, words)
    if case.about != "fee" or case.state not in ("upheld", "referred"):
        raise Refused("no_fee", "只有查实了的收费投诉才记退款。")
    if case.repaid_at is not None:
        raise Refused("repaid", f"{case.id} 号投诉的退款已经记过了。")
    found = _SUM.search(words)
    amount = Decimal(found[1]) * (10_000 if found[2] else 1) if found else Decimal(0)
    if not 0 < amount <= MOST:
        raise Refused("no_sum", "退了多少钱？写个数，比如「800 元」。")
    case.sum, case.repaid_at = amount, now
    notify(work, [Addressed(case.person_id, Repaid(case.id), f"repaid:{case.id}")], now)
    note(work, "record_repayment", "case", case.id, speaker.person_id, now, sum=str(amount))
    return amount

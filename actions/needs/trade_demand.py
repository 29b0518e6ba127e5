"""行业诉求 (S10.10, HB 6(2)): what a station hears from a whole trade, before the centre, with the firms behind it."""

from __future__ import annotations

from datetime import datetime

from actions.access import require_work
from actions.complaints.cases import ask_office
from programme.cases import TRADE_DEMAND
from storage.queries.people.speakers import Speaker
from storage.tables import TradeDemand
from storage.unit_of_work import UnitOfWork


def tell_demand(work: UnitOfWork, speaker: Speaker, trade: str, text: str, firms: int, now: datetime) -> int:
    """Bring it before the staff of the station's place, who answer it; return the case's number."""
    require_work(speaker)
    assert speaker.station_id is not None
    case = ask_office(work, speaker, TRADE_DEMAND, text, speaker.station_region, now)
    work.session.add(TradeDemand(case_id=case, station_id=speaker.station_id, trade=trade, firms=firms))
    return case

"""A firm's trade (S10.10): read from its name and its needs, asked for once, and told anew whenever somebody likes."""

from __future__ import annotations

from datetime import datetime

from actions.audit import note
from actions.offers.access import access_enterprise
from language.industries import trade_of_name, trade_told
from storage.queries.people.speakers import Speaker
from storage.tables import Enterprise
from storage.unit_of_work import UnitOfWork


def learn_trade(work: UnitOfWork, enterprise_id: int, text: str) -> None:
    """Keep the trade that a need tells, else the firm's name, where none is known yet."""
    firm = work.session.get_one(Enterprise, enterprise_id)
    if firm.trade is None:
        firm.trade = trade_told(text) or trade_of_name(firm.name)


def ask_trade(work: UnitOfWork, speaker: Speaker) -> bool:
    """Whether the speaker's firm is to be asked for its trade now: once, where it could not be read."""
    if speaker.enterprise_id is None:
        return False
    firm = work.session.get_one(Enterprise, speaker.enterprise_id)
    asks = firm.trade is None and not firm.trade_asked
    firm.trade_asked = True
    return asks


def tell_trade(work: UnitOfWork, speaker: Speaker, trade: str, now: datetime) -> None:
    """The firm's own word, a section of `language.industries`, stands over what was read. Refused «no_enterprise»."""
    firm = work.session.get_one(Enterprise, access_enterprise(speaker))
    firm.trade, firm.trade_asked = trade, True
    note(work, "tell_trade", "enterprise", firm.id, speaker.person_id, now, trade=trade)

"""Delivery of old notices: the same words and columns as `bot.delivery.due`, in a quarter of the time.

There is nobody to recheck for or to protect from a failing notice, so the savepoint, the lock and
the queries per notice are spared: half a year's mail would take a second more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, select, update

from handlers.engine.catalogue import catalogue
from handlers.engine.context import ConversationContext
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.tables import Account, Dialogue, Outbox
from storage.unit_of_work import UnitOfWork


class NoticeReader:
    """Brings people what waits for them, and in the end notes that they have read it all."""

    def __init__(self, work: UnitOfWork, speakers: Mapping[int, Speaker], rules: RulePack) -> None:
        self._work, self._speakers, self._rules = work, speakers, rules
        self._lines: Counter[int] = Counter()
        accounts = work.session.scalars(select(Account)).all()
        self._accounts = {account.person_id: account.id for account in accounts}

    def bring(self, now: datetime) -> None:
        """Put what waits into words and hand it out."""
        if not self._work.pending_delivery:
            return
        waiting = select(Outbox).where(Outbox.state == "queued").order_by(Outbox.id)
        for notice in self._work.session.scalars(waiting).all():
            self._hand_out(notice, now)
        self._work.pending_delivery.clear()

    def all_read(self) -> None:
        """Everybody has seen what they were shown."""
        if self._lines:
            newest = update(Dialogue).where(Dialogue.person_id == bindparam("person"))
            self._work.connection.execute(
                newest.values(last_seq=bindparam("lines"), seen_seq=bindparam("lines")),
                [{"person": person, "lines": lines} for person, lines in self._lines.items()],
            )

    def _hand_out(self, notice: Outbox, now: datetime) -> None:
        person = notice.person_id
        talk = ConversationContext(self._work, self._speakers[person], now, self._rules)
        reply = catalogue().notices[notice.kind].show(talk, notice.facts)
        if reply is None:
            notice.state, notice.reason = "dropped", "pointless"
            return
        self._lines[person] += 1
        notice.state, notice.sent_at, notice.shown = "sent", now, reply.to_json()
        notice.seq, notice.account_id = self._lines[person], self._accounts[person]

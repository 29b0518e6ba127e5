"""People on Telegram who tell of a need step by step, and write on only once they were answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, case, func, select

from bot.devtools.fakes.telegram import FakeTelegram
from storage.queries.delivery.due import WAITING
from storage.tables import Account, Inbox, Need, Outbox

COUNTIES = (("赤坎区", "440802"), ("霞山区", "440803"), ("坡头区", "440804"), ("麻章区", "440811"))
WAYS = ("线上", "上门")


@dataclass(slots=True)
class Teller:
    """One person with a need of their own, by which what was kept can be known as theirs."""

    number: int
    said: int = 0
    update: dict[str, Any] | None = field(default=None)

    @property
    def user(self) -> int:
        return 5001 + self.number

    @property
    def text(self) -> str:
        return f"第{self.number}家客户拖欠货款，想起诉"

    @property
    def region(self) -> tuple[str, str]:
        return COUNTIES[self.number % len(COUNTIES)]

    @property
    def way(self) -> str:
        return WAYS[self.number // len(COUNTIES) % len(WAYS)]

    @property
    def lines(self) -> tuple[str, ...]:
        """What is said, one after the other."""
        return ("发布需求", self.text, "法律", f"不对，是{self.region[0]}", "修改", "方式", self.way, "确认")

    @property
    def is_done(self) -> bool:
        return self.said == len(self.lines) and self.update is None

    def say(self, fake: FakeTelegram) -> dict[str, Any]:
        """The next line, as an update that Telegram has."""
        self.update = fake.update_of(self.user, self.lines[self.said])
        self.said += 1
        return self.update


def answered(engine: Engine, keys: list[str]) -> set[str]:
    """Of these messages, those all of whose answers are out."""
    waiting = func.sum(case((Outbox.state.in_(WAITING), 1), else_=0))
    found = select(Inbox.external_id).join(Outbox, Outbox.inbox_id == Inbox.id).group_by(Inbox.id)
    found = found.where(Inbox.channel == "telegram", Inbox.external_id.in_(keys))
    with engine.connect() as connection:
        return set(connection.execute(found.having(waiting == 0)).scalars())


def reckon(engine: Engine, fake: FakeTelegram, begun: list[Teller]) -> dict[str, Any]:
    """What came of everything that these people said.

    lost: a message without an answer that arrived, a person without their need. doubled: a need, or a message
    taken, more than once. wrong: a need that is not as it was told. repeated: answers that came a second time,
    since Telegram has no key to know them by: promised not to be lost, not to be single.
    """
    said = sum(one.said for one in begun)
    with engine.connect() as connection:
        needs = connection.execute(_NEEDS).all()
        answers = Counter(dict(connection.execute(_ANSWERS).all()))
        taken = connection.execute(select(func.count()).select_from(Inbox)).scalar_one()
    engine.dispose()
    of = Counter(row.external_id for row in needs)
    told = {(str(one.user), one.text, "law", one.region[1]) for one in begun}
    shown = {str(one.user): len(fake.shown(one.user)) for one in begun}
    return {
        "people": len(begun),
        "messages": said,
        "taken": taken,
        "lost": max(said - taken, 0)
        + sum(not of[str(one.user)] for one in begun)
        + sum(max(answers[user] - shown[user], 0) for user in shown),
        "doubled": max(taken - said, 0) + sum(count - 1 for count in of.values()),
        "wrong": sum(tuple(row)[:4] not in told for row in needs),
        "repeated": sum(max(shown[user] - answers[user], 0) for user in shown),
    }


_NEEDS = (
    select(Account.external_id, Need.text, Need.domain, Need.region)
    .join(Account, Account.person_id == Need.person_id)
    .where(Account.channel == "telegram")
)
_ANSWERS = (
    select(Account.external_id, func.count())
    .join(Outbox, Outbox.account_id == Account.id)
    .where(Account.channel == "telegram", Outbox.state == "sent")
    .group_by(Account.external_id)
)

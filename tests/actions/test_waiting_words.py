"""Random lives of firms that wait, lived through the application: no silence past the limit, no word after the matter moved."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.clock import SHANGHAI
from bot.devtools.replay.talk import Replay
from programme.workdays import is_working
from storage.tables import Need, Outbox
from tests import newest

FIRMS = ("海鲜加工厂", "水果批发部", "家具厂", "饮料厂")
BEGIN = datetime(2026, 9, 21, 9, 5, tzinfo=SHANGHAI)
"""The holidays of October lie in the lives."""
DAYS = 40
LIMIT = 8


def life(chance: Random) -> list[tuple[int, str, str]]:
    """What happens, each with the hour at which it does: firms tell their needs, and some take them back."""
    events = []
    for firm in FIRMS:
        told = chance.randrange(0, 10 * 24)
        events += [(told, firm, "想注册一个商标，怕别人抢注"), (told, firm, "确认")]
        back = told + chance.randrange(1, 40 * 24)
        events += [(back, firm, "撤回"), (back, firm, "确认")] if back < DAYS * 24 else []
    return sorted(events, key=lambda event: event[0])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nobody_waits_in_silence_and_nobody_hears_of_what_is_over(seed: int, tmp_path: Path) -> None:
    people = {
        name: {"role": "enterprise", "enterprise": f"湛江蓝湾{name}", "region": "440802"} for name in FIRMS
    }
    talk: dict[str, Any] = {"at": f"{BEGIN:%Y-%m-%d %H:%M}", "people": people, "talk": []}
    replay, hour = Replay(talk, newest.sqlite(tmp_path / "yiqi.db")), 0
    ended: dict[str, datetime] = {}
    try:
        for at, firm, text in life(Random(seed)):
            if at > hour:
                replay.step("wait", f"{at - hour}h")
            hour = max(at, hour)
            replay.step(firm, text)
            if text == "撤回":
                ended[firm] = replay.clock.now()
        replay.step("wait", f"{DAYS * 24 - hour}h")
        lives = [(replay.players[firm].person_id, ended.get(firm, replay.clock.now())) for firm in FIRMS]
        assert sum(_words_checked(replay, person, over) for person, over in lives) >= len(FIRMS)
        assert _withdrawn(replay) == len(ended)
    finally:
        replay.close()


def _words_checked(replay: Replay, person: int, over: datetime) -> int:
    """How many words a firm had, none of them late or after the end."""
    with replay.app.database.read() as connection:
        told = connection.execute(select(Need.created_at).where(Need.person_id == person)).scalar_one()
        sent = select(Outbox.sent_at).where(Outbox.person_id == person, Outbox.kind == "need_waits")
        words = sorted(at for at in connection.execute(sent.where(Outbox.state == "sent")).scalars() if at)
    assert all(at <= over for at in words)
    days = [at.astimezone(SHANGHAI).date() for at in (told, *words, over)]
    assert all(_awake(before, after) <= LIMIT for before, after in pairwise(days))
    return len(words)


def _withdrawn(replay: Replay) -> int:
    with replay.app.database.read() as connection:
        return connection.execute(select(func.count()).where(Need.state == "withdrawn")).scalar_one()


def _awake(before: date, after: date) -> int:
    """Days after the one and up to the other that are no rest days."""
    return sum(is_working(before + timedelta(days=n)) for n in range(1, (after - before).days + 1))

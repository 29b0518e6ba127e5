"""`yiqi staff add`: the first administrator, who adds the others in the chat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from actions.audit import note
from actions.people.bind import new_code
from actions.staff.members import enter_staff
from bot import settings
from bot.clock import SystemClock
from language import regions
from storage.engine import make_engine
from storage.migrate import upgrade
from storage.unit_of_work import UnitOfWork

WHOLE_COUNTRY = "000000"
Say = Callable[[str], None]


def add(name: str, region: str, roles: Sequence[str], file: Path | None, say: Say) -> int:
    """Write the entry and say the code by which the colleague comes in; 1 where there is no such region."""
    if region != WHOLE_COUNTRY and region not in regions.names():
        say(f"没有这个行政区划代码：{region}，要像 440800（湛江市）。")
        return 1
    engine, now = make_engine(settings.load(file).database), SystemClock().now()
    upgrade(engine)
    with engine.begin() as connection, UnitOfWork(connection).part() as work:
        person = enter_staff(work, name, region, roles, now)
        note(work, "add_staff", "person", person, None, now, roles=list(roles), jurisdiction=region)
        code = new_code(work, person, person, now)
    say(f"已增加{name}。请本人在聊天里发来（10 分钟内有效）：\n绑定 {code}")
    return 0

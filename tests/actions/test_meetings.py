"""Random lives of one appointment: nobody is reminded of what was cancelled, moved or given back, and of what stands both are."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.clock import SHANGHAI
from bot.devtools.replay.talk import Replay
from storage.tables import Appointment, Outbox
from tests import newest

FIRM, EXPERT = "张厂长", "李律师"
PEOPLE = {
    FIRM: {"role": "enterprise", "enterprise": "湛江蓝湾海鲜加工厂", "region": "440802"},
    EXPERT: {"role": "expert", "domains": ["law"], "region": "440802"},
}
DEEDS = {
    "firm proposes": ((FIRM, "跟律师说{day}下午三点到厂里"),),
    "expert proposes": ((EXPERT, "跟厂长说{day}上午十点过去"),),
    "firm agrees": ((FIRM, "行"),),
    "expert agrees": ((EXPERT, "行"),),
    "firm cancels": ((FIRM, "取消约定"), (FIRM, "确认")),
    "expert cancels": ((EXPERT, "取消约定"), (EXPERT, "确认")),
    "expert gives back": ((EXPERT, "退单"), (EXPERT, "确认")),
}
LIVES = st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(0, 40)), min_size=2, max_size=7)


@settings(max_examples=6, deadline=None)
@given(LIVES)
def test_nobody_is_reminded_of_what_is_off(life: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        talk = {"at": "2026-03-02 09:00", "people": PEOPLE, "talk": []}
        replay = Replay(talk, newest.sqlite(Path(folder) / "yiqi.db"))
        try:
            _check(replay, _lived(replay, life))
        finally:
            replay.close()


def _lived(replay: Replay, life: list[tuple[str, int]]) -> list[object]:
    """Live it; when the need was given back."""
    back: list[object] = []
    for who, text in ((FIRM, "供应商拖欠货款，合同纠纷，想找律师问问"), (FIRM, "确认"), (EXPERT, "接受")):
        replay.step(who, text)
    for deed, hours in life:
        day = replay.clock.now() + timedelta(days=2)
        for who, text in DEEDS[deed]:
            replay.step(who, text.format(day=f"{day.month}月{day.day}日"))
        back += [replay.clock.now()] if deed == "expert gives back" else []
        if hours:
            replay.step("wait", f"{hours}h")
    replay.step("wait", "72h")
    return back


def _check(replay: Replay, back: list[object]) -> None:
    with replay.app.database.read() as connection:
        rows = connection.execute(select(Appointment)).all()
        sent = connection.execute(
            select(Outbox.facts, Outbox.sent_at, Outbox.person_id).where(
                Outbox.kind == "meeting_near", Outbox.state == "sent"
            )
        ).all()
    for one in rows:
        over = [one.answered_at] if one.state in ("moved", "cancelled") else []
        over += [at for at in back if at > one.created_at]
        told = [(at, person) for facts, at, person in sent if facts["meeting"] == one.id]
        assert one.state != "proposed" or not told
        assert all(at <= min([*over, one.starts_at]) for at, _ in told)
        if one.state == "agreed" and not over:
            assert {person for _, person in told} == {replay.players[who].person_id for who in PEOPLE}
            assert len(told) <= 4
            starts = one.starts_at.astimezone(SHANGHAI)
            assert all(at >= (starts - timedelta(days=1)).replace(hour=17, minute=0) for at, _ in told)

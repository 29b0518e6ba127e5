"""Random lives of a chat: what one side writes reaches the other once and nobody else, and nothing that was taken back."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.devtools.replay.talk import Replay
from storage.tables import ChatLine, Need, Outbox, ServiceChat
from tests import newest

FIRM, EXPERT, STRANGER = "张厂长", "李律师", "王律师"
PEOPLE = {
    FIRM: {"role": "enterprise", "enterprise": "湛江蓝湾海鲜加工厂", "region": "440802"},
    EXPERT: {"role": "expert", "domains": ["law"], "region": "440802"},
    STRANGER: {"role": "expert", "domains": ["tax"], "region": "440803"},
}
DEEDS = {
    "firm comes in": ((FIRM, "在这里聊"),),
    "expert comes in": ((EXPERT, "在这里聊"),),
    "firm writes": ((FIRM, "第{n}份合同找到了"),),
    "expert writes": ((EXPERT, "第{n}份合同我看过了"),),
    "firm has it passed on": ((FIRM, "跟律师说第{n}份合同在财务那里"),),
    "firm takes back": ((FIRM, "撤回这句"),),
    "firm ends": ((FIRM, "结束聊天"),),
    "expert ends": ((EXPERT, "结束聊天"),),
    "expert gives back": ((EXPERT, "退单"), (EXPERT, "确认")),
}
LIVES = st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(0, 14)), min_size=3, max_size=9)


@settings(max_examples=8, deadline=None)
@given(LIVES)
def test_words_reach_the_other_side_once(life: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        talk = {"at": "2026-03-02 09:00", "people": PEOPLE, "talk": []}
        replay = Replay(talk, newest.sqlite(Path(folder) / "yiqi.db"))
        try:
            _live(replay, life)
            _check(replay)
        finally:
            replay.close()


def test_what_was_taken_back_unseen_stands_in_no_message_any_more(tmp_path: Path) -> None:
    talk = {"at": "2026-03-02 09:00", "people": PEOPLE, "talk": []}
    replay = Replay(talk, newest.sqlite(tmp_path / "yiqi.db"))
    try:
        _live(replay, [("firm comes in", 0), ("firm writes", 0), ("firm takes back", 0)])
        with replay.app.database.read() as connection:
            told = connection.execute(select(Outbox).where(Outbox.kind == "chat_said")).one()
        assert (told.state, told.shown) == ("dropped", None)
    finally:
        replay.close()


def _live(replay: Replay, life: list[tuple[str, int]]) -> None:
    for who, text in ((FIRM, "供应商拖欠货款，合同纠纷，想找律师问问"), (FIRM, "确认"), (EXPERT, "接受")):
        replay.step(who, text)
    for n, (deed, hours) in enumerate(life, 1):
        for who, text in DEEDS[deed]:
            replay.step(who, text.format(n=n))
        if hours:
            replay.step("wait", f"{hours}h")


def _check(replay: Replay) -> None:
    persons = {name: replay.players[name].person_id for name in PEOPLE}
    with replay.app.database.read() as connection:
        lines = connection.execute(select(ChatLine)).all()
        chats = {row.id: row for row in connection.execute(select(ServiceChat))}
        need = connection.execute(select(Need)).one()
        told = connection.execute(select(Outbox).where(Outbox.kind == "chat_said")).all()
    for line in lines:
        other = persons[FIRM if line.by_expert else EXPERT]
        own = [one for one in told if one.facts["line"] == line.id]
        assert [one.person_id for one in own] == [other]
        shown = [one for one in own if one.state == "sent"]
        assert not (line.taken_back and (shown or line.text))
        chat = chats[line.chat_id]
        assert chat.opened_at <= line.said_at <= (chat.ended_at or line.said_at)
        assert (chat.need_id, chat.expert_id) == (need.id, need.expert_id or chat.expert_id)
    assert persons[STRANGER] not in {one.person_id for one in told}
    moments = [one.sent_at for one in sorted(told, key=lambda one: one.id) if one.state == "sent"]
    assert moments == sorted(moments)

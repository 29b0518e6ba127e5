"""A reply survives storage, and reads as plain text."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from handlers.message import Attachment, Card, Choice, Link, Reply, Row

words = st.text(max_size=8)
rows = st.builds(Row, words, words, st.sampled_from(["", "inferred", "changed"]))
replies = st.builds(
    Reply,
    words,
    st.none() | st.builds(Card, words, st.lists(rows, max_size=3).map(tuple)),
    st.lists(st.builds(Choice, words, words), max_size=3).map(tuple),
    st.lists(st.builds(Attachment, words, words, st.integers(0, 9)), max_size=2).map(tuple),
    st.sampled_from(["", "phone", "place"]),
    words,
    st.lists(st.builds(Link, words, words), max_size=2).map(tuple),
)


@given(replies)
def test_what_is_stored_comes_back(reply: Reply) -> None:
    assert Reply.from_json(json.loads(json.dumps(reply.to_json()))) == reply


def test_empty_parts_are_not_stored() -> None:
    assert Reply().to_json() == {}
    assert Reply("好", room="r").to_json() == {"text": "好", "room": "r"}


def test_all_that_a_person_sees_as_text() -> None:
    card = Card(
        "日记", (Row("时长", "2 小时", "changed"), Row("领域", "法律", "inferred"), Row("内容", "合同"))
    )
    reply = Reply("请看", card, (Choice("确认", "f:1:confirm"),), links=(Link("材料 1", "papers/1/1"),))
    assert reply.plain() == (
        "请看\n【日记】\n时长：2 小时（已修改）\n领域：法律（我补的）\n内容：合同\n材料 1（在网页对话里打开）"
    )
    assert Reply(card=Card("空", ())).plain() == "【空】"

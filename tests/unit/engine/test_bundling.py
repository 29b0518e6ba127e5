"""Several reminders as one message."""

from __future__ import annotations

from handlers.message import Choice, Reply
from handlers.rendering.bundling import bundle

DIARY = Choice("记日记", "s:diary")


def _offer(number: int) -> Choice:
    return Choice("接受", f"p:offer:{number}:answer=accept")


def test_choices_of_one_name_are_told_apart_and_equal_ones_stand_once() -> None:
    together = bundle([Reply("甲", choices=(_offer(1), DIARY)), Reply("乙", choices=(_offer(2), DIARY))])
    assert [choice.label for choice in together.choices] == ["接受", "记日记", "接受（第 2 件）"]
    assert together.choices[-1].token == _offer(2).token
    assert together.text == "2 件事：\n1. 甲\n2. 乙"


def test_one_alone_stays_as_it_is() -> None:
    alone = Reply("甲", choices=(DIARY,))
    assert bundle([alone]) is alone

"""A sum that a need puts right in the same breath is changed where it stands."""

from __future__ import annotations

import pytest

from handlers.engine.said_last import words_last


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "老客户欠我们十二万货款一年多了 不对是十二万六 有对账单 能不能起诉",
            "老客户欠我们十二万六货款一年多了 有对账单 能不能起诉",
        ),
        ("客户欠我们八万 不对 九万", "客户欠我们九万"),
        ("想请会计，不对，想请律师", "想请律师"),
    ],
)
def test_the_rest_of_the_sentence_stays(text: str, kept: str) -> None:
    assert words_last(text) == kept

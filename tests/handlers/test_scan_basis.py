"""On which ground papers of people are kept with a scan: a no beside the consent is none."""

from __future__ import annotations

from typing import cast

import pytest

from handlers.conversations.staff.scans import KEEP_SCAN
from handlers.engine.context import ConversationContext


@pytest.mark.parametrize(
    ("said", "basis"),
    [
        ("没有", "nobodys"),
        ("没有个人证件", "nobodys"),
        ("都没有的。", "nobodys"),
        ("本人都签了同意书", "consent"),
        ("都单独同意过", "consent"),
        ("有的，都同意过了", "consent"),
        ("没问题，都同意了", "consent"),
        ("没有同意过", "unasked"),
        ("不是都同意了", "unasked"),
        ("有人同意了有人没有", "unasked"),
        ("没签同意书", "unasked"),
        ("有的同意了", "unasked"),
        ("部分人签了", "unasked"),
        ("未签同意书", "unasked"),
        ("都同意了，还差两位", "unasked"),
        ("还没问过", "unasked"),
        ("不清楚", "unasked"),
        ("看看再说", None),
    ],
)
def test_consent_is_only_what_no_word_takes_back(said: str, basis: str | None) -> None:
    slot = KEEP_SCAN.slot("basis")
    assert slot is not None
    assert slot.read is not None
    assert slot.read(cast(ConversationContext, None), said) == basis

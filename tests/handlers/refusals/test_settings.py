"""What is refused about settings: on the console alone, where it is read on the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.settings.change import put_back, settle
from handlers.engine.context import ConversationContext
from tests.handlers.refusals.scene import Scene, codes_of
from tests.handlers.refusals.test_console import AtTheDesk

WORDS = {"words": "盘库、对账"}


def _settle(talk: ConversationContext, name: str, words: str) -> None:
    admin = replace(talk.speaker, staff_roles=["admin"], jurisdiction=None)
    settle(talk.work, admin, name, "tax", {"words": words}, talk.now)


def _settle_twice(talk: ConversationContext) -> None:
    for _ in range(2):
        _settle(talk, "words", WORDS["words"])
        talk.work.flush()


TABLE = {
    "put back what was never changed": AtTheDesk(
        "no_setting", [], "没有这一项设置", lambda talk: put_back(talk.work, talk.speaker, 99, talk.now)
    ),
    "settled what there is not": AtTheDesk(
        "no_setting", [], "没有这一项设置", lambda talk: _settle(talk, "colour", "红")
    ),
    "settled as it is": AtTheDesk("same_setting", [], "没有改", _settle_twice),
    "a word of one character": AtTheDesk("bad_setting", [], "", lambda talk: _settle(talk, "words", "税")),
}


@pytest.mark.parametrize("name", TABLE)
def test_it_is_refused_and_nothing_kept(small_scene: Scene, name: str) -> None:
    TABLE[name].check(small_scene)


def test_every_refusal_has_its_row() -> None:
    assert codes_of("settings") <= {row.code for row in TABLE.values()}

"""Words of one's own are read without a release, and wrong ones are refused with the file's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.terminal.adapter import Terminal
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor, enter
from bot.devtools.opened import open_app
from bot.settings_files import VocabularyError, read_vocabulary
from tests import newest


def _file(folder: Path, text: str) -> Path:
    file = folder / "words.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_an_added_word_is_understood_in_a_talk(tmp_path: Path, clock: StoppedClock) -> None:
    words = _file(tmp_path, '[terms]\nlaw = ["拆伙扯皮"]\n[places]\n440803 = ["老码头"]\n')
    app = open_app(newest.sqlite(tmp_path / "yiqi.db"), clock=clock, vocabulary=str(words))
    owner = Actor("老板", "enterprise", "440802", enterprise="蓝湾海鲜加工厂")
    app.database.write(
        lambda work: enter(work, owner, [("terminal", "owner")], app.rules, clock.now())
    ).result()
    card = Terminal(app.inbound, "owner").say("老码头那边拆伙扯皮的事，帮我看看").replies[0].plain()
    app.close()
    assert "法律法规" in card
    assert "霞山区" in card


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[terms]\nlore = ["拆伙"]\n', "lore"),
        ('[places]\n999999 = ["老街"]\n', "999999"),
        ('[terms]\nlaw = "拆伙"\n', "law"),
        ("[terms\n", "words.toml"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(VocabularyError, match=said):
        read_vocabulary(_file(tmp_path, text))

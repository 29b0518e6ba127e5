"""The talks of the front door go on Telegram and on a 公众号 as they go in the web chat."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from bot.devtools.replay.files import on_channel, run
from tests import newest

TALKS = sorted((Path(__file__).parents[2] / "dialogues").glob("front-door-*.yaml"))


@pytest.mark.parametrize("channel", ["telegram", "wechat"])
@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.stem)
def test_the_talk_goes_on_this_channel_too(talk: Path, channel: str, tmp_path: Path) -> None:
    numbers = count()
    fresh = (newest.sqlite(tmp_path / f"{number}.db") for number in numbers)
    assert run(talk, lambda: next(fresh), on_channel(channel)) == []

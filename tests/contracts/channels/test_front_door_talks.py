"""The talks of the front door and of services go on Telegram and on a 公众号 as they go in the web chat.

What is understood and answered is the same on every channel and shown by the talks themselves; here the suite looks whether what
was said arrives: one in ten over one of the two, by turns. `make soak` takes each over both. Those of phones have a file of their own.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from bot.devtools.replay.files import on_channel, run
from tests import newest

KINDS = ("front-door-*.yaml", "open-card-*.yaml", "sent-*.yaml", "service-*.yaml", "truth-*.yaml")
TALKS = sorted(talk for kind in KINDS for talk in (Path(__file__).parents[2] / "dialogues").glob(kind))
CHANNELS = ("telegram", "wechat")
SOME = TALKS[::10]


@pytest.mark.parametrize(("place", "talk"), list(enumerate(SOME)), ids=[talk.stem for talk in SOME])
def test_the_talk_goes_on_another_channel_too(place: int, talk: Path, tmp_path: Path) -> None:
    _goes(talk, CHANNELS[place % len(CHANNELS)], tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.stem)
def test_the_talk_goes_on_either_channel(talk: Path, channel: str, tmp_path: Path) -> None:
    _goes(talk, channel, tmp_path)


def _goes(talk: Path, channel: str, folder: Path) -> None:
    numbers = count()
    fresh = (newest.sqlite(folder / f"{number}.db") for number in numbers)
    assert run(talk, lambda: next(fresh), on_channel(channel)) == []

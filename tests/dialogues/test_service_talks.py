"""The talks of a service, from taking it on to its end, and of a station's year go the same on Telegram and on a 公众号.

What is understood and answered is shown by the talks themselves, in the own chat; here the suite looks whether it arrives: each
over one of the two, by turns. `make soak` takes each over both.
"""

from __future__ import annotations

from itertools import count, cycle
from pathlib import Path

import pytest

from bot.devtools.replay.files import on_channel, run
from tests import newest

HERE = Path(__file__).parent
SERVICES = ("appointments", "my-services", "service-confirmed", "in-touch", "referral", "chat-photos")
STATIONS = (
    "activities-from-signup-to-diary",
    "activity-photos",
    "clinic-slots",
    "tasks-courses-campaigns-rooms",
    "station-collects-needs",
    "station-visits-firms",
    "station-people",
    "expert-turns-to-a-station",
    "station-own-experts",
    "contact-by-link",
    "training-before-service",
    "campaign-rules",
)
TALKS = (*SERVICES, *STATIONS)
CHANNELS = ("telegram", "wechat")


@pytest.mark.parametrize(("talk", "channel"), list(zip(TALKS, cycle(CHANNELS), strict=False)))
def test_the_talk_goes_the_same(talk: str, channel: str, tmp_path: Path) -> None:
    _goes(talk, channel, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("talk", TALKS)
def test_the_talk_goes_the_same_on_either(talk: str, channel: str, tmp_path: Path) -> None:
    _goes(talk, channel, tmp_path)


def _goes(talk: str, channel: str, folder: Path) -> None:
    numbers = count()
    database = lambda: newest.sqlite(folder / f"{next(numbers)}.db")  # noqa: E731  # a database for each talk
    assert run(HERE / f"{talk}.yaml", database, on_channel(channel)) == []

"""The talks of a service, from taking it on to its end, and of a station's year go the same on Telegram and on a 公众号."""

from __future__ import annotations

from itertools import count
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


@pytest.mark.parametrize("channel", ["telegram", "wechat"])
@pytest.mark.parametrize("talk", TALKS)
def test_the_talk_goes_the_same(channel: str, talk: str, tmp_path: Path) -> None:
    numbers = count()
    database = lambda: newest.sqlite(tmp_path / f"{next(numbers)}.db")  # noqa: E731  # a database for each talk
    assert run(HERE / f"{talk}.yaml", database, on_channel(channel)) == []

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
SERVICES = (
    "appointments",
    "my-services",
    "service-confirmed",
    "in-touch",
    "referral",
    "chat-photos",
    "sent-service-waits",
    "sent-service-without-end",
    "sent-firm-waits",
    "sent-applicant-waits",
    "service-times",
    "diary-after-nothing-was-solved",
    "rated-and-not-solved",
)
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
    "activity-told-in-one-breath",
    "event-facts-as-said",
    "event-corrected-again-and-again",
    "activity-posters",
    "activity-summary-and-money",
    "activities-experts-asked-to-speak",
    "activity-protected",
    "programme-protection",
    "station-archive",
    "major-event",
    "task-in-digest",
    "notice-to-whom",
    "notice-card",
    "front-door-staff-tells-many",
    "front-door-staff-activities",
    "activities-found-by-anybody",
)
TAPPED = ("chat-of-a-service", "rating-and-reminder", "focus-groups", "year-paper-remarked")
"""These go back to a choice of an older message, which is a tap; where a number is typed, it means the newest."""
TALKS = (*SERVICES, *STATIONS)
CHANNELS = ("telegram", "wechat")


@pytest.mark.parametrize(("talk", "channel"), list(zip(TALKS, cycle(CHANNELS), strict=False)))
def test_the_talk_goes_the_same(talk: str, channel: str, tmp_path: Path) -> None:
    _goes(talk, channel, tmp_path)


@pytest.mark.parametrize("talk", TAPPED)
def test_a_talk_of_taps_goes_the_same_where_there_are_buttons(talk: str, tmp_path: Path) -> None:
    _goes(talk, "telegram", tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("talk", TALKS)
def test_the_talk_goes_the_same_on_either(talk: str, channel: str, tmp_path: Path) -> None:
    _goes(talk, channel, tmp_path)


def _goes(talk: str, channel: str, folder: Path) -> None:
    numbers = count()
    database = lambda: newest.sqlite(folder / f"{next(numbers)}.db")  # noqa: E731  # a database for each talk
    assert run(HERE / f"{talk}.yaml", database, on_channel(channel)) == []

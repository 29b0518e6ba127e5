"""No figure of the national pack is said under a pack that has others: talks of the programme, replayed.

The suite replays one in four and those that must say the pack's own figures; `make soak` replays all.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import select

import programme.packs
from bot.devtools.replay.expectations import Mismatch, seen
from bot.devtools.replay.talk import Replay
from handlers.message import Reply
from storage.tables import Inbox, Outbox
from tests import newest

TALKS = Path(__file__).parents[1] / "dialogues"
NATIONAL = Path(programme.packs.__file__).parent / "national-2023.toml"
NAMES = sorted(
    file.stem for name in ("programme-*", "reminders-*", "digests*") for file in TALKS.glob(f"{name}.yaml")
)
OTHER = {
    'id = "national-2023"': 'id = "other-2030"',
    'after = "6 months"': 'after = "7 months"',
    "hours = 12\n": "hours = 13\n",
    "超过 12 小时": "超过 13 小时",
    "enterprises = 30": "enterprises = 31",
    "working_days = 5": "working_days = 6",
    "sme_years >= 5": "sme_years >= 7",
    "不少于 5 年": "不少于 7 年",
}
OWN_CONVENTIONS = """
[diaries]
clause = "YQ 日记"
undo_hours = 25
oldest_months = 18

[reminders]
clause = "YQ 提醒"
silence_days_left = [90, 30, 10]
shortage_months = [3, 6, 9]
year_end_days = 30
settled_days = 60
offer_minutes_left = 240
urgent_offer_minutes_left = 30
diary_days = [8, 16]
rating_days = 3
round_days_left = [8, 2]
paper_days_left = [14, 3]
"""
NATIONAL_FIGURES = re.compile(
    r"(?<![上下])半年|(?<!\d)(?:6个月|12小时|30家|5个工作日|5年(?:以上)?企业服务|不少于5年|(?:90|150|170)天没有|没有您的日记，(?:90|150|170)天|24小时内|超过24小时)|接下(?:7|14)天"
)
SPELT = {"十二小时": "12小时", "三十家": "30家", "六个月": "6个月", "五个工作日": "5个工作日"}
OWN_FIGURES = {
    "diary-take-back": ("25 小时内没有记过日记",),
    "programme-warning-lifted": ("满 7 个月没有活动和日记", "/13 小时", "/31 家"),
    "reminders-holders": ("没有您的日记，125 天", "/13 小时"),
    "reminders-services": ("接下 8 天", "接下 16 天", "6 个工作日"),
}
"""Talks in which the pack's own figures must be said."""


@dataclass(frozen=True)
class Played:
    """All that people said in a talk, and all that they were told."""

    heard: str
    said: list[str]


@pytest.fixture(scope="module")
def other_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The national pack with other figures, where a person would read them."""
    text = NATIONAL.read_text("utf-8")
    for old, new in OTHER.items():
        assert old in text, old
        text = text.replace(old, new)
    file = tmp_path_factory.mktemp("packs") / "other-2030.toml"
    file.write_text(text + OWN_CONVENTIONS, "utf-8")
    return file


@pytest.mark.parametrize("name", sorted({*OWN_FIGURES, *NAMES[::4]}))
def test_no_figure_of_another_pack_is_said(name: str, other_pack: Path, tmp_path: Path) -> None:
    _says_its_own(name, other_pack, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("name", NAMES)
def test_no_figure_of_another_pack_is_said_anywhere(name: str, other_pack: Path, tmp_path: Path) -> None:
    _says_its_own(name, other_pack, tmp_path)


def _says_its_own(name: str, other_pack: Path, tmp_path: Path) -> None:
    documents = yaml.safe_load_all((TALKS / f"{name}.yaml").read_text("utf-8"))
    talks = [talk for talk in documents if talk and talk.get("pack", "national-2023") == "national-2023"]
    together = ""
    for number, talk in enumerate(talks):
        played = _play(talk | {"pack": str(other_pack)}, newest.sqlite(tmp_path / f"{number}.db"))
        assert played.said
        said = "\n".join(played.said)
        assert _figures(said) <= _figures(played.heard), said
        together += said
    assert [figure for figure in OWN_FIGURES.get(name, ()) if figure not in together] == []


def test_the_common_questions_speak_of_the_pack(other_pack: Path, tmp_path: Path) -> None:
    talk: dict[str, Any] = {"at": "2026-03-02 09:00", "people": {"客": {"role": "guest"}}}
    talk |= {"pack": str(other_pack), "talk": [{"客": "公示几天"}, {"客": "当专家有什么条件"}]}
    said = "\n".join(_play(talk, newest.sqlite(tmp_path / "yiqi.db")).said)
    assert "公示 6 个工作日" in said
    assert "不少于 7 年" in said


def _play(talk: dict[str, Any], database: str) -> Played:
    """Go through a talk whatever comes of its lines, and some weeks beyond its end."""
    replay = Replay(talk, database)
    try:
        for line in [*talk["talk"], {"wait": "45d"}]:
            for key, value in line.items():
                with suppress(Mismatch):
                    replay.step(key, value)
        with replay.app.database.read() as connection:
            heard = connection.execute(select(Inbox.body)).scalars().all()
            shown = connection.execute(select(Outbox.shown).where(Outbox.shown.is_not(None))).scalars()
            return Played("\n".join(map(str, heard)), [seen([Reply.from_json(one or {})]) for one in shown])
    finally:
        replay.close()


def _figures(text: str) -> set[str]:
    """What is still missing of another due may well come to one of them."""
    squeezed = re.sub(r"还差[^，。；\n]*|[^\S\n]", "", text)
    for spelt, figure in SPELT.items():
        squeezed = squeezed.replace(spelt, figure)
    return set(NATIONAL_FIGURES.findall(squeezed))

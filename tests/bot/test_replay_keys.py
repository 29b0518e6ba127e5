"""A key that a talk may have is taken, or a line names it and says what is missing; never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands import main
from bot.devtools.replay.keys import NOT_YET

PEOPLE = "{张: {role: guest}}"


def replayed(folder: Path, people: str = PEOPLE, line: str = "张: 你好", top: str = "") -> tuple[int, str]:
    file = folder / "talk.yaml"
    file.write_text(f"at: 2026-03-02 09:00\n{top}people: {people}\ntalk:\n  - {line}\n", "utf-8")
    done = CliRunner().invoke(main, ["replay", str(file)])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.output


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("voice", {"line": "张: {voice: 昨天讲了两小时}"}),
        ("verified", {"people": "{张: {role: expert, verified: false}}"}),
    ],
)
def test_what_cannot_be_done_yet_is_named(tmp_path: Path, key: str, given: dict[str, str]) -> None:
    code, said = replayed(tmp_path, **given)
    assert code == 1
    assert said.count("\n") == 1
    assert f"「{key}」还不能重放" in said


def test_every_key_that_is_to_come_is_tried_here() -> None:
    assert set(NOT_YET) == {"voice", "verified"}


def test_a_station_is_of_those_who_work_there(tmp_path: Path) -> None:
    code, said = replayed(tmp_path, people="{张: {role: expert, station: 赤坎服务站}}")
    assert code == 1
    assert "「station」只给工作站和站里的人" in said


@pytest.mark.parametrize(
    "given",
    [
        {"line": "张: {says: 你好}"},
        {"line": "bot: {hass: [你好]}"},
        {"people": "{张: {roll: guest}}"},
        {"top": "pak: national-2023\n"},
    ],
)
def test_a_key_that_nobody_knows_is_named(tmp_path: Path, given: dict[str, str]) -> None:
    code, said = replayed(tmp_path, **given)
    assert code == 1
    assert "没有「" in said


def test_the_focus_of_a_firm_is_taken(tmp_path: Path) -> None:
    people = "{张: {role: enterprise, enterprise: 蓝湾, focus: [women]}}"
    assert replayed(tmp_path, people=people)[0] == 0


def test_a_channel_that_nobody_drives_is_named(tmp_path: Path) -> None:
    file = tmp_path / "talk.yaml"
    file.write_text(f"at: 2026-03-02 09:00\npeople: {PEOPLE}\ntalk:\n  - 张: 你好\n", "utf-8")
    done = CliRunner().invoke(main, ["replay", "--channel", "pigeon", str(file)])
    assert done.exit_code == 1
    assert "没有渠道「pigeon」" in done.output

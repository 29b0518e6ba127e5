"""A pack of one's own file: known by its name from then on; nothing is read from it that the programme itself adds."""

from __future__ import annotations

from pathlib import Path

import pytest

from programme.packs import PackError, load_pack

FIFTH = (Path(__file__).parents[1] / "packs" / "fictitious-2030.toml").read_text("utf-8")


def test_a_file_read_once_is_found_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "fictitious-2030.toml"
    file.write_text(FIFTH, "utf-8")
    pack = load_pack(file)
    assert load_pack("fictitious-2030") is pack


def test_the_calendar_is_no_part_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "fictitious-2030.toml"
    file.write_text(FIFTH + "[calendar]\n", "utf-8")
    with pytest.raises(PackError, match="calendar：没有这一项"):
        load_pack(file)


@pytest.mark.parametrize("figure", ["hours = 7.5", "enterprises = 3", "events = 3"])
def test_any_one_figure_makes_a_duty(tmp_path: Path, figure: str) -> None:
    file = tmp_path / "fictitious-2030.toml"
    file.write_text(FIFTH.replace("hours = 7.5\nevents = 3\n", figure + "\n"), "utf-8")
    assert load_pack(file).rules("expert").duty is not None


def test_a_duty_without_a_figure_is_none(tmp_path: Path) -> None:
    file = tmp_path / "fictitious-2030.toml"
    file.write_text(FIFTH.replace("hours = 7.5\nevents = 3\n", ""), "utf-8")
    with pytest.raises(PackError, match="至少写一项"):
        load_pack(file)

"""`programmes` in the settings: several side by side, wrong ones named, the line of former installations translated."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands import main
from bot.settings import load
from bot.settings_files import rules_of
from programme.packs import Kind
from programme.programmes import kinds, level_name, open_to, packs, speaking_of

ZHANJIANG = """
[[programmes]]
pack = "zhanjiang-2020"
region = "440800"

[[programmes]]
pack = "guangdong-2023"
kinds = ["station"]
since = 2024-01-01

[[programmes]]
pack = "national-2023"
"""


def checked(folder: Path, text: str) -> tuple[int, str]:
    file = folder / "config.toml"
    file.write_text(text, "utf-8")
    done = CliRunner().invoke(main, ["--config", str(file), "config", "check"])
    return done.exit_code, done.output


def test_the_programmes_of_a_city_stack(tmp_path: Path) -> None:
    code, said = checked(tmp_path, ZHANJIANG)
    assert code == 0, said
    assert "zhanjiang-2020、guangdong-2023、national-2023" in said
    rules = rules_of(load(tmp_path / "config.toml"))
    assert [pack.id for pack in packs(rules)] == ["zhanjiang-2020", "guangdong-2023", "national-2023"]
    assert [(pack.id, kind) for pack, kind in kinds(rules)] == [
        ("zhanjiang-2020", "expert"),
        ("guangdong-2023", "station"),
        ("national-2023", "expert"),
        ("national-2023", "station"),
    ]
    assert [level_name(pack) for pack in packs(rules)] == ["市级", "省级", "国家级"]
    assert speaking_of(rules, "station").id == "guangdong-2023"


@pytest.mark.parametrize(
    ("kind", "place", "on", "found"),
    [
        ("expert", "440802", date(2026, 3, 2), ["zhanjiang-2020", "national-2023"]),
        ("expert", "440300", date(2026, 3, 2), ["national-2023"]),
        ("expert", None, date(2026, 3, 2), ["zhanjiang-2020", "national-2023"]),
        ("station", "440802", date(2023, 12, 31), ["national-2023"]),
        ("station", "440802", date(2024, 1, 1), ["guangdong-2023", "national-2023"]),
        ("station", "130100", date(2026, 3, 2), ["national-2023"]),
    ],
)
def test_what_applies_is_found_by_place_kind_and_day(
    tmp_path: Path, kind: Kind, place: str | None, on: date, found: list[str]
) -> None:
    checked(tmp_path, ZHANJIANG)
    rules = rules_of(load(tmp_path / "config.toml"))
    assert [pack.id for pack in open_to(rules, kind, place, on)] == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('pack = "hebei-2020"', '改写 programmes = [{ pack = "hebei-2020" }]'),
        ("programmes = []", "programmes"),
        ('programmes = [{ pack = "hebei-2021" }]', "没有这个规则包"),
        ('programmes = [{ pack = "zhanjiang-2020", kinds = ["station"] }]', "kinds 里的 station"),
        ('programmes = [{ pack = "zhanjiang-2020", region = "440900" }]', "不在这份办法管的地方"),
        ('programmes = [{ pack = "zhanjiang-2020", region = "湛江" }]', "不是行政区划代码"),
        ('programmes = [{ pack = "hebei-2020" }, { pack = "hebei-2020" }]', "写了不止一次"),
        ('programmes = [{ pack = "hebei-2020", from = 2024-01-01 }]', "from"),
    ],
)
def test_a_wrong_programme_is_named(tmp_path: Path, text: str, said: str) -> None:
    code, output = checked(tmp_path, text)
    assert code == 1
    assert said in output
    assert "Traceback" not in output


def test_the_old_variable_is_translated_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIQI_PACK", "hebei-2020")
    code, output = checked(tmp_path, "")
    assert code == 1
    assert 'YIQI_PROGRAMMES=\'[{"pack": "hebei-2020"}]\'' in output


def test_the_new_variable_names_programmes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIQI_PROGRAMMES", '[{"pack": "hebei-2020"}]')
    assert "hebei-2020" in checked(tmp_path, "")[1]

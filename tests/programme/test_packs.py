"""A fifth pack without code, and what a wrong pack is told."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from programme.admission import admission
from programme.application import application
from programme.duty import YearRecord, progress
from programme.packs import PackError, available, known_packs, load_pack

FIFTH = (Path(__file__).parents[1] / "packs" / "fictitious-2030.toml").read_text("utf-8")


def written(folder: Path, text: str) -> Path:
    file = folder / "fictitious-2030.toml"
    file.write_text(text, "utf-8")
    return file


def test_a_new_province_is_a_file(tmp_path: Path) -> None:
    pack = load_pack(written(tmp_path, FIFTH))
    found = progress(pack, "expert", YearRecord(Decimal(6), 1, 3), date(2029, 6, 1), date(2030, 1, 1))
    assert found.line == "本年 6/7.5 小时、3/3 场，还差 1.5 小时"
    assert found.year == (date(2029, 6, 1), date(2030, 5, 31))
    assert list(admission(pack, "expert", {}).ask) == ["boats", "harbour_pilot"]
    assert "provincial_review" in application(pack, "expert").names


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('clause = "FX 第五条"\n', "", ":35: expert.duty：缺少 clause"),
        ("hours = 7.5", "hours = 0", ":38: expert.duty.hours：应在 1 到 8784 之间"),
        ("hours = 7.5", 'hours = "7"', ":38: expert.duty.hours：应是数字"),
        ("hours = 7.5", "ours = 7", ":38: expert.duty.ours：没有这一项"),
        ("FX 第五条", "GX 第五条", ":36: expert.duty.clause：.*unknown document"),
        ("boats >= 2", "ships >= 2", ":44: expert.conditions.1.needs：.*unknown fact"),
        ('join = "all"', 'join = "some"', ":37: expert.duty.join：只能是"),
        ("[year]", "[year", ":11: 不是合法的 TOML"),
        ('id = "fictitious-2030"', 'id = "x"', ":2: id：应与文件名相同"),
    ],
)
def test_a_wrong_pack_is_told_with_file_and_line(tmp_path: Path, old: str, new: str, fault: str) -> None:
    with pytest.raises(PackError, match=rf"fictitious-2030\.toml{fault}"):
        load_pack(written(tmp_path, FIFTH.replace(old, new, 1)))


def test_an_unknown_name_lists_what_there_is() -> None:
    with pytest.raises(PackError, match="national-2023"):
        load_pack("atlantis")


@pytest.mark.parametrize("name", available())
def test_a_pack_that_is_shipped_is_read_once(name: str) -> None:
    assert load_pack(name) is load_pack(name)
    assert load_pack(name).id == name


def test_the_pack_of_the_centre_is_among_those_shipped() -> None:
    assert "national-2023" in available()
    assert load_pack("guangdong-2023").status == "draft"


def test_a_pack_that_was_read_from_a_file_is_known_from_then_on(tmp_path: Path) -> None:
    assert {pack.id for pack in known_packs()} >= set(available())
    pack = load_pack(written(tmp_path, FIFTH))
    assert load_pack("fictitious-2030") is pack
    assert pack in known_packs()


def test_a_pack_takes_the_common_conventions_and_writes_its_own_in_their_place(tmp_path: Path) -> None:
    common = load_pack("national-2023")
    assert load_pack(written(tmp_path, FIFTH)).offers == common.offers
    own = '\n[offers]\nclause = "FX 第九条"\nanswer_hours = 48\nurgent_answer_hours = 3\nat_once = 2\nurgent_at_once = 4\n'
    pack = load_pack(written(tmp_path, FIFTH + own))
    assert (pack.offers.answer_hours, pack.offers.clause) == (48, "FX 第九条")
    assert (pack.reminders, pack.diaries) == (common.reminders, common.diaries)
    with pytest.raises(PackError, match=r"offers：缺少 urgent_at_once"):
        load_pack(written(tmp_path, FIFTH + own.replace("urgent_at_once = 4\n", "")))


@pytest.mark.parametrize(
    ("pack", "kind", "figures"),
    [
        (
            "national-2023",
            "expert",
            {"duty.hours": 12, "duty.enterprises": 30, "loss.hours": 12, "loss.enterprises": 30,
             "term.years": 3, "publicity.working_days": 5, "warning.months": 6, "governing.reading": "duty"},
        ),
        (
            "national-2023",
            "station",
            {"duty.hours": 60, "duty.enterprises": 150, "loss.hours": 60, "loss.enterprises": 150,
             "term.years": 3, "publicity.working_days": 5, "warning.months": 6, "governing.reading": "duty"},
        ),
        (
            "guangdong-2023",
            "station",
            {"duty.events": 2, "loss.hours": 12, "loss.enterprises": 150, "term.years": 3,
             "publicity.working_days": 5, "review.levels": ("city", "province")},
        ),
        ("hebei-2020", "station", {"duty.events": 2, "review.levels": ("city", "province")}),
        ("hebei-2020", "expert", {"conferral.agreement": True, "review.levels": ("province",)}),
        ("zhanjiang-2020", "expert", {"publicity.working_days": 5, "review.levels": ("city",)}),
    ],
)  # fmt: skip
def test_figures_read_against_the_source(pack: str, kind: str, figures: dict[str, object]) -> None:
    rules = load_pack(pack).rules("expert" if kind == "expert" else "station")
    for name, expected in figures.items():
        rule, field = name.split(".")
        assert getattr(getattr(rules, rule), field) == expected, name

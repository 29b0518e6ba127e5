"""A fifth pack without code, and what a wrong pack is told."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from programme.admission import admission
from programme.application import application
from programme.duty import progress
from programme.errors import Refused
from programme.packs import PackError, available, known_packs, load_pack
from programme.packs.lines import line_index, line_of
from programme.readings import YearRecord
from programme.spans import Span

FIFTH = (Path(__file__).parents[2] / "packs" / "fictitious-2030.toml").read_text("utf-8")


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
        ("[year]", "[calendar]\nrest = []\n[year]", ":11: calendar：没有这一项"),
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
    own += "wait_days = 2\nchoice_hours = 2\n"
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
             "term.lasts": Span(3, "years"), "publicity.working_days": 5, "warning.after": Span(6, "months"), "governing.reading": "duty"},
        ),
        (
            "national-2023",
            "station",
            {"duty.hours": 60, "duty.enterprises": 150, "loss.hours": 60, "loss.enterprises": 150,
             "term.lasts": Span(3, "years"), "publicity.working_days": 5, "warning.after": Span(6, "months"), "governing.reading": "duty"},
        ),
        (
            "guangdong-2023",
            "station",
            {"duty.events": 2, "loss.hours": 12, "loss.enterprises": 150, "term.lasts": Span(3, "years"),
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


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "hours = 7.5\nevents = 3\n",
            "",
            "expert.duty：hours、enterprises、events、satisfaction、needs 至少写一项",
        ),
        ('levels = ["province", "city"]', "levels = []", "expert.review：levels 至少一级"),
        (
            'levels = ["province", "city"]',
            'levels = ["city", "city"]',
            "expert.review：levels 至少一级且不得重复",
        ),
        ('levels = ["province", "city"]', 'levels = "city"', "expert.review.levels：应是列表"),
        ('levels = ["province", "city"]', 'levels = ["city", "moon"]', "expert.review.levels.2：只能是"),
        ("agreement = false", "agreement = 0", "expert.conferral.agreement：应是true 或 false"),
        ('text = "可退出"', 'text = " "', "expert.withdrawal.text：不能为空"),
        ("events = 3", "events = 1001", "expert.duty.events：应在 1 到 1000 之间，写的是 1001"),
        ("events = 3", "events = 2.5", "expert.duty.events：应是整数"),
        ("[documents]", "[[documents]]", "documents：应是表"),
        ('clause = "FX 第五条"', 'clause = "FX"', "“FX”没有写明条款"),
        ('clause = "FX 第五条"', 'clause = "FX 第五条；ZX 一"', "“ZX 一”所引文件不在"),
        (
            '[[expert.conditions]]\nid = "boats"',
            '[expert.loss]\nclause = "FX 一"\njoin = "any"\nhours = 1\n[[expert.conditions]]\nid = "boats"',
            "expert：duty 与 loss 并存时须有 governing",
        ),
        (
            '[[expert.conditions]]\nid = "boats"',
            '[expert.governing]\nclause = "FX 一"\nreading = "duty"\nreason = "x"\n[[expert.conditions]]\nid = "boats"',
            "expert：只有 duty 与 loss 并存时才写 governing",
        ),
        (
            '[[expert.conditions]]\nid = "boats"',
            '[expert.assessment]\nclause = "FX 一"\nweight_clause = "FX 一"\neffect = 50\nsatisfaction = 40\n'
            '[[expert.conditions]]\nid = "boats"',
            "expert.assessment：权重之和应为 100，写的是 90",
        ),
    ],
)
def test_what_must_agree_within_a_pack(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in FIFTH
    with pytest.raises(PackError, match=fault):
        load_pack(written(tmp_path, FIFTH.replace(old, new, 1)))


def test_a_pack_without_anybody_says_nothing(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="expert 与 station 至少写一项"):
        load_pack(written(tmp_path, FIFTH[: FIFTH.index("[expert]")]))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"gone\.toml:1: 读不到文件"):
        load_pack(tmp_path / "gone.toml")


def test_borders_belong_to_a_range(tmp_path: Path) -> None:
    for events in (1, 1000):
        pack = load_pack(written(tmp_path, FIFTH.replace("events = 3", f"events = {events}")))
        duty = pack.rules("expert").duty
        assert duty
        assert duty.events == events
    with pytest.raises(PackError, match="应在 1 到 1000 之间，写的是 0"):
        load_pack(written(tmp_path, FIFTH.replace("events = 3", "events = 0")))


def test_what_may_be_left_out_of_a_pack() -> None:
    pack = load_pack("zhanjiang-2020")
    assert pack.kinds == ("expert",)
    assert load_pack("national-2023").kinds == ("expert", "station")
    rules = pack.rules("expert")
    assert (rules.duty, rules.loss, rules.term, rules.warning, rules.losses) == (None, None, None, None, ())
    assert rules.prohibitions[0].id == "fee"
    assert (load_pack("national-2023").rules("expert").recommendation, pack.goal) != (None, None)
    assert pack.by(pack.calendar).id == pack.id


def test_lines_of_tables_keys_and_lists() -> None:
    text = 'a = 1\n[b]\nc.d = 2\n"e f" = 3\n[[g.h]]\ni = 1\n[[g.h]]\ni = 2\n[g.h.k]\nl = 1\n# m = 1\n'
    found = line_index(text)
    assert found == {
        ("a",): 1,
        ("b",): 2,
        ("b", "c", "d"): 3,
        ("b", "e f"): 4,
        ("g", "h", 0): 5,
        ("g", "h", 0, "i"): 6,
        ("g", "h", 1): 7,
        ("g", "h", 1, "i"): 8,
        ("g", "h", 1, "k"): 9,
        ("g", "h", 1, "k", "l"): 10,
    }
    assert line_of(found, ("g", "h", 1, "i", 3)) == 8
    assert line_of(found, ("b", "z")) == 2
    assert line_of(found, ("z",)) == 1


def test_a_fault_deep_in_a_category_points_at_its_line(tmp_path: Path) -> None:
    way = (
        '[[expert.categories]]\nid = "sea"\nclause = "FX 八"\nlabel = "海"\n'
        '[[expert.categories.ways]]\nid = "a"\nclause = "FX 八"\ntext = "船"\nneeds = ["boats >= 1"]\n'
        '[[expert.categories.ways]]\nid = "b"\nclause = "FX 八"\ntext = "鱼"\nneeds = ["fish >= 1"]\n'
    )
    line = len((FIFTH + way).splitlines())
    with pytest.raises(PackError, match=rf":{line}: expert\.categories\.1\.ways\.2\.needs：.*unknown fact"):
        load_pack(written(tmp_path, FIFTH + way))


def test_what_is_missing_at_the_top_is_missing_in_the_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError) as fault:
        load_pack(written(tmp_path, FIFTH.replace('short = "某省2030"\n', "")))
    assert str(fault.value) == "fictitious-2030.toml:1: 规则包：缺少 short（missing key）"
    assert (fault.value.file, fault.value.line) == ("fictitious-2030.toml", 1)
    with pytest.raises(PackError) as unknown:
        load_pack("atlantis")
    assert unknown.value.message.startswith("没有这个规则包（unknown pack）；现有：")
    assert "guangdong-2023" in unknown.value.message


def test_a_pack_that_does_not_speak_of_a_kind_says_so() -> None:
    for name, kind, text in (
        (
            "guangdong-2023",
            "expert",
            "《广东省中小企业志愿服务工作站管理办法（试行）》（征求意见稿，尚未施行）没有关于志愿专家的规定。",
        ),
        (
            "zhanjiang-2020",
            "station",
            "《湛江市中小企业服务中心关于招募中小企业服务专家志愿者的通知》没有关于工作站的规定。",
        ),
    ):
        with pytest.raises(Refused) as refusal:
            load_pack(name).rules("expert" if kind == "expert" else "station")
        assert (refusal.value.code, refusal.value.text) == ("not_covered", text)

"""What a pack of another place can say by TOML alone: spans, years, publicity, nested conditions, kinds of facts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.cases import publicity_ends
from programme.dues import first_term, renewed_term, warning_due
from programme.duty import duty_year, progress, share_of_year
from programme.packs import PackError, RulePack, load_pack
from programme.packs.admitting import Fact
from programme.packs.conditions import Answers, either, every, parse
from programme.packs.duties import Year
from programme.readings import YearRecord
from programme.spans import Span
from programme.told import duty, publicity, term

FIFTH = (Path(__file__).parents[2] / "packs" / "fictitious-2030.toml").read_text("utf-8")
TERM = '[expert.term]\nclause = "FX 第八条"\nlasts = "{}"\nask_clause = "FX 第八条"\nask_days_before = [30]\n'
PUBLICITY = '[expert.publicity]\nclause = "FX 第九条"\nwhere = "网站"\n{}\n'
WARNING = '[expert.warning]\nclause = "FX 第十条"\nafter = "{}"\n'


def pack_with(folder: Path, *tables: str, **replaced: str) -> RulePack:
    text = FIFTH
    for old, new in replaced.items():
        assert f"{old} = " in text
        line = next(line for line in text.splitlines() if line.startswith(f"{old} = "))
        text = text.replace(line, new, 1)
    file = folder / "fictitious-2030.toml"
    file.write_text("\n".join([text, *tables]), "utf-8")
    return load_pack(file)


@pytest.mark.parametrize(
    ("text", "ends", "told"),
    [
        ("90 days", date(2026, 4, 1), "90 天"),
        ("18 months", date(2027, 7, 1), "18 个月"),
        ("1 year", date(2027, 1, 1), "1 年"),
        ("3 years", date(2029, 1, 1), "3 年"),
    ],
)
def test_terms_and_warnings_in_days_months_and_years(
    tmp_path: Path, text: str, ends: date, told: str
) -> None:
    pack = pack_with(tmp_path, TERM.format(text), WARNING.format(text))
    begun = first_term(pack, "expert", date(2026, 1, 1))
    assert begun
    assert begun.ends_on == ends
    assert term(pack, "expert") == f"一任 {told}"
    due = warning_due(pack, "expert", date(2026, 1, 1))
    assert due
    assert (due.on - ends).days == 1


@pytest.mark.parametrize("wrong", ["3", "3 weeks", "0 days", "-1 days", "31 years", "three years"])
def test_a_span_that_is_none_is_told_with_its_line(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(
        PackError, match=r"fictitious-2030\.toml:\d+: expert\.term\.lasts：.*(span|out of range)"
    ):
        pack_with(tmp_path, TERM.format(wrong))


def test_a_text_that_counts_the_first_day_ends_a_day_before_the_anniversary(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, TERM.format("3 years") + 'renewal = "3 years"\nfirst_day_counts = true\n')
    begun = first_term(pack, "expert", date(2026, 10, 12))
    assert begun
    assert (begun.begins_on, begun.ends_on) == (date(2026, 10, 12), date(2029, 10, 11))
    again = renewed_term(pack, "expert", begun.ends_on)
    assert again
    assert (again.begins_on, again.ends_on) == (date(2029, 10, 12), date(2032, 10, 11))


@pytest.mark.parametrize(
    ("days", "ends", "told"),
    [
        ("working_days = 5", date(2026, 10, 10), "公示 5 个工作日"),
        ("days = 7", date(2026, 10, 5), "公示 7 天"),
    ],
)
def test_publicity_in_working_days_or_days_of_the_calendar(
    tmp_path: Path, days: str, ends: date, told: str
) -> None:
    pack = pack_with(tmp_path, PUBLICITY.format(days))
    rule = pack.rules("expert").publicity
    assert rule
    assert publicity_ends(rule, date(2026, 9, 28)) == ends
    assert publicity(pack, "expert") == told


@pytest.mark.parametrize("days", ["", "days = 7\nworking_days = 5"])
def test_publicity_is_counted_in_one_way(tmp_path: Path, days: str) -> None:
    with pytest.raises(PackError, match="写且只写一项"):
        pack_with(tmp_path, PUBLICITY.format(days))


JULY = Year("X 一", "calendar", "full_months", first_month=7)
THREE = Year("X 一", "anniversary", "none", years=3)
CALENDAR_THREE = Year("X 一", "calendar", "none", years=3)
LIFE = Year("X 一", "lifetime", "none")


@pytest.mark.parametrize(
    ("rule", "on", "year"),
    [
        (JULY, date(2026, 6, 30), (date(2025, 7, 1), date(2026, 6, 30))),
        (JULY, date(2026, 7, 1), (date(2026, 7, 1), date(2027, 6, 30))),
        (THREE, date(2026, 3, 1), (date(2024, 5, 20), date(2027, 5, 19))),
        (THREE, date(2027, 5, 20), (date(2027, 5, 20), date(2030, 5, 19))),
        (CALENDAR_THREE, date(2026, 3, 1), (date(2024, 1, 1), date(2026, 12, 31))),
        (LIFE, date(2040, 3, 1), (date(2024, 5, 20), date(9998, 12, 31))),
    ],
)
def test_years_that_begin_in_another_month_or_are_counted_together(
    rule: Year, on: date, year: tuple[date, date]
) -> None:
    assert duty_year(rule, date(2024, 5, 20), on) == year


@given(
    st.sampled_from([JULY, THREE, CALENDAR_THREE, LIFE]),
    st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    st.dates(date(2030, 1, 1), date(2060, 1, 1)),
)
def test_every_day_lies_in_its_own_year_and_years_follow_each_other(
    rule: Year, certified: date, on: date
) -> None:
    first, last = duty_year(rule, certified, on)
    assert first <= on <= last
    assert duty_year(rule, certified, first) == duty_year(rule, certified, last) == (first, last)


def test_who_has_held_it_for_less_than_half_a_year_is_assessed_from_the_next(tmp_path: Path) -> None:
    rule = Year("X 一", "calendar", "none", least_months=6)
    year = (date(2026, 1, 1), date(2026, 12, 31))
    assert share_of_year(rule, date(2026, 7, 1), year) == 1
    assert share_of_year(rule, date(2026, 7, 2), year) == 0
    assert share_of_year(JULY, date(2026, 1, 15), (date(2025, 7, 1), date(2026, 6, 30))) == Fraction(5, 12)
    pack = pack_with(tmp_path, runs='runs = "calendar"\nleast_months = 6')
    found = progress(pack, "expert", YearRecord(Decimal(2)), date(2026, 9, 1), date(2026, 12, 1))
    assert found.line == "本年 2 小时、0 家（认定当年不满 6 个月，从下一年起考核）"


def test_figures_of_several_years_and_of_a_lifetime_are_said_as_such(tmp_path: Path) -> None:
    record = YearRecord(Decimal(6), 1, 3)
    three = pack_with(tmp_path, late_start='late_start = "none"\nyears = 3')
    assert progress(three, "expert", record, date(2026, 1, 1), date(2027, 1, 1)).line.startswith("本期 6/7.5")
    assert duty(three, "expert") == "每 3 年 7.5 小时和 3 场活动，都要做到"
    life = pack_with(tmp_path, runs='runs = "lifetime"')
    assert progress(life, "expert", record, date(2026, 1, 1), date(2027, 1, 1)).line.startswith("累计 6/7.5")
    assert duty(life, "expert").startswith("累计 ")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('runs = "lifetime"\nyears = 3', "lifetime 不分年"),
        ('runs = "anniversary"\nfirst_month = 7', "first_month 只用于"),
        ('runs = "calendar"\nfirst_month = 13', "应在 1 到 12 之间"),
    ],
)
def test_a_year_that_cannot_be(tmp_path: Path, line: str, fault: str) -> None:
    with pytest.raises(PackError, match=fault):
        pack_with(tmp_path, runs=line)


def flag(name: str) -> Fact:
    return Fact(name, f"{name}？", "flag")


FACTS = {name: flag(name) for name in "abcd"} | {
    "area": Fact("场地", "多大？", "number", unit="平方米", least=Decimal(0), most=Decimal(100_000)),
    "share": Fact("比例", "多少？", "percentage"),
    "since": Fact("成立", "哪天？", "date"),
    "nature": Fact("性质", "哪种？", "choice", choices={"firm": "企业", "school": "高校"}),
}


@pytest.mark.parametrize(
    ("line", "answers", "verdict"),
    [
        ("area < 100", {"area": 99.5}, True),
        ("area < 100", {"area": 100}, False),
        ("share >= 80", {"share": 80}, True),
        ("since < 2020-01-01", {"since": "2019-12-31"}, True),
        ("since < 2020-01-01", {"since": "2020-01-01"}, False),
        ("nature is school", {"nature": "school"}, True),
        ("not nature is school", {"nature": "firm"}, True),
        ("a and (b or not c)", {"a": 1, "c": 0}, True),
        ("a and (b or not c)", {"a": 1, "b": 0, "c": 1}, False),
        ("a and (b or not c)", {"a": 1, "b": 0}, None),
        ("a or b and c", {"a": 1}, True),
        ("not (a or b)", {"a": 0, "b": 0}, True),
    ],
)
def test_conditions_nest(line: str, answers: Answers, verdict: bool | None) -> None:
    assert parse(line, FACTS).judge(answers) is verdict


@pytest.mark.parametrize(
    "line", ["nature > firm", "nature is moon", "since < 2020-13-01", "nature", "share is high", "a < 3"]
)
def test_a_term_that_does_not_fit_its_kind(line: str) -> None:
    with pytest.raises(ValueError, match=r"kind of fact|value"):
        parse(line, FACTS)


def expressions() -> st.SearchStrategy[str]:
    return st.recursive(
        st.sampled_from(list("abcd")),
        lambda inner: st.one_of(
            inner.map(lambda one: f"not ({one})"),
            st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(
                lambda one: f"({one[0]} {one[1]} {one[2]})"
            ),
        ),
        max_leaves=8,
    )


@given(expressions(), st.fixed_dictionaries({name: st.booleans() for name in "abcd"}))
def test_a_nested_line_says_what_its_words_say(line: str, answers: dict[str, bool]) -> None:
    assert parse(line, FACTS).judge(answers) is eval(line, {}, answers)


@given(expressions(), st.dictionaries(st.sampled_from("abcd"), st.booleans()))
def test_what_is_open_is_unknown_and_decides(line: str, answers: dict[str, bool]) -> None:
    found = parse(line, FACTS)
    assert (found.judge(answers) is None) == bool(found.open(answers))
    assert not set(found.open(answers)) & answers.keys()
    assert (either([None, True]), every([None, False])) == (True, False)


@pytest.mark.parametrize(
    ("fact", "fault"),
    [
        ('kind = "choice"', "choices 用于且只用于"),
        ('kind = "flag"\nleast = 3', "least 和 most 只用于"),
        ('kind = "percentage"\nunit = "%"', "unit 只用于"),
        ('kind = "number"\nleast = 9\nmost = 3', "least 不能大于 most"),
        ('kind = "number"\ntogether = true', "together 只能用于"),
    ],
)
def test_a_fact_that_cannot_be(tmp_path: Path, fact: str, fault: str) -> None:
    with pytest.raises(PackError, match=fault):
        pack_with(tmp_path, f'[facts.own]\nlabel = "x"\nask = "x？"\n{fact}\n')


def test_a_span_is_at_most_thirty_years() -> None:
    assert Span.from_text("30 years").days == 10_800
    assert str(Span.from_text("1 year")) == "1 years"

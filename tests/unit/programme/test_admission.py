"""Conditions of admission: what is met, what is short, and what is still worth asking."""

import pytest

from programme.admission import admission, how_to_join
from programme.packs import Kind, load_pack
from programme.packs.conditions import Answers, either, every, facts_in, parse
from programme.packs.facts import common_facts

GOOD_STATION: dict[str, int | bool] = {
    "legal_person": True,
    "founded_years": 2,
    "service_model": True,
    "served_last_year": 150,
    "premises": True,
    "staff": 10,
    "service_plan": True,
    "person_in_charge": True,
}


FITS: dict[str, int | bool] = {"healthy": True, "clean_record": True, "professional_standing": True}
"""What Hebei asks of every expert in one question."""


def verdict(pack: str, kind: Kind, answers: Answers, category: str | None = None) -> bool | None:
    return admission(load_pack(pack), kind, answers, category=category, signed=True).verdict


def test_only_what_is_needed_is_asked() -> None:
    found = admission(load_pack("national-2023"), "expert", {"degree": "bachelor", "domains": 2})
    assert list(found.ask) == ["sme_years"]
    assert found.verdict is None
    assert [paper.id for paper in found.papers_missing] == ["form", "record"]


def test_what_is_short_is_named_with_its_clause() -> None:
    answers: Answers = {"degree": "college", "domains": 1, "sme_years": 4}
    found = admission(load_pack("national-2023"), "expert", answers, signed=True)
    assert [str(finding) for finding in found.short] == [
        "不符合：本科及以上学历（N23-E 第三条（二））",
        "不符合：中小企业服务经验不少于 5 年（N23-E 第三条（二））",
    ]
    assert len(found.findings) + len(found.papers_missing) == 7


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, True),
        ({"staff": 9}, False),
        ({"served_last_year": 149}, False),
        ({"founded_years": 1}, False),
        ({"service_model": False}, None),
        ({"service_model": False, "event_experience": True}, True),
        ({"service_plan": False, "management_rules": False}, False),
    ],
)
def test_national_stations(changed: dict[str, int | bool], expected: bool | None) -> None:
    assert verdict("national-2023", "station", GOOD_STATION | changed) is expected


def test_national_platforms_come_first() -> None:
    answers = GOOD_STATION | {"national_platform": True}
    assert admission(load_pack("national-2023"), "station", answers).has_priority
    assert not admission(load_pack("national-2023"), "station", GOOD_STATION).has_priority


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"age": 65}, True),
        ({"age": 66, "academician": True, "retirement_age": 70}, True),
        ({"age": 71, "academician": True, "retirement_age": 70}, False),
        ({"age": 66, "academician": True}, None),
        ({"age": 66, "retirement_age": 70}, None),
    ],
)
def test_hebei_age_with_its_exceptions(answers: Answers, expected: bool | None) -> None:
    found = admission(load_pack("hebei-2020"), "expert", answers, category="law", signed=True)
    (age,) = (finding for finding in found.findings if finding.id == "age")
    assert age.verdict is expected


@pytest.mark.parametrize(
    ("category", "answers", "expected"),
    [
        ("technology", {"academic_unit": True, "degree": "doctor", "field_years": 5}, True),
        ("technology", {"academic_unit": True, "title": "deputy_senior", "field_years": 5}, True),
        ("technology", {"firm": True, "provincial_award": True}, True),
        ("management", {"society_years": 6}, True),
        ("management", {"society_years": 5}, None),
        ("finance", {"tax_adviser": True}, True),
        ("finance", {"title": "intermediate", "field_years": 8}, True),
        ("law", {"legal_education": True, "legal_examination": True}, True),
        ("law", {"legal_licence": True, "field_years": 5, "notable_case": True}, True),
        ("law", {"legal_education": False, "legal_licence": False, "legal_researcher": False}, False),
        (None, {}, None),
    ],
)
def test_hebei_categories(category: str | None, answers: Answers, expected: bool | None) -> None:
    assert verdict("hebei-2020", "expert", {"age": 50, **FITS, **answers}, category) is expected
    if expected:
        assert verdict("hebei-2020", "expert", {"age": 50, **answers}, category) is None, "not asked"


def test_a_way_that_is_met_is_the_one_cited() -> None:
    found = admission(load_pack("hebei-2020"), "expert", {"tax_adviser": True}, category="finance")
    assert found.findings[-1].clause == "HB 七（一）2 财务专家（1）"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("degree >= clever", "value"),
        ("flying", "unknown fact"),
        ("legal_person >= 3", "kind of fact"),
        ("age", "kind of fact"),
        ("not age", "kind of fact"),
        ("(legal_person or premises", "brackets"),
        ("legal_person and", "syntax"),
        ("legal_person premises", "syntax"),
        ("legal_person) or premises", "syntax"),
        ("age is clever", "value"),
        ("age ~ 3", "syntax"),
    ],
)
def test_a_condition_that_cannot_be_read(line: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        parse(line, common_facts())


@pytest.mark.parametrize(
    ("pack", "kind", "told"),
    [
        (
            "national-2023",
            "expert",
            "本科及以上学历；中小企业服务经验不少于 5 年；具有擅长的中小企业服务领域；经审核并公示 5 个工作日后认定。",
        ),
        (
            "hebei-2020",
            "expert",
            "年龄一般不超过 65 周岁；院士、博士生导师、享受国务院或省政府特殊津贴的专家可至法定退休年龄；"
            "技术专家、管理专家、财务专家、法律专家之一；经审核后认定。",
        ),
        (
            "zhanjiang-2020",
            "expert",
            "精通政策解读、数字化转型、智能制造、行业发展、科技创新、外贸、法律、财税、会计等方面；"
            "有成功的创业经历，或有辅导企业成功的经历；经审核并公示 5 个工作日后认定。",
        ),
    ],
)
def test_what_a_guest_is_told_about_joining(pack: str, kind: Kind, told: str) -> None:
    assert how_to_join(load_pack(pack), kind) == told


@pytest.mark.parametrize(
    ("line", "answers", "verdict"),
    [
        ("age >= 18", {"age": 18}, True),
        ("age >= 18", {"age": 17}, False),
        ("age <= 65", {"age": 65}, True),
        ("age <= 65", {"age": 66}, False),
        ("society_years > 5", {"society_years": 5}, False),
        ("society_years > 5", {"society_years": 6}, True),
        ("age <= retirement_age", {"age": 60, "retirement_age": 60}, True),
        ("age <= retirement_age", {"age": 61, "retirement_age": 60}, False),
        ("age <= retirement_age", {"age": 61}, None),
        ("age <= retirement_age", {"retirement_age": 60}, None),
        ("title >= deputy_senior", {"title": "senior"}, True),
        ("title >= deputy_senior", {"title": "intermediate"}, False),
        ("degree >= college", {"degree": "none"}, False),
        ("legal_person", {"legal_person": True}, True),
        ("legal_person", {"legal_person": False}, False),
        ("not under_investigation", {"under_investigation": True}, False),
        ("not under_investigation", {"under_investigation": False}, True),
        ("not under_investigation", {}, None),
        ("professional_share >= 79.5", {"professional_share": 80}, True),
        ("professional_share >= 79.5", {"professional_share": 79}, False),
    ],
)
def test_one_term(line: str, answers: Answers, verdict: bool | None) -> None:
    assert parse(line, common_facts()).judge(answers) is verdict


@pytest.mark.parametrize(
    ("verdicts", "any_of", "all_of"),
    [
        ([], False, True),
        ([True, None], True, None),
        ([False, None], None, False),
        ([True, False], True, False),
        ([None], None, None),
        ([True, True], True, True),
    ],
)
def test_what_is_unknown_stays_unknown_unless_the_rest_decides(
    verdicts: list[bool | None], any_of: bool | None, all_of: bool | None
) -> None:
    assert (either(verdicts), every(iter(verdicts))) == (any_of, all_of)


def test_the_facts_of_a_condition_in_its_order_and_once() -> None:
    (age,) = (one for one in load_pack("hebei-2020").rules("expert").conditions if one.id == "age")
    assert facts_in(age, common_facts()) == (
        "age",
        "academician",
        "doctoral_supervisor",
        "special_allowance",
        "retirement_age",
    )


def test_what_is_declared_counts_only_when_signed_and_a_denial_stands() -> None:
    pack = load_pack("national-2023")
    answers: Answers = {"degree": "master", "sme_years": 5, "domains": 1}
    assert admission(pack, "expert", answers).verdict is None
    assert admission(pack, "expert", answers, signed=True).verdict is True
    assert admission(pack, "expert", {**answers, "unpaid": False}, signed=True).verdict is False
    assert admission(pack, "expert", answers).ask == {}


def test_papers_that_are_there_are_not_missing() -> None:
    found = admission(load_pack("national-2023"), "expert", {}, papers=["form"])
    assert [paper.id for paper in found.papers_missing] == ["record"]


def test_a_category_that_is_open_names_what_is_lacking() -> None:
    found = admission(load_pack("hebei-2020"), "expert", {"age": 50}, category="finance", signed=True)
    category = found.findings[-1]
    assert (category.id, category.verdict) == ("category", None)
    assert category.text == "财务专家：符合其专业条件之一"
    assert category.clause == "HB 七（一）2 财务专家"
    assert list(category.lacking)[:2] == ["chartered_accountant", "tax_adviser"]
    assert str(category) == "待补：财务专家：符合其专业条件之一（HB 七（一）2 财务专家）"
    nobody = admission(load_pack("hebei-2020"), "expert", {"age": 50}, category="magic", signed=True)
    assert nobody.findings[-1].text == "属于下列一类：技术专家、管理专家、财务专家、法律专家"
    assert nobody.findings[-1].clause.startswith("HB 七（一）2 技术专家；HB 七（一）2 管理专家")


@pytest.mark.parametrize("line", ["age >= much", "degree >= 3", "age >= legal_person", "age >= 3x"])
def test_a_value_that_does_not_fit_its_fact(line: str) -> None:
    with pytest.raises(ValueError, match="value"):
        parse(line, common_facts())

"""Conditions of admission: what is met, what is short, and what is still worth asking."""

import pytest

from programme.admission import admission
from programme.packs import Kind, load_pack
from programme.packs.conditions import Answers, parse
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
    assert verdict("hebei-2020", "expert", {"age": 50, **answers}, category) is expected


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
        ("not age >= 3", "kind of fact"),
        ("age ~ 3", "syntax"),
    ],
)
def test_a_condition_that_cannot_be_read(line: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        parse(line, common_facts())

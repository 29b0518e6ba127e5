"""Lives as tables: what happens in order, what is refused, and what no sequence of deeds can reach."""

from collections.abc import Callable
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.application import application, recommendation
from programme.cases import (
    COMPLAINTS,
    check_certifiable,
    check_objection,
    check_round,
    check_rounds,
    complaint,
    objection,
    publicity_ends,
    recruitment_round,
)
from programme.errors import Refused
from programme.lifecycle import Lifecycle, rows
from programme.packs import KINDS, Kind, RulePack, available, load_pack
from programme.packs.admitting import Publicity
from programme.packs.model import Round
from programme.packs.offices import Level
from programme.qualification import (
    appointment_letter,
    qualification,
    renewal,
    service_agreement,
    warning,
)
from programme.roles import DECIDERS, STAFF, Role

MAKERS: tuple[Callable[[RulePack, Kind], Lifecycle], ...] = (
    application,
    recommendation,
    qualification,
    renewal,
    warning,
    appointment_letter,
    service_agreement,
    objection,
)


def _lives() -> list[Lifecycle]:
    found = []
    for name in available():
        pack = load_pack(name)
        for kind in KINDS:
            if getattr(pack, kind):
                found += [make(pack, kind) for make in MAKERS]
                found += [complaint(pack, kind, about) for about in COMPLAINTS]
        found += [recruitment_round(rule) for rule in pack.rounds]
    return found


LIVES = _lives()
REVIEWER = {Role.reviewer}


def walk(life: Lifecycle, *deeds: tuple[str, Role]) -> list[str]:
    states = [life.initial]
    for deed, role in deeds:
        states.append(life.step(states[-1], deed, {role}).target)
    return states


def test_a_national_application_passes_one_review_and_publicity() -> None:
    life = application(load_pack("national-2023"), "expert")
    deeds = [("submit", Role.guest), ("pass", Role.reviewer), ("certify", Role.clock)]
    assert walk(life, *deeds) == ["draft", "submitted", "publicity", "certified"]


def test_a_guangdong_application_passes_city_then_province() -> None:
    life = application(load_pack("guangdong-2023"), "station")
    deeds = [("submit", Role.guest), ("take_up", Role.reviewer), ("pass", Role.reviewer)]
    deeds += [("pass", Role.reviewer), ("certify", Role.reviewer)]
    expected = ["draft", "submitted", "city_review", "provincial_review", "publicity", "certified"]
    assert walk(life, *deeds) == expected
    levels: list[Level | None] = [life.step(state, "pass", REVIEWER).level for state in expected[1:4]]
    assert levels == ["city", "city", "province"]


def test_hebei_certifies_without_publicity() -> None:
    life = application(load_pack("hebei-2020"), "expert")
    assert walk(life, ("submit", Role.guest), ("pass", Role.reviewer))[-1] == "certified"
    assert "publicity" not in life.names


def test_a_returned_application_comes_back() -> None:
    life = application(load_pack("national-2023"), "station")
    deeds = [("submit", Role.enterprise), ("return", Role.admin), ("resubmit", Role.enterprise)]
    assert walk(life, *deeds)[-1] == "submitted"


def test_the_recommended_are_included_directly() -> None:
    life = recommendation(load_pack("national-2023"), "expert")
    assert walk(life, ("include", Role.reviewer)) == ["recommended", "certified"]
    assert recommendation(load_pack("hebei-2020"), "station").transitions == ()


def test_a_qualification_is_warned_renewed_and_left() -> None:
    life = qualification(load_pack("national-2023"), "expert")
    deeds = [("warn", Role.reviewer), ("lift", Role.admin), ("expire", Role.clock)]
    deeds += [("renew", Role.reviewer), ("suspend", Role.admin), ("resume", Role.admin)]
    deeds += [("withdraw", Role.expert)]
    expected = ["active", "warned", "active", "expired", "renewed", "suspended", "active", "withdrawn"]
    assert walk(life, *deeds) == expected
    assert life.step("active", "revoke", REVIEWER).clause == "N23-E 第十三条；N23 五"


@pytest.mark.parametrize(
    ("state", "deed", "role", "code"),
    [
        ("active", "warn", Role.clock, "wrong_role"),
        ("active", "revoke", Role.clock, "wrong_role"),
        ("active", "revoke", Role.operator, "wrong_role"),
        ("active", "resume", Role.reviewer, "wrong_state"),
        ("revoked", "renew", Role.reviewer, "wrong_state"),
        ("active", "praise", Role.reviewer, "unknown_deed"),
        ("dead", "warn", Role.reviewer, "unknown_state"),
    ],
)
def test_refusals_are_named(state: str, deed: str, role: Role, code: str) -> None:
    life = qualification(load_pack("national-2023"), "expert")
    with pytest.raises(Refused) as refusal:
        life.step(state, deed, {role})
    assert refusal.value.code == code
    assert refusal.value.text.endswith("。")


def test_a_refusal_says_when_it_would_be_possible() -> None:
    life = qualification(load_pack("national-2023"), "expert")
    with pytest.raises(Refused, match="现在是“已取消”，只有在“有效”“已顺延”时才能这样做"):
        life.step("revoked", "warn", REVIEWER)


def test_a_fee_complaint_upheld_is_referred() -> None:
    life = complaint(load_pack("hebei-2020"), "expert", "fee")
    deeds = [("examine", Role.reviewer), ("uphold", Role.reviewer), ("refer", Role.admin)]
    assert walk(life, *deeds)[-1] == "referred"
    assert "HB 九（二）" in life.transitions[0].clause


def test_an_unknown_complaint_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        complaint(load_pack("hebei-2020"), "expert", "weather")
    assert refusal.value.code == "unknown_complaint"
    assert (
        refusal.value.text
        == "投诉分为收费、泄密、服务质量、冒用名义、违法违规、强迫服务、现场不安全、不给记录或证明。"
    )


def test_a_round_takes_applications_through_its_closing_day() -> None:
    (rule,) = load_pack("zhanjiang-2020").rounds
    check_round(rule, date(2020, 9, 25))
    with pytest.raises(Refused, match="9月25日截止") as refusal:
        check_round(rule, date(2020, 9, 26))
    assert (refusal.value.code, refusal.value.clause) == ("round_closed", "ZJ 七（三）")


@pytest.mark.parametrize("on", [date(2022, 12, 1), date(2023, 3, 12), date(2024, 1, 1), date(2026, 3, 13)])
def test_a_round_binds_its_own_year_alone(on: date) -> None:
    check_rounds(load_pack("national-2023").rounds, on, "expert")


def test_the_last_round_of_a_year_decides() -> None:
    spring, autumn = Round("春", "FX 一", date(2030, 3, 1)), Round("秋", "FX 二", date(2030, 9, 1))
    check_rounds([autumn, spring], date(2030, 5, 1), "expert")
    with pytest.raises(Refused) as refusal:
        check_rounds([autumn, spring], date(2030, 9, 2), "expert")
    assert refusal.value.clause == "FX 二"


def test_a_round_of_one_kind_takes_no_other() -> None:
    experts = Round("专家", "FX 一", date(2030, 9, 1), "expert")
    both = Round("都招", "FX 二", date(2030, 3, 1))
    check_rounds([experts], date(2030, 9, 1), "expert")
    with pytest.raises(Refused, match="今年这一批只招志愿专家，工作站等下次开放") as refusal:
        check_rounds([experts], date(2030, 5, 1), "station")
    assert (refusal.value.code, refusal.value.clause) == ("round_of_others", "FX 一")
    with pytest.raises(Refused) as over:
        check_rounds([experts, both], date(2030, 5, 1), "station")
    assert over.value.code == "round_closed"


@pytest.mark.parametrize(
    ("on", "objections", "code"),
    [(date(2026, 10, 10), 0, "publicity_running"), (date(2026, 10, 11), 1, "objection_open")],
)
def test_publicity_ends_before_certification(on: date, objections: int, code: str) -> None:
    rule = _publicity()
    ends = publicity_ends(rule, date(2026, 9, 28))
    with pytest.raises(Refused) as refusal:
        check_certifiable(rule, ends, on, range(objections))
    assert refusal.value.code == code
    check_certifiable(rule, ends, date(2026, 10, 11), ())


def test_objections_are_taken_while_publicity_runs() -> None:
    rule, ends = _publicity(), date(2026, 10, 10)
    check_objection(rule, ends, ends)
    with pytest.raises(Refused, match="可以投诉"):
        check_objection(rule, ends, date(2026, 10, 11))


def test_a_table_with_an_unknown_state_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="unknown state"):
        Lifecycle("x", "a", {"a": "甲"}, rows(["a"], "go", "b", STAFF, "X 一"))


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.name)
def test_no_decision_without_a_clause_and_no_state_out_of_reach(life: Lifecycle) -> None:
    assert all(transition.clause for transition in life.transitions)
    assert len({(t.source, t.deed) for t in life.transitions}) == len(life.transitions)
    reached = {life.initial} | {t.target for t in life.transitions}
    assert reached == set(life.names)


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.name)
def test_the_clock_takes_nothing_away(life: Lifecycle) -> None:
    harmful = {"warned", "revoked", "suspended", "refused", "upheld", "dismissed"}
    for transition in life.transitions:
        if transition.target in harmful:
            assert transition.roles <= DECIDERS


@given(data=st.data(), life=st.sampled_from(LIVES))
def test_no_sequence_of_deeds_reaches_an_illegal_state(data: st.DataObject, life: Lifecycle) -> None:
    state, left = life.initial, False
    for _ in range(8):
        deed = data.draw(st.sampled_from([t.deed for t in life.transitions] or ["none"]))
        roles = data.draw(st.sets(st.sampled_from(Role), min_size=1))
        try:
            step = life.step(state, deed, roles)
        except Refused:
            assert deed not in life.deeds(state, roles)
            continue
        assert step == life.step(state, deed, roles)
        assert deed in life.deeds(state, roles)
        assert not left
        state = step.target
        left = state in life.final
        assert state in life.names


def test_every_level_has_its_review() -> None:
    assert set(get_args(Level)) == {"city", "province", "centre"}


def _publicity() -> Publicity:
    rule = load_pack("national-2023").rules("expert").publicity
    assert rule
    return rule


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (
            lambda rule, ends: check_certifiable(rule, ends, ends, ()),
            "公示到 10月10日，期满才能认定。",
        ),
        (
            lambda rule, ends: check_certifiable(rule, ends, date(2026, 10, 11), [1, 2]),
            "还有 2 件异议没有办，办完才能认定。",
        ),
        (
            lambda rule, ends: check_objection(rule, ends, date(2026, 10, 11)),
            "公示 10月10日结束了，有问题可以投诉。",
        ),
    ],
)
def test_refusals_about_publicity_in_words(check: Callable[[Publicity, date], None], text: str) -> None:
    with pytest.raises(Refused) as refusal:
        check(_publicity(), date(2026, 10, 10))
    assert (refusal.value.text, refusal.value.clause) == (text, "N23-E 第四条（三）")


@pytest.mark.parametrize(
    ("state", "deed", "role", "text", "clause"),
    [
        ("dead", "warn", Role.reviewer, "资格没有“dead”这一状态。", ""),
        ("active", "praise", Role.reviewer, "资格不能做“praise”这件事。", ""),
        ("active", "warn", Role.clock, "资格的这件事，您的身份办不了。", "N23 五"),
    ],
)
def test_refusals_of_a_life_in_words(state: str, deed: str, role: Role, text: str, clause: str) -> None:
    with pytest.raises(Refused) as refusal:
        qualification(load_pack("national-2023"), "expert").step(state, deed, {role})
    assert (refusal.value.text, refusal.value.clause) == (text, clause)

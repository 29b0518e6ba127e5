"""Every role × every action × own, inside, outside."""

import pytest

from programme.authority import IMPARTIAL, TABLE, Actor, able, may, may_ever, require
from programme.errors import Refused
from programme.jurisdiction import covers
from programme.roles import Role

# One letter a role, in this order: o only its own, i inside its jurisdiction, b both, a anything, . nothing.
ORDER = ("guest", "enterprise", "expert", "station", "reviewer", "operator", "admin", "clock")
MATRIX = {
    "post_need": ".o.a.ii.",
    "withdraw_need": ".o.o.ii.",
    "answer_offer": "..oo....",
    "record_diary": "..oo....",
    "correct_diary": "..oo....",
    "retract_diary": "..oo....",
    "mend_diary": ".....ii.",
    "rate_service": ".o......",
    "see_progress": "..ooiii.",
    "apply": "oooo....",
    "answer_return": "oooo....",
    "renew": "..oo....",
    "withdraw": "..oo....",
    "complain": "aaaaaaa.",
    "object": "aaaaaaa.",
    "appeal": "aaaaaaa.",
    "suggest": "aaaaaaa.",
    "answer_request": "....iii.",
    "recommend": ".....ii.",
    "invite_applicant": "....iii.",
    "enter_system": "..ooiii.",
    "open_round": "....i.i.",
    "review": "....i.i.",
    "decide_objection": "....i.i.",
    "decide_complaint": "....i.i.",
    "decide_appeal": "....i.i.",
    "decide_renewal": "....i.i.",
    "issue_warning": "....i.i.",
    "withhold_warning": "....i.i.",
    "suspend": "....i.i.",
    "revoke": "....i.i.",
    "assign_expert": ".....ii.",
    "see_contact": ".oooiii.",
    "read_chat": "....iii.",
    "export_roster": "....iii.",
    "erase_person": "....iii.",
    "export_person": "....iii.",
    "import_roster": ".....ii.",
    "bind_code": ".....ii.",
    "admit_voice": ".o...ii.",
    "see_to_letters": "....iii.",
    "give_training": "....iii.",
    "publish_event": "..ooiii.",
    "release_photos": "....iii.",
    "end_chat": "....iii.",
    "notify_many": "....i.i.",
    "see_monitoring": "....iii.",
    "report_figures": "....iii.",
    "ask_protection": "..o.....",
    "arrange_protection": ".....ii.",
    "manage_staff": "......i.",
    "manage_vocabulary": "......a.",
    "change_settings": "......i.",
    "set_weights": "......a.",
}
ME, OTHER = 7, 8


def test_the_matrix_names_every_role_and_action() -> None:
    assert MATRIX.keys() == TABLE.keys()
    assert set(ORDER) == set(Role)


@pytest.mark.parametrize("action", MATRIX)
def test_matrix(action: str) -> None:
    for role, letter in zip(ORDER, MATRIX[action], strict=True):
        actor = Actor(ME, frozenset({Role(role)}), jurisdiction="440800")
        for owner in (ME, OTHER):
            for region in ("440881", "441200", None):
                expected = {"a": True, "o": owner == ME, "i": region == "440881", ".": False}
                is_judge_in_own_case = owner == ME and action in IMPARTIAL
                allowed = expected[letter] and not is_judge_in_own_case
                assert may(actor, action, region, {owner}) is allowed, (role, owner, region)


@pytest.mark.parametrize(
    ("roles", "action", "region", "owner", "code"),
    [
        ({Role.reviewer}, "fly", "440881", OTHER, "unknown_action"),
        ({Role.guest}, "review", "440881", OTHER, "wrong_role"),
        ({Role.expert}, "record_diary", "440881", OTHER, "not_yours"),
        ({Role.reviewer}, "review", "441200", OTHER, "outside"),
        ({Role.reviewer, Role.expert}, "review", "440881", ME, "own_case"),
    ],
)
def test_refusals_are_named(roles: set[Role], action: str, region: str, owner: int, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        require(Actor(ME, frozenset(roles), "440800"), action, region, {owner})
    assert refusal.value.code == code


def test_several_roles_add_up() -> None:
    actor = Actor(ME, frozenset({Role.expert, Role.operator}), "440800")
    assert may(actor, "record_diary", None, {ME})
    assert may(actor, "see_progress", "440802", {OTHER})


def test_an_unknown_visitor_owns_nothing() -> None:
    assert not may(Actor(None, frozenset({Role.guest})), "apply", "440800", ())


@pytest.mark.parametrize(
    ("jurisdiction", "region", "expected"),
    [
        ("440800", "440881", True),
        ("440800", "440800", True),
        ("440800", "440000", False),
        ("440000", "440881", True),
        ("440881", "440800", False),
        ("000000", "130100", True),
        ("100000", None, True),
        ("440000", None, False),
        (None, "440000", False),
        ("110000", "110105", True),
    ],
)
def test_jurisdiction(jurisdiction: str | None, region: str | None, expected: bool) -> None:
    assert covers(jurisdiction, region) is expected


def test_what_somebody_may_ever_do() -> None:
    assert may_ever(Actor(ME, frozenset({Role.operator})), "recommend")
    assert not may_ever(Actor(ME, frozenset({Role.reviewer})), "recommend")
    assert able("recommend") == {Role.operator, Role.admin}
    assert able("rate_service") == {Role.enterprise}


def test_nobody_decides_in_his_own_matter() -> None:
    assert {
        "review",
        "decide_objection",
        "decide_complaint",
        "decide_appeal",
        "decide_renewal",
        "issue_warning",
        "withhold_warning",
        "suspend",
        "revoke",
        "mend_diary",
        "erase_person",
        "export_person",
        "manage_staff",
    } == IMPARTIAL


@pytest.mark.parametrize(
    ("roles", "action", "region", "owner", "text"),
    [
        ({Role.reviewer}, "fly", "440881", OTHER, "没有“fly”这一权限。"),
        ({Role.guest}, "review", "440881", OTHER, "这件事您的身份办不了。"),
        ({Role.expert}, "record_diary", "440881", OTHER, "这不是您本人的事。"),
        ({Role.reviewer}, "review", "441200", OTHER, "不在您的辖区内。"),
        ({Role.reviewer}, "review", "440881", ME, "涉及本人的事，要由别的工作人员来办。"),
    ],
)
def test_refusals_in_words(roles: set[Role], action: str, region: str, owner: int, text: str) -> None:
    with pytest.raises(Refused) as refusal:
        require(Actor(ME, frozenset(roles), "440800"), action, region, {owner})
    assert refusal.value.text == text
    assert not may(Actor(ME, frozenset(roles), "440800"), action, region, {owner})

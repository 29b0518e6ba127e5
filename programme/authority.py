"""Who may do what to whom: action × role × own, inside or outside the jurisdiction."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from programme.errors import Refused
from programme.jurisdiction import covers
from programme.roles import APPLICANTS, DECIDERS, HOLDERS, PEOPLE, STAFF, Role

Scope = Literal["own", "inside", "any"]
Person = int | str


@dataclass(frozen=True)
class Actor:
    """Who acts. `jurisdiction` (GB/T 2260) is a staff member's; None means none."""

    person: Person | None
    roles: frozenset[Role]
    jurisdiction: str | None = None


def _grants(scope: Scope, roles: Collection[Role]) -> dict[Role, Scope]:
    return dict.fromkeys(roles, scope)


_CLERKS = _grants("inside", [Role.operator, Role.admin])
_STAFF = _grants("inside", STAFF)
_DECIDERS = _grants("inside", DECIDERS)
_OWN_HOLDERS = _grants("own", HOLDERS)
_SELF = _grants("own", APPLICANTS)
_ANYONE = _grants("any", PEOPLE)

TABLE: dict[str, dict[Role, Scope]] = {
    "post_need": _grants("own", [Role.enterprise]) | {Role.station: "any"} | _CLERKS,
    "withdraw_need": _grants("own", [Role.enterprise, Role.station]) | _CLERKS,
    "answer_offer": _OWN_HOLDERS,
    "record_diary": _OWN_HOLDERS,
    "correct_diary": _OWN_HOLDERS,
    "retract_diary": _OWN_HOLDERS,
    "mend_diary": _CLERKS,
    "rate_service": _grants("own", [Role.enterprise]),
    "see_progress": _OWN_HOLDERS | _STAFF,
    "apply": _SELF,
    "answer_return": _SELF,
    "renew": _OWN_HOLDERS,
    "withdraw": _OWN_HOLDERS,
    "complain": _ANYONE,
    "object": _ANYONE,
    "appeal": _ANYONE,
    "suggest": _ANYONE,
    "answer_request": _STAFF,
    "recommend": _CLERKS,
    "invite_applicant": _STAFF,
    "enter_system": _OWN_HOLDERS | _STAFF,
    "import_roster": _CLERKS,
    "open_round": _DECIDERS,
    "review": _DECIDERS,
    "decide_objection": _DECIDERS,
    "decide_complaint": _DECIDERS,
    "decide_appeal": _DECIDERS,
    "decide_renewal": _DECIDERS,
    "issue_warning": _DECIDERS,
    "withhold_warning": _DECIDERS,
    "suspend": _DECIDERS,
    "revoke": _DECIDERS,
    "assign_expert": _CLERKS,
    # `owners` of a contact are the two parties of an accepted match, and the person itself.
    "see_contact": _grants("own", [Role.enterprise, *HOLDERS]) | _STAFF,
    # What the two sides of a service wrote to each other: with a reason, on record.
    "read_chat": _STAFF,
    "export_roster": _STAFF,
    "erase_person": _STAFF,
    # What is kept of somebody, taken for them: with a reason, on record.
    "export_person": _STAFF,
    "bind_code": _CLERKS,
    # `owners` of a firm are those who own it; nobody agrees to themselves, who are none of them.
    "admit_voice": _grants("own", [Role.enterprise]) | _CLERKS,
    "see_to_letters": _STAFF,
    "give_training": _STAFF,
    "publish_event": _OWN_HOLDERS | _STAFF,
    "release_photos": _STAFF,
    "end_chat": _STAFF,
    "notify_many": _DECIDERS,
    "see_monitoring": _STAFF,
    "report_figures": _STAFF,
    "ask_protection": _grants("own", [Role.expert]),
    "arrange_protection": _CLERKS,
    "manage_staff": {Role.admin: "inside"},
    "manage_vocabulary": {Role.admin: "any"},
    "change_settings": {Role.admin: "inside"},
    "set_weights": {Role.admin: "any"},
}

# What nobody decides in a matter of his own.
IMPARTIAL = frozenset(
    {
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
        "manage_staff",
        "erase_person",
        "export_person",
    }
)


def require(
    actor: Actor,
    action: str,
    subject_region: str | None = None,
    owners: Collection[Person] = (),
) -> None:
    """Refused «unknown_action», «wrong_role», «not_yours», «outside» or «own_case».

    `owners`: the persons whom the subject belongs to. A subject without a region lies outside
    every jurisdiction but the whole country's.
    """
    if action not in TABLE:
        raise Refused("unknown_action", f"没有“{action}”这一权限。")
    scopes = {TABLE[action][role] for role in actor.roles if role in TABLE[action]}
    if not scopes:
        raise Refused("wrong_role", "这件事您的身份办不了。")
    is_owner = actor.person is not None and actor.person in owners
    if is_owner and action in IMPARTIAL:
        raise Refused("own_case", "涉及本人的事，要由别的工作人员来办。")
    if "any" in scopes or ("own" in scopes and is_owner):
        return
    if "inside" not in scopes:
        raise Refused("not_yours", "这不是您本人的事。")
    if not covers(actor.jurisdiction, subject_region):
        raise Refused("outside", "不在您的辖区内。")


def may(
    actor: Actor,
    action: str,
    subject_region: str | None = None,
    owners: Collection[Person] = (),
) -> bool:
    """Whether `require` would let it pass."""
    try:
        require(actor, action, subject_region, owners)
    except Refused:
        return False
    return True


def may_ever(actor: Actor, action: str) -> bool:
    """Whether one of the actor's roles has this right over anybody."""
    return not actor.roles.isdisjoint(TABLE[action])


def able(action: str) -> frozenset[Role]:
    """The roles that have this right over anybody."""
    return frozenset(TABLE[action])

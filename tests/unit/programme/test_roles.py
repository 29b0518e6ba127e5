"""Sets of roles: what stands in which."""

from programme import roles
from programme.roles import Role


def test_who_belongs_to_which_set() -> None:
    assert {"reviewer", "operator", "admin"} == roles.STAFF
    assert {"reviewer", "admin"} == roles.DECIDERS
    assert {"expert", "station"} == roles.HOLDERS
    assert {"guest", "enterprise", "expert", "station"} == roles.APPLICANTS
    assert roles.PEOPLE == roles.APPLICANTS | roles.STAFF
    assert Role.clock not in roles.PEOPLE
    assert roles.STAFF_NAMES.keys() == roles.STAFF
    assert len(set(roles.STAFF_NAMES.values())) == 3


def test_whom_a_conversation_is_for() -> None:
    assert {"expert"} == roles.EXPERT
    assert {"station"} == roles.STATION
    assert {"enterprise"} == roles.ENTERPRISE
    assert {"guest", "enterprise"} == roles.NEWCOMERS
    assert {"guest", "enterprise", "station"} == roles.ASKERS
    assert {"staff"} == roles.OFFICE
    assert {"expert", "station", "staff"} == roles.MEMBERS
    assert {"enterprise", "expert", "station", "staff", "guest"} == roles.EVERYBODY

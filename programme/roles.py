"""Who takes part: the roles that tables of deeds and of authority name."""

from enum import StrEnum


class Role(StrEnum):
    """A person may hold several. `clock` is the calendar itself, which may never harm anyone."""

    guest = "guest"
    enterprise = "enterprise"
    expert = "expert"
    station = "station"
    reviewer = "reviewer"
    operator = "operator"
    admin = "admin"
    clock = "clock"


PEOPLE = frozenset(Role) - {Role.clock}
STAFF = frozenset({Role.reviewer, Role.operator, Role.admin})
STAFF_NAMES = {Role.reviewer: "审核人员", Role.operator: "经办人员", Role.admin: "管理员"}
DECIDERS = frozenset({Role.reviewer, Role.admin})
HOLDERS = frozenset({Role.expert, Role.station})
HOLDER_NAMES: dict[str, str] = {Role.expert: "志愿专家", Role.station: "工作站"}
APPLICANTS = PEOPLE - STAFF
"""Anyone may apply: a guest, an enterprise's owner, a station's person in charge."""

# Whom a conversation is for, as a speaker's roles say it: whoever is on a centre's staff has the role «staff».
GUEST = frozenset({Role.guest})
EXPERT = frozenset({Role.expert})
STATION = frozenset({Role.station})
ENTERPRISE = frozenset({Role.enterprise})
NEWCOMERS = GUEST | ENTERPRISE
ASKERS = NEWCOMERS | STATION
OFFICE = frozenset({"staff"})
MEMBERS = OFFICE | HOLDERS
EVERYBODY = OFFICE | APPLICANTS

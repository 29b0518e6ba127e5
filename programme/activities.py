"""The life of a training or an activity: announced, then held or called off (S4.3, S7.3)."""

from programme.lifecycle import Lifecycle, lifecycle, rows
from programme.packs.model import CONVENTION, Kind, RulePack
from programme.roles import HOLDERS, STAFF

STATES = {"announced": "已发布", "held": "已举办", "cancelled": "已取消"}
_CUSTOM = f"{CONVENTION} 活动：发布以后可以撤下，办完以后不能"


def training(pack: RulePack, kind: Kind) -> Lifecycle:
    """Given by a centre; closing it puts on record who came."""
    clause = training_clause(pack, kind)
    table = (
        *rows(["announced"], "hold", "held", STAFF, clause),
        *rows(["announced"], "cancel", "cancelled", STAFF, clause),
    )
    return lifecycle("培训", "announced", STATES, table)


def training_clause(pack: RulePack, kind: Kind) -> str:
    """What the pack says of training."""
    rules = pack.expert if kind == "expert" else pack.station
    right = rules.training if rules else None
    return right.clause if right else f"{CONVENTION} 培训：文件没有写，由中心安排"


def training_text(pack: RulePack, kind: Kind) -> str:
    """What a training is about by the pack, or nothing."""
    rules = pack.expert if kind == "expert" else pack.station
    return rules.training.text if rules and rules.training else ""


def event() -> Lifecycle:
    """Held by an expert, a station or a centre on the announced day, unless it is taken down before."""
    table = rows(["announced"], "cancel", "cancelled", HOLDERS | STAFF, _CUSTOM)
    return lifecycle("活动", "announced", STATES, table)

"""The life of a qualification, and of the warning, renewal, letter and agreement that go with it.

Nothing here lets the clock warn or take away a title: these deeds stand to staff alone.
"""

from programme.lifecycle import Lifecycle, Transition, lifecycle, rows
from programme.packs.model import CONVENTION, KindRules, RulePack
from programme.packs.offices import Kind
from programme.roles import DECIDERS, HOLDERS, STAFF, Role

STATES = {
    "active": "有效",
    "warned": "已警告",
    "suspended": "已暂停",
    "renewed": "已顺延",
    "expired": "已到期",
    "withdrawn": "已退出",
    "revoked": "已取消",
}
IN_FORCE = ("active", "warned", "suspended", "renewed")
IN_GOOD_STANDING = ("active", "renewed")
SERVING = ("active", "warned", "renewed")
REINSTATEMENT = f"{CONVENTION} 恢复：取消以后查明不该取消的，由工作人员另行决定恢复，任期不变"
SUSPENSION = f"{CONVENTION} 暂停：查处投诉期间不派新的需求，资格不变"


def qualification(pack: RulePack, kind: Kind) -> Lifecycle:
    """Deeds: warn, lift (a warning), suspend, resume, revoke, reinstate, withdraw, renew, expire.

    Who was warned before being suspended is warned still: `resume_warned`.
    """
    rules = pack.rules(kind)
    table = (
        *rows(IN_FORCE, "withdraw", "withdrawn", HOLDERS, rules.withdrawal.clause),
        *rows(SERVING, "suspend", "suspended", DECIDERS, SUSPENSION),
        *rows(["suspended"], "resume", "active", DECIDERS, SUSPENSION),
        *_warning(rules),
        *_revocation(rules),
        *_term(rules),
    )
    return lifecycle("资格", "active", STATES, table)


def loss_clause(rules: KindRules) -> str:
    """All clauses on which the title can be lost."""
    cited = ([rules.loss.clause] if rules.loss else []) + [loss.clause for loss in rules.losses]
    return "；".join(dict.fromkeys(part for clause in cited for part in clause.split("；")))


def _warning(rules: KindRules) -> tuple[Transition, ...]:
    if rules.warning is None:
        return ()
    clause = rules.warning.clause
    return (
        *rows(IN_GOOD_STANDING, "warn", "warned", DECIDERS, clause),
        *rows(["warned"], "lift", "active", DECIDERS, clause),
        *rows(["suspended"], "resume_warned", "warned", DECIDERS, SUSPENSION),
    )


def _revocation(rules: KindRules) -> tuple[Transition, ...]:
    clause = loss_clause(rules)
    if not clause:
        return ()
    return (
        *rows(IN_FORCE, "revoke", "revoked", DECIDERS, clause),
        *rows(["revoked"], "reinstate", "active", DECIDERS, REINSTATEMENT),
    )


def _term(rules: KindRules) -> tuple[Transition, ...]:
    if rules.term is None:
        return ()
    clause = rules.term.clause
    expiry = rows(IN_FORCE, "expire", "expired", DECIDERS | {Role.clock}, clause)
    if rules.term.renewal is None:
        return expiry
    return expiry + rows(["active", "warned", "expired", "renewed"], "renew", "renewed", DECIDERS, clause)


def renewal(pack: RulePack, kind: Kind) -> Lifecycle:
    """The holder asks, the centre agrees; only then does the qualification's `renew` follow."""
    term = pack.rules(kind).term
    table: tuple[Transition, ...] = ()
    if term and term.renewal:
        table = (
            *rows(["asked"], "agree", "agreed", DECIDERS, term.clause),
            *rows(["asked"], "decline", "declined", DECIDERS, term.clause),
            *rows(["asked"], "withdraw", "withdrawn", HOLDERS, term.clause),
        )
    names = {"asked": "已申请", "agreed": "已认可", "declined": "未认可", "withdrawn": "已撤回"}
    return lifecycle("顺延申请", "asked", names, table)


def warning(pack: RulePack, kind: Kind) -> Lifecycle:
    """A warning falls due by the calendar; staff issue it or withhold it. One that has not arrived yet is recalled, and waits again."""
    rule = pack.rules(kind).warning
    table: tuple[Transition, ...] = ()
    if rule:
        table = (
            *rows(["due"], "issue", "issued", DECIDERS, rule.clause),
            *rows(["due"], "withhold", "withheld", DECIDERS, rule.clause),
            *rows(["due"], "drop", "dropped", STAFF | {Role.clock}, rule.clause),
            *rows(["issued"], "lift", "lifted", DECIDERS, rule.clause),
            *rows(["issued"], "recall", "due", DECIDERS, pack.deciding.clause),
        )
    names = {
        "due": "待决定",
        "issued": "已警告",
        "withheld": "不警告",
        "dropped": "已补报",
        "lifted": "已解除",
    }
    return lifecycle("警告", "due", names, table)


def appointment_letter(pack: RulePack, kind: Kind) -> Lifecycle:
    """聘书 or certificate: prepared on certification, issued, replaced by a newer one, or void."""
    clause = pack.rules(kind).conferral.clause
    table = (
        *rows(["prepared"], "issue", "issued", STAFF | {Role.clock}, clause),
        *rows(["issued"], "replace", "replaced", STAFF, clause),
        *rows(["prepared", "issued"], "void", "voided", STAFF | HOLDERS, clause),
    )
    names = {"prepared": "待颁发", "issued": "已颁发", "replaced": "已换发", "voided": "已作废"}
    return lifecycle(pack.rules(kind).conferral.letter, "prepared", names, table)


def service_agreement(pack: RulePack, kind: Kind) -> Lifecycle:
    """服务协议, where the pack has one: offered, then signed or declined by the holder, then ended.

    Whoever has declined may still sign; with the title it ends, signed or not.
    """
    conferral = pack.rules(kind).conferral
    table: tuple[Transition, ...] = ()
    if conferral.agreement:
        clause = conferral.clause
        table = (
            *rows(["offered", "declined"], "sign", "signed", HOLDERS, clause),
            *rows(["offered"], "decline", "declined", HOLDERS, clause),
            *rows(["offered", "declined", "signed"], "end", "ended", HOLDERS | STAFF, clause),
        )
    names = {"offered": "待签订", "signed": "已签订", "declined": "未签订", "ended": "已终止"}
    return lifecycle("服务协议", "offered", names, table)

"""The life of an application, as the pack's review levels and publicity shape it."""

from programme.lifecycle import Lifecycle, Transition, lifecycle, rows
from programme.packs.model import KindRules, RulePack
from programme.packs.offices import Kind, Level
from programme.roles import APPLICANTS, DECIDERS, Role

STATES = {
    "draft": "草稿",
    "submitted": "已提交",
    "city_review": "市级审核",
    "provincial_review": "省级审核",
    "centre_review": "中心审核",
    "passed": "通过待公示",
    "publicity": "公示",
    "certified": "已认定",
    "returned": "退回补正",
    "refused": "不予通过",
    "withdrawn": "已撤回",
    "recommended": "已推荐",
}
UNDER_REVIEW = tuple(sorted(STATES.keys() - {"draft", "certified", "refused", "withdrawn", "recommended"}))
"""Somebody has handed it in, and nobody has decided."""
_REVIEW: dict[Level, str] = {
    "city": "city_review",
    "province": "provincial_review",
    "centre": "centre_review",
}


def application(pack: RulePack, kind: Kind, levels: tuple[Level, ...] = ()) -> Lifecycle:
    """draft → submitted → a review for each level of the pack → publicity, where it has one → certified.

    Where publicity is another level's than the last review's, `passed` stands between them, until that level begins it.

    A reviewer may decide straight from `submitted`; `take_up` only says that somebody is at it.
    `levels`: the offices of the applicant's own road, where it is another than the pack's (`programme.admission.review_levels`).
    What was passed wrongly is recalled to its last review while it is in publicity.
    Where the pack has a direct recommendation, `include` leads past review and publicity.
    """
    rules = pack.rules(kind)
    clause, levels = rules.review.clause, levels or rules.review.levels
    first = _REVIEW[levels[0]]
    beginning = (
        *rows(["draft"], "submit", "submitted", APPLICANTS, clause),
        *rows(["draft"], "discard", "withdrawn", APPLICANTS, clause),
        *rows(["submitted"], "take_up", first, DECIDERS, clause, levels[0]),
        *rows(["returned"], "resubmit", "submitted", APPLICANTS, clause),
    )
    passed = "passed" if publishes_apart(rules, levels[-1]) else "publicity"
    after = [_REVIEW[level] for level in levels[1:]] + [passed if rules.publicity else "certified"]
    reviews = tuple(
        transition
        for level, following in zip(levels, after, strict=True)
        for transition in _review(level, following, clause, is_first=level == levels[0])
    )
    under_way = ["submitted", *(_REVIEW[level] for level in levels)]
    leaving = (*under_way, "returned", *(["passed", "publicity"] if rules.publicity else []))
    ending = rows(leaving, "withdraw", "withdrawn", APPLICANTS, rules.withdrawal.clause)
    ending += _inclusion(rules, under_way)
    return lifecycle(
        "申请", "draft", STATES, beginning + reviews + _publicity(pack, kind, levels[-1]) + ending
    )


def publishes_apart(rules: KindRules, last: Level) -> bool:
    """Whether the pack names another level for publicity than for the last review."""
    named = rules.steps.publish if rules.steps and rules.publicity else "centre"
    return named not in ("any", "centre", last)


def waits_for(pack: RulePack, kind: Kind, state: str, levels: tuple[Level, ...] = ()) -> Level | None:
    """The level whose review an application in this state waits for; None where it waits for none.

    `levels`: the offices of the applicant's own road, as for `application`.
    """
    levels = levels or pack.rules(kind).review.levels
    if state in ("submitted", "returned"):
        return levels[0]
    return next((level for level in levels if _REVIEW[level] == state), None)


def recommendation(pack: RulePack, kind: Kind) -> Lifecycle:
    """Those whom a body has certified itself and puts forward are included directly, without publicity."""
    rule = pack.rules(kind).recommendation
    table: tuple[Transition, ...] = ()
    if rule and rule.direct:
        table = (
            *rows(["recommended"], "include", "certified", DECIDERS, rule.clause),
            *rows(["recommended"], "refuse", "refused", DECIDERS, rule.clause),
        )
    return lifecycle("推荐", "recommended", STATES, table)


def _review(level: Level, following: str, clause: str, *, is_first: bool) -> tuple[Transition, ...]:
    sources = ["submitted"] * is_first + [_REVIEW[level]]
    return (
        *rows(sources, "pass", following, DECIDERS, clause, level),
        *rows(sources, "return", "returned", DECIDERS, clause, level),
        *rows(sources, "refuse", "refused", DECIDERS, clause, level),
    )


def _inclusion(rules: KindRules, under_way: list[str]) -> tuple[Transition, ...]:
    """Whom a body recommends as certified by itself is included directly (S2.2)."""
    rule = rules.recommendation
    return rows(under_way, "include", "certified", DECIDERS, rule.clause) if rule and rule.direct else ()


def _publicity(pack: RulePack, kind: Kind, last: Level) -> tuple[Transition, ...]:
    rule = pack.rules(kind).publicity
    if rule is None:
        return ()
    steps = pack.rules(kind).steps
    return (
        *rows(["passed"], "publish", "publicity", DECIDERS, steps.clause if steps else rule.clause),
        *rows(["publicity"], "certify", "certified", DECIDERS | {Role.clock}, rule.clause),
        *rows(["publicity"], "refuse", "refused", DECIDERS, rule.clause),
        *rows(["passed", "publicity"], "recall", _REVIEW[last], DECIDERS, pack.deciding.clause, last),
    )

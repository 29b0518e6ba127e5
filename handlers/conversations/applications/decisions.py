"""通过 / 退回 / 不予通过 / 推荐: an application under review."""

from __future__ import annotations

from collections.abc import Sequence

from actions.access import pack_of
from actions.applications.apply import REVIEWS, admission_of
from actions.applications.recommend import FIRST, includable, include, track, turn_down
from actions.applications.review import next_review, review, reviewable
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decision import Decision, Deed, Subject
from handlers.engine.delivered import told
from handlers.rendering.plain import show_domains
from programme.roles import HOLDER_NAMES
from programme.spans import written_day
from storage.queries.applications.filed import ApplicationFacts, application


def _reviewable(talk: ConversationContext, named: str) -> list[Subject]:
    return [_subject(talk, one) for one in reviewable(talk.work, talk.speaker, talk.rules)]


def _subject(talk: ConversationContext, one: ApplicationFacts) -> Subject:
    first = "，优先" if admission_of(one, talk.rules).has_priority else ""
    about = f"{one.unit if one.kind == 'expert' else '工作站'}{_category(talk, one)}{first}"
    return Subject(one.id, one.name, about, number=one.id)


def _category(talk: ConversationContext, one: ApplicationFacts) -> str:
    """What sorts the queue: the pack's category, else the first field of service."""
    categories = pack_of(one.pack, talk.rules).rules(one.kind).categories
    labels = {category.id: category.label for category in categories}
    found = labels.get(one.category or "") or show_domains(list(one.domains[:1]))
    return f"，{found}" if found else ""


def _review(deed: str) -> Deed:
    def decide(talk: ConversationContext, subject: int, values: Values) -> str:
        reason = values.get("reason", "")
        review(talk.work, talk.speaker, subject, deed, reason, talk.rules, talk.now)
        one = _one(talk, subject)
        ends = written_day(one.publicity_ends, talk.today) if one.publicity_ends else ""
        return _REVIEWED[one.state].format(one=one, called=HOLDER_NAMES[one.kind], ends=ends, told=told(talk))

    return decide


def _one(talk: ConversationContext, subject: int) -> ApplicationFacts:
    """The application that a deed was just done to."""
    one = application(talk.work, subject)
    assert one is not None
    return one


_REVIEWED = {
    "publicity": "已通过：{one.name}的{called}申请，公示到 {ends}{told}。",
    "certified": "已通过并认定：{one.name}{told}。",
    "returned": "已退回：{one.name}的申请，原因写在通知里{told}。",
    "refused": "不予通过：{one.name}的申请，原因写在通知里{told}。",
    "city_review": "已通过：{one.name}的申请，转市级审核。",
    "provincial_review": "已通过：{one.name}的申请，转省级审核。",
    "centre_review": "已通过：{one.name}的申请，转中心审核。",
}


def _shortcomings(talk: ConversationContext, subject: int) -> str:
    """What a reviewer must see before passing: conditions that are not met."""
    one = application(talk.work, subject)
    short = admission_of(one, talk.rules).short if one else ()
    return "\n".join(["有条件不符合，仍要通过吗？", *map(str, short)]) if short else ""


def _papers_owed(talk: ConversationContext, subject: int) -> str:
    """What a reviewer must see before passing by a mere number: papers that are not there."""
    lacking = _lacking(talk, subject)
    return f"还没交：{lacking}。仍要通过吗？" if lacking else ""


def _lacking(talk: ConversationContext, subject: int) -> str:
    one = application(talk.work, subject)
    missing = admission_of(one, talk.rules).papers_missing if one else ()
    return "、".join(paper.name for paper in missing)


def _pass(talk: ConversationContext, subject: int, values: Values) -> str:
    """As it is done, with the papers that are still owed."""
    lacking = _lacking(talk, subject)
    owed = f"材料还没交：{lacking}，请记得补收。" if lacking else ""
    return join(_review("pass")(talk, subject, values), owed)


def _review_ground(talk: ConversationContext, subject: int) -> Sequence[str]:
    one = application(talk.work, subject)
    if one is None or one.state not in REVIEWS:
        return ()
    return (next_review(one, pack_of(one.pack, talk.rules)).clause,)


def _includable(talk: ConversationContext, named: str) -> list[Subject]:
    return [_subject(talk, one) for one in includable(talk.work, talk.speaker, talk.rules)]


def _include(talk: ConversationContext, subject: int, values: Values) -> str:
    reason = values.get("reason", "")
    include(talk.work, talk.speaker, subject, reason, talk.rules, talk.now)
    return f"已按推荐直接纳入并认定：{_one(talk, subject).name}{told(talk)}。"


def _put_forward(talk: ConversationContext, named: str) -> list[Subject]:
    return [_subject(talk, one) for one in includable(talk.work, talk.speaker, talk.rules, FIRST)]


def _turn_down(talk: ConversationContext, subject: int, values: Values) -> str:
    reason = values.get("reason", "")
    turn_down(talk.work, talk.speaker, subject, reason, talk.rules, talk.now)
    return f"好的，不纳入{_one(talk, subject).name}，理由已留档。"


def _take_in(talk: ConversationContext, subject: int) -> str:
    """What a reviewer reads before taking in one who was put forward."""
    one = application(talk.work, subject)
    rule = track(one, talk.rules) if one else None
    return f"认定依据：{one.reason}（{rule.clause}）。请再看一眼。" if one and rule else ""


def _only_certified(talk: ConversationContext, subject: int) -> str:
    one = application(talk.work, subject)
    rule = track(one, talk.rules) if one else None
    by = rule.by if rule else ""
    return f"只有{by}已经认定过的，才能推荐；推荐后直接纳入，不再评审和公示。请再看一眼。"


def _track_ground(talk: ConversationContext, subject: int) -> Sequence[str]:
    one = application(talk.work, subject)
    rule = track(one, talk.rules) if one else None
    return (rule.clause,) if rule else ()


DECISIONS = (
    Decision(
        "take_in",
        ("纳入", "同意纳入"),
        "待纳入的推荐",
        _put_forward,
        _include,
        needs_reason=False,
        caution=_take_in,
        grounds=_track_ground,
        action="review",
    ),
    Decision(
        "turn_down",
        ("不予纳入", "不纳入", "不能纳入"),
        "待纳入的推荐",
        _put_forward,
        _turn_down,
        grounds=_track_ground,
        action="review",
    ),
    Decision(
        "pass",
        ("通过", "同意认定", "审核通过", "同意…申请"),
        "待审核的申请",
        _reviewable,
        _pass,
        needs_reason=False,
        after_a_name=("可以", "可以了", "可以过", "过审", "没问题", "批了", "同意"),
        caution=_shortcomings,
        unless_named=_papers_owed,
        grounds=_review_ground,
        action="review",
    ),
    Decision(
        "return",
        ("退回", "退回补正", "打回", "打回去"),
        "待审核的申请",
        _reviewable,
        _review("return"),
        grounds=_review_ground,
        action="review",
    ),
    Decision(
        "refuse",
        ("不予通过", "不通过", "不能通过", "驳回"),
        "待审核的申请",
        _reviewable,
        _review("refuse"),
        grounds=_review_ground,
        action="review",
    ),
    Decision(
        "include",
        ("推荐", "推荐认定"),
        "可以推荐直接纳入的申请",
        _includable,
        _include,
        caution=_only_certified,
        grounds=_track_ground,
        action="review",
    ),
)

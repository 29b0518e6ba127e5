"""通过 / 退回 / 不予通过 / 推荐: an application under review."""

from __future__ import annotations

from collections.abc import Sequence

from actions.access import pack_of
from actions.applications.apply import CALLING, REVIEWS, admission_of
from actions.applications.dossier import matter_of_application
from actions.applications.publicity import publicity_at
from actions.applications.publish import publish, publishable
from actions.applications.recall import recall_pass, recallable
from actions.applications.recommend import FIRST, includable, include, track, turn_down
from actions.applications.review import (
    answer_pass,
    appraises,
    next_review,
    papers_owed,
    review,
    reviewable,
    step_of,
    takes_second,
)
from actions.steps import StepOwners
from handlers.conversations.applications.waiting import owner_in_words
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decision import LOOK_AGAIN, Decision, Deed, Subject
from handlers.engine.delivered import told
from handlers.rendering.plain import show_domains
from language import callings
from programme.deciding import alone_from
from programme.roles import HOLDER_NAMES
from programme.spans import plain_day, written_day
from storage.queries.applications.filed import ApplicationFacts, application
from storage.queries.titles.rulings import ruling, rulings_in


def _reviewable(talk: ConversationContext, named: str) -> list[Subject]:
    own = not named
    found = reviewable(talk.work, talk.speaker, talk.rules, talk.now, own=own)
    return [_subject(talk, one) for one in found]


def _is_ours(talk: ConversationContext, subject: int) -> None:
    """Refused where the review is another level's."""
    one = application(talk.work, subject)
    if one is not None:
        at = step_of(one, pack_of(one.pack, talk.rules), talk.now)
        StepOwners(talk.work).require(talk.speaker, at)


def _subject(talk: ConversationContext, one: ApplicationFacts) -> Subject:
    first = "，优先" if admission_of(one, talk.rules).has_priority else ""
    about = f"{one.unit if one.kind == 'expert' else '工作站'}{_category(talk, one)}{first}"
    return Subject(one.id, one.name, about, number=one.id)


def _category(talk: ConversationContext, one: ApplicationFacts) -> str:
    """What sorts the queue: the pack's category, else an expert's calling, else the first field of service."""
    categories = pack_of(one.pack, talk.rules).rules(one.kind).categories
    labels = {category.id: category.label for category in categories}
    calling = callings.LABELS.get(one.answers.get(CALLING, ""))
    found = labels.get(one.category or "") or calling or show_domains(list(one.domains[:1]))
    return f"，{found}" if found else ""


def _review(deed: str) -> Deed:
    def decide(talk: ConversationContext, subject: int, values: Values) -> str:
        reason = values.get("reason", "")
        review(talk.work, talk.speaker, subject, deed, reason, talk.rules, talk.now)
        return _reviewed(talk, subject)

    return decide


def _reviewed(talk: ConversationContext, subject: int) -> str:
    one = _one(talk, subject)
    ends = written_day(one.publicity_ends, talk.today) if one.publicity_ends else ""
    words = {"called": HOLDER_NAMES[one.kind], "ends": ends, "told": told(talk)}
    return _REVIEWED[one.state].format(one=one, owner=owner_in_words(talk, one), **words)


def _one(talk: ConversationContext, subject: int) -> ApplicationFacts:
    """The application that a deed was just done to."""
    one = application(talk.work, subject)
    assert one is not None
    return one


_REVIEWED = {
    "passed": "已通过：{one.name}的{called}申请，转{owner}公示{told}。",
    "publicity": "已通过：{one.name}的{called}申请，公示到 {ends}{told}。",
    "certified": "已通过并认定：{one.name}{told}。",
    "returned": "已退回：{one.name}的申请，原因写在通知里{told}。",
    "refused": "不予通过：{one.name}的申请，原因写在通知里{told}。",
    "city_review": "已通过：{one.name}的申请，转市级审核。",
    "provincial_review": "已通过：{one.name}的申请，转省级审核。",
    "centre_review": "已通过：{one.name}的申请，转中心审核。",
}


def _shortcomings(talk: ConversationContext, subject: int) -> str:
    """What a reviewer must see before passing: conditions that are not met, required papers that are not there."""
    one = application(talk.work, subject)
    short = admission_of(one, talk.rules).short if one else ()
    lines = ["有条件不符合，仍要通过吗？", *map(str, short)] if short else []
    owed = papers_owed(talk.work, subject, talk.rules)
    lines += [f"必交的材料还没交：{'、'.join(owed)}。仍要通过，要写原因。"] if owed else []
    return "\n".join([*lines, *filter(None, [_appraisal(talk, subject)])])


def _papers_owed(talk: ConversationContext, subject: int) -> str:
    """What a reviewer must see before passing by a mere number: papers that are not there."""
    lacking = _lacking(talk, subject)
    return f"还没交：{lacking}。仍要通过吗？" if lacking else ""


def _lacking(talk: ConversationContext, subject: int) -> str:
    one = application(talk.work, subject)
    missing = admission_of(one, talk.rules).papers_missing if one else ()
    return "、".join(paper.name for paper in missing)


def _pass(talk: ConversationContext, subject: int, values: Values) -> str:
    """As it is done, with the papers that are still owed; against conditions it is only proposed."""
    reason = values.get("reason", "")
    asked = review(talk.work, talk.speaker, subject, "pass", reason, talk.rules, talk.now)
    if asked is not None:
        return _proposed_to(talk, subject, asked)
    lacking = _lacking(talk, subject)
    passed = _one(talk, subject)
    stop = f"；要先停下，说「撤回公示 {passed.name}」" if passed.state in ("passed", "publicity") else ""
    owed = f"材料还没交：{lacking}，请记得补收{stop}。" if lacking else ""
    return join(_reviewed(talk, subject), owed)


def _proposed_to(talk: ConversationContext, subject: int, asked: int) -> str:
    name = _one(talk, subject).name
    if asked:
        return f"已提出通过{name}的申请。有条件不符合，要另一位工作人员确认，已请 {asked} 位看。"
    opens = plain_day(alone_from(talk.today, talk.rules.calendar), talk.today)
    return (
        f"已提出通过{name}的申请。有条件不符合，这里只有您一位能办，要隔一个工作日再确认一次："
        f"{opens}起说「确认通过 {name}」。"
    )


def _against_conditions(talk: ConversationContext, subject: int) -> bool:
    """Or without a paper that the pack requires; or because the office's 测评 goes with it."""
    owed = papers_owed(talk.work, subject, talk.rules)
    return takes_second(talk.work, subject, talk.rules) or bool(owed) or bool(_appraisal(talk, subject))


def _appraisal(talk: ConversationContext, subject: int) -> str:
    """What the office is to write down before it passes an application on; empty where the pack asks for nothing."""
    one = application(talk.work, subject)
    if one is None or one.state not in REVIEWS:
        return ""
    pack = pack_of(one.pack, talk.rules)
    if not appraises(one, next_review(one, pack), pack):
        return ""
    return f"通过前写上测评情况，写在报上级的申请上（{pack.rules(one.kind).review.clause}）。"


def _passes_proposed(talk: ConversationContext, named: str) -> list[Subject]:
    found = rulings_in(talk.work, talk.speaker.jurisdiction, ("pass_against",), "proposed")
    about = [(one, application(talk.work, one.subject_id)) for one in found]
    return [Subject(one.id, filed.name, filed.unit, person=one.person_id) for one, filed in about if filed]


def _proposed(talk: ConversationContext, subject: int) -> str:
    one = ruling(talk.work, subject)
    return join(one.dossier, f"原因：{one.reason}。", LOOK_AGAIN) if one else LOOK_AGAIN


def _answer_pass(deed: str) -> Deed:
    def decide(talk: ConversationContext, subject: int, values: Values) -> str:
        reason = values.get("reason", "")
        key = answer_pass(talk.work, talk.speaker, subject, deed, reason, talk.rules, talk.now)
        one, made = _one(talk, key), ruling(talk.work, subject)
        if deed == "drop":
            return f"好的，{one.name}的申请先不通过，还在待审核里。"
        return join(_reviewed(talk, key), "档案里记为「一人决定」。" if made and made.alone else "")

    return decide


def _file(talk: ConversationContext, subject: int) -> str:
    """What staff must have before them when they refuse."""
    if application(talk.work, subject) is None:
        return LOOK_AGAIN
    return join(*matter_of_application(talk.work, subject, talk.rules, talk.now).dossier, LOOK_AGAIN)


def _review_ground(talk: ConversationContext, subject: int) -> Sequence[str]:
    one = application(talk.work, subject)
    if one is None or one.state not in REVIEWS:
        return ()
    return (next_review(one, pack_of(one.pack, talk.rules)).clause,)


def _includable(talk: ConversationContext, named: str) -> list[Subject]:
    return [_subject(talk, one) for one in includable(talk.work, talk.speaker, talk.rules, talk.now)]


def _include(talk: ConversationContext, subject: int, values: Values) -> str:
    reason = values.get("reason", "")
    include(talk.work, talk.speaker, subject, reason, talk.rules, talk.now)
    return f"已按推荐直接纳入并认定：{_one(talk, subject).name}{told(talk)}。"


def _put_forward(talk: ConversationContext, named: str) -> list[Subject]:
    return [_subject(talk, one) for one in includable(talk.work, talk.speaker, talk.rules, talk.now, FIRST)]


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


def _in_publicity(talk: ConversationContext, named: str) -> list[Subject]:
    return [_subject(talk, one) for one in recallable(talk.work, talk.speaker)]


def _recall(talk: ConversationContext, subject: int, values: Values) -> str:
    recall_pass(talk.work, talk.speaker, subject, values.get("reason", ""), talk.rules, talk.now)
    return f"已撤回：{_one(talk, subject).name}的公示停了，申请回到审核{told(talk)}。"


def _publishable(talk: ConversationContext, named: str) -> list[Subject]:
    found = publishable(talk.work, talk.speaker, talk.rules, talk.now, own=not named)
    return [_subject(talk, one) for one in found]


def _may_publish(talk: ConversationContext, subject: int) -> None:
    """Refused where publicity is another level's to begin."""
    one = application(talk.work, subject)
    if one is not None:
        at = publicity_at(one, pack_of(one.pack, talk.rules), talk.now)
        StepOwners(talk.work).require(talk.speaker, at)


def _publish(talk: ConversationContext, subject: int, values: Values) -> str:
    publish(talk.work, talk.speaker, subject, talk.rules, talk.now)
    one = _one(talk, subject)
    ends = written_day(one.publicity_ends, talk.today) if one.publicity_ends else ""
    return f"已发起公示：{one.name}，到 {ends}{told(talk)}。"


DECISIONS = (
    Decision(
        "publish",
        ("发起公示", "同意公示", "予以公示"),
        "待公示的申请",
        _publishable,
        _publish,
        needs_reason=False,
        caution=lambda talk, subject: "",
        action="review",
        check=_may_publish,
    ),
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
        asks="原因是？只写在申请上，申请人看不到。",
        after_a_name=("可以", "可以了", "可以过", "过审", "没问题", "批了", "同意"),
        caution=_shortcomings,
        unless_named=_papers_owed,
        wants_reason=_against_conditions,
        grounds=_review_ground,
        action="review",
        check=_is_ours,
    ),
    Decision(
        "confirm_pass",
        ("确认通过", "同意通过"),
        "等第二人确认的申请",
        _passes_proposed,
        _answer_pass("confirm"),
        needs_reason=False,
        caution=_proposed,
        action="review",
    ),
    Decision(
        "drop_pass",
        ("不同意通过", "先不通过"),
        "等第二人确认的申请",
        _passes_proposed,
        _answer_pass("drop"),
        asks="原因是？只留档，不通知。",
        caution=lambda talk, subject: "确认后留档，不通知。",
        action="review",
    ),
    Decision(
        "recall_pass",
        (
            "撤回公示",
            "撤回通过",
            "收回通过",
            "停止公示",
            "取消公示",
            "先不公示",
            "撤回…公示",
            "停…公示",
            "撤回…通过",
        ),
        "公示中的申请",
        _in_publicity,
        _recall,
        after_a_name=("公示撤回", "公示先停"),
        caution=lambda talk, subject: "确认后公示停下，回到审核；已经告诉过本人的，再告诉本人。",
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
        check=_is_ours,
    ),
    Decision(
        "refuse",
        ("不予通过", "不通过", "不能通过", "驳回"),
        "待审核的申请",
        _reviewable,
        _review("refuse"),
        caution=_file,
        grounds=_review_ground,
        action="review",
        check=_is_ours,
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

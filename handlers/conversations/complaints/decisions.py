"""异议 / 投诉 / 申诉: a case that somebody has brought."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from actions.access import kind_of, pack_of
from actions.complaints.appeals import decide_appeal
from actions.complaints.cases import decide_complaint, decide_objection, open_cases
from actions.complaints.handover import close_request
from actions.complaints.hearing import hearers
from actions.complaints.notices import CaseDecided
from actions.complaints.repay import record_repayment
from handlers.conversations.complaints.answering import gist
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decision import Decision, Deed, Subject, Subjects
from handlers.engine.delivered import told
from handlers.rendering.plain import shorten
from programme.cases import APPEAL, OPEN_REQUESTS, complaint_clause
from programme.deciding import may_take_back
from programme.packs import Kind
from storage.queries.complaints.cases import CaseFacts, appealed_with_success, find_case, get_case
from storage.queries.complaints.contestable import last_deciders


def _cases(kind: str, *states: str) -> Subjects:
    def subjects(talk: ConversationContext, named: str) -> list[Subject]:
        return [
            Subject(case.id, case.against or "未写对象", shorten(case.text, 16), number=case.id)
            for case in open_cases(talk.work, talk.speaker, kind, *states)
            if named or kind != "objection" or talk.speaker.person_id in hearers(talk.work, case)
        ]

    return subjects


def _objection(deed: str, done: str) -> Deed:
    def decide(talk: ConversationContext, subject: int, values: Values) -> str:
        reason = values.get("reason", "")
        decide_objection(talk.work, talk.speaker, subject, deed, reason, talk.rules, talk.now)
        return done.format(name=get_case(talk.work, subject).against, told=told(talk, who="提出的人"))

    return decide


def _complaints(other: str) -> Subjects:
    """Complaints to decide; where the words call one that the speaker decided the `other` way, or that was appealed with success, that too."""

    def subjects(talk: ConversationContext, named: str) -> list[Subject]:
        waiting = open_cases(talk.work, talk.speaker, "complaint")
        if waiting and not named:
            return [_as_subject(case) for case in waiting]
        decided = open_cases(talk.work, talk.speaker, "complaint", other)
        called = [case for case in decided if _names(case, named)]
        if not (called or waiting):
            called = decided
        return [_as_subject(case) for case in (*waiting, *_changeable(talk, called))]

    return subjects


def _as_subject(case: CaseFacts) -> Subject:
    return Subject(case.id, case.against or "未写对象", shorten(case.text, 16), number=case.id)


def _changeable(talk: ConversationContext, decided: Sequence[CaseFacts]) -> list[CaseFacts]:
    """Those of which the speaker may say otherwise now; whether it is too late is said when it is done."""
    if not decided:
        return []
    numbers = [case.id for case in decided]
    by = last_deciders(talk.work, numbers)
    appealed = appealed_with_success(talk.work, [f"complaint:{number}" for number in numbers])
    return [
        case
        for case in decided
        if by.get(case.id) == talk.speaker.person_id or f"complaint:{case.id}" in appealed
    ]


def _names(case: CaseFacts, named: str) -> bool:
    return (
        bool(case.against and case.against in named)
        or re.search(rf"(?<!\d){case.id}(?!\d)", named) is not None
    )


def _lately(other: str) -> Callable[[ConversationContext], list[Subject]]:
    """What the speaker has just decided the other way, the newest first."""

    def found(talk: ConversationContext) -> list[Subject]:
        decided = open_cases(talk.work, talk.speaker, "complaint", other)
        in_time = [
            case
            for case in decided
            if case.decided_at and may_take_back(talk.rules.deciding, case.decided_at, talk.now)
        ]
        newest = sorted(_changeable(talk, in_time), key=lambda one: str(one.decided_at), reverse=True)
        return [_as_subject(case) for case in newest]

    return found


def _complaint(deed: str, done: str) -> Deed:
    def decide(talk: ConversationContext, subject: int, values: Values) -> str:
        reason = values.get("reason", "")
        decide_complaint(talk.work, talk.speaker, subject, deed, reason, talk.rules, talk.now)
        return done.format(
            name=get_case(talk.work, subject).against,
            number=subject,
            told=told(talk, CaseDecided.kind, who="投诉人"),
        )

    return decide


def _repaid(talk: ConversationContext, subject: int, values: Values) -> str:
    amount = record_repayment(talk.work, talk.speaker, subject, values.get("reason", ""), talk.now)
    return f"{subject} 号投诉：已记退款 {amount.normalize():f} 元{told(talk, who='投诉人')}。"


def _unpaid(talk: ConversationContext, named: str) -> list[Subject]:
    found = open_cases(talk.work, talk.speaker, "complaint", "upheld", "referred")
    return [
        Subject(case.id, case.against or "未写对象", shorten(case.text, 16), number=case.id)
        for case in found
        if case.about == "fee" and case.repaid_at is None
    ]


def _appeal(deed: str, done: str) -> Deed:
    def decide(talk: ConversationContext, subject: int, values: Values) -> str:
        decide_appeal(talk.work, talk.speaker, subject, deed, values.get("reason", ""), talk.now)
        return done.format(number=subject, told=told(talk))

    return decide


def _complaint_ground(talk: ConversationContext, subject: int) -> Sequence[str]:
    case = find_case(talk.work, subject)
    kind: Kind = "expert" if talk.rules.expert else "station"
    return (complaint_clause(talk.rules, kind, case.about or "quality"),) if case else ()


def _objection_ground(talk: ConversationContext, subject: int) -> Sequence[str]:
    """By the pack of the application, whichever is in use."""
    case = find_case(talk.work, subject)
    if case is None or case.pack is None or case.applicant is None:
        return ()
    rule = pack_of(case.pack, talk.rules).rules(kind_of(case.applicant)).publicity
    return (rule.clause,) if rule else ()


def _no_second_look(talk: ConversationContext, subject: int) -> str:
    """What is said to somebody can be put right by the next word."""
    return ""


def _requests(talk: ConversationContext, named: str) -> list[Subject]:
    return [
        Subject(case.id, case.person or "访客", f"{gist(case)}，说「答复 {case.id} …」", number=case.id)
        for case in open_cases(talk.work, talk.speaker, "request", *OPEN_REQUESTS)
    ]


def _close(talk: ConversationContext, subject: int, values: Values) -> str:
    close_request(talk.work, talk.speaker, subject, talk.now)
    return f"{subject} 号事项办好了{told(talk, who=get_case(talk.work, subject).person or '对方')}。"


DECISIONS = (
    Decision(
        "close_request",
        ("办好了",),
        "待答复的事项",
        _requests,
        _close,
        needs_reason=False,
        caution=_no_second_look,
        action="answer_request",
    ),
    Decision(
        "uphold_objection",
        ("异议成立",),
        "待处理的异议",
        _cases("objection"),
        _objection("uphold", "异议成立，{name}不予认定{told}。"),
        grounds=_objection_ground,
        after_a_name=("成立",),
        action="decide_objection",
    ),
    Decision(
        "dismiss_objection",
        ("异议不成立",),
        "待处理的异议",
        _cases("objection"),
        _objection("dismiss", "异议不成立，{name}公示期满后照常认定{told}。"),
        grounds=_objection_ground,
        after_a_name=("不成立",),
        action="decide_objection",
    ),
    Decision(
        "uphold_complaint",
        ("投诉成立",),
        "待处理的投诉",
        _complaints("dismissed"),
        _complaint(
            "uphold",
            "{number} 号投诉成立{told}。要取消资格说「取消资格 {name}」，要移送说「移送 {number} 号」。",
        ),
        grounds=_complaint_ground,
        after_a_name=("成立", "查实", "属实", "是真的", "改成立", "改成成立", "应该成立"),
        lately=_lately("dismissed"),
        action="decide_complaint",
    ),
    Decision(
        "dismiss_complaint",
        ("投诉不成立",),
        "待处理的投诉",
        _complaints("upheld"),
        _complaint("dismiss", "{number} 号投诉不成立{told}。"),
        lately=_lately("upheld"),
        grounds=_complaint_ground,
        after_a_name=(
            "不成立",
            "不属实",
            "改不成立",
            "改成不成立",
            "应该不成立",
            "查无实据",
            "没查实",
            "没有查实",
            "没有查到依据",
        ),
        action="decide_complaint",
    ),
    Decision(
        "repaid",
        ("已退款", "钱退了", "记退款"),
        "查实了的收费投诉",
        _unpaid,
        _repaid,
        asks="退了多少钱？比如「800 元」。",
        caution=lambda talk, subject: "确认后记下，并告诉投诉人。",
        action="decide_complaint",
    ),
    Decision(
        "uphold_appeal",
        ("申诉成立",),
        "待处理的申诉",
        _cases("appeal"),
        _appeal(
            "uphold",
            "{number} 号申诉成立{told}。原来的决定不会自己改，要解除、恢复或重新审核，请另外来办。",
        ),
        grounds=lambda talk, subject: (APPEAL,),
        action="decide_appeal",
    ),
    Decision(
        "dismiss_appeal",
        ("申诉不成立",),
        "待处理的申诉",
        _cases("appeal"),
        _appeal("dismiss", "{number} 号申诉不成立，原决定不变{told}。"),
        grounds=lambda talk, subject: (APPEAL,),
        action="decide_appeal",
    ),
    Decision(
        "refer",
        ("移送",),
        "已成立的投诉",
        _cases("complaint", "upheld"),
        _complaint("refer", "{number} 号投诉已记为移送主管部门。"),
        grounds=_complaint_ground,
        action="decide_complaint",
    ),
)

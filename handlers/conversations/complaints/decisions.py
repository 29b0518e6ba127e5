"""异议 / 投诉: a case that somebody has brought."""

from __future__ import annotations

from collections.abc import Sequence

from actions.access import application_rules
from actions.complaints.cases import decide_complaint, decide_objection, open_cases
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decision import Decision, Deed, Subject, Subjects
from programme.cases import complaint_clause
from programme.packs import Kind
from storage.tables import Application, Case


def _cases(kind: str, *states: str) -> Subjects:
    def subjects(talk: ConversationContext, named: str) -> list[Subject]:
        return [
            Subject(case.id, case.against or "未写对象", reading.shorten(case.text, 16), number=case.id)
            for case in open_cases(talk.work, talk.speaker, kind, *states)
        ]

    return subjects


def _objection(deed: str, done: str) -> Deed:
    def decide(talk: ConversationContext, subject: int, values: Values) -> str:
        reason = values.get("reason", "")
        case = decide_objection(talk.work, talk.speaker, subject, deed, reason, talk.rules, talk.now)
        return done.format(name=case.against)

    return decide


def _complaint(deed: str, done: str) -> Deed:
    def decide(talk: ConversationContext, subject: int, values: Values) -> str:
        reason = values.get("reason", "")
        case = decide_complaint(talk.work, talk.speaker, subject, deed, reason, talk.rules, talk.now)
        return done.format(name=case.against, number=case.id)

    return decide


def _complaint_ground(talk: ConversationContext, subject: int) -> Sequence[str]:
    case = talk.work.session.get(Case, subject)
    kind: Kind = "expert" if talk.rules.expert else "station"
    return (complaint_clause(talk.rules, kind, case.about or "quality"),) if case else ()


def _objection_ground(talk: ConversationContext, subject: int) -> Sequence[str]:
    case = talk.work.session.get(Case, subject)
    application = talk.work.session.get(Application, case.application_id) if case else None
    rule = application_rules(application, talk.rules).publicity if application else None
    return (rule.clause,) if rule else ()


ROWS = (
    Decision(
        "uphold_objection",
        ("异议成立",),
        "待处理的异议",
        _cases("objection"),
        _objection("uphold", "异议成立，{name}不予认定，双方都已通知。"),
        grounds=_objection_ground,
        action="decide_objection",
    ),
    Decision(
        "dismiss_objection",
        ("异议不成立",),
        "待处理的异议",
        _cases("objection"),
        _objection("dismiss", "异议不成立，{name}公示期满后照常认定，已答复提出的人。"),
        grounds=_objection_ground,
        action="decide_objection",
    ),
    Decision(
        "uphold_complaint",
        ("投诉成立",),
        "待处理的投诉",
        _cases("complaint"),
        _complaint(
            "uphold",
            "{number} 号投诉成立，已答复投诉人。要取消资格请回复「取消资格 {name}」，要移送请回复「移送 {number} 号」。",
        ),
        grounds=_complaint_ground,
        action="decide_complaint",
    ),
    Decision(
        "dismiss_complaint",
        ("投诉不成立",),
        "待处理的投诉",
        _cases("complaint"),
        _complaint("dismiss", "{number} 号投诉不成立，已答复投诉人。"),
        grounds=_complaint_ground,
        action="decide_complaint",
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

"""What staff decide by a word and a name: one row a decision, from «通过» to «取消资格».

A new decision is a new row; `handlers/conversations/decide.py` hears it, finds whom it is about,
asks for what is missing and takes the second look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from actions.applications import CALLED, admission_of
from actions.binding import issue_code
from actions.cases import decide_complaint, decide_objection, open_cases
from actions.holders import Holder, holder, holders_in, locked
from actions.reviews import next_review, review, reviewable
from actions.standing import (
    asked_renewals,
    decide_renewal,
    decide_warning,
    due_warnings,
    lift_warning,
    revoke,
)
from handlers import reading, tokens
from handlers.context import Talk, Values
from handlers.model import Choice
from programme.cases import complaint_clause
from programme.packs import Kind, RulePack
from programme.qualification import IN_FORCE, loss_clause
from storage.tables import Application, Case, FormalWarning

LOOK_AGAIN = "请再看一眼，确认后马上生效，并通知对方。"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a decision is about; `name` is how staff call it, `about` tells namesakes apart."""

    id: int
    name: str
    about: str
    number: int = 0

    @property
    def label(self) -> str:
        numbered = f"{self.number} 号 " if self.number else ""
        return f"{numbered}{self.name}（{self.about}）" if self.about else f"{numbered}{self.name}"


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that staff decide.

    `words` say it, `of` is what it decides about. `caution` is said before the second look; where it
    is empty and no reason is needed, the deed is done at once. `grounds`: the clauses it may rest on.
    """

    code: str
    words: tuple[str, ...]
    of: str
    subjects: Callable[[Talk, str], list[Subject]]
    deed: Callable[[Talk, int, Values], str]
    needs_reason: bool = True
    caution: Callable[[Talk, int], str] = lambda talk, subject: LOOK_AGAIN
    grounds: Callable[[Talk, int], Sequence[str]] = lambda talk, subject: ()

    @property
    def caption(self) -> str:
        return self.words[0]


def said(text: str) -> tuple[Decision, str] | None:
    """The decision that a text begins with, and what follows it."""
    for word, decision in _WORDS:
        found = re.match(rf"^(?:请)?{word}[\s：:，,]*(.*)$", text.strip(), re.DOTALL)
        if found:
            return decision, found[1].strip()
    return None


def button(code: str, subject: int, caption: str = "") -> Choice:
    """The choice on a notice that says this decision about this subject."""
    return Choice(caption or TABLE[code].caption, tokens.prompt("decide", subject, "decision", code))


def application_subject(one: Application) -> Subject:
    about = one.unit if one.kind == "expert" else "工作站"
    return Subject(one.id, one.name, about, number=one.id)


def _reviewable(talk: Talk, named: str) -> list[Subject]:
    return [application_subject(one) for one in reviewable(talk.work, talk.speaker, talk.rules)]


def _review(deed: str) -> Callable[[Talk, int, Values], str]:
    def decide(talk: Talk, subject: int, values: Values) -> str:
        reason = values.get("reason", "")
        one = review(talk.work, talk.speaker, subject, deed, reason, talk.rules, talk.now)
        return f"{_REVIEWED[one.state].format(one=one, called=CALLED[one.kind])}"

    return decide


_REVIEWED = {
    "publicity": "已通过：{one.name}的{called}申请，今天起公示，到 {one.publicity_ends} 结束；没有异议就自动认定。",
    "certified": "已通过并认定：{one.name}，已通知本人。",
    "returned": "已退回：{one.name}的申请，原因已告诉本人。",
    "refused": "不予通过：{one.name}的申请，原因已告诉本人。",
    "city_review": "已通过：{one.name}的申请，转市级审核。",
    "provincial_review": "已通过：{one.name}的申请，转省级审核。",
    "centre_review": "已通过：{one.name}的申请，转中心审核。",
}


def _shortcomings(talk: Talk, subject: int) -> str:
    """What a reviewer must see before passing: conditions that are not met."""
    application = talk.work.session.get(Application, subject)
    short = admission_of(application, talk.rules).short if application else ()
    return "\n".join(["有条件不符合，仍要通过吗？", *map(str, short)]) if short else ""


def _review_ground(talk: Talk, subject: int) -> Sequence[str]:
    application = talk.work.session.get(Application, subject)
    return (next_review(application, talk.rules).clause,) if application else ()


def _named(who: Holder, key: int) -> Subject:
    return Subject(key, who.name, who.about)


def _due(talk: Talk, named: str) -> list[Subject]:
    return [_named(who, one.id) for one, who in due_warnings(talk.work, talk.speaker)]


def _warn(deed: str, done: str) -> Callable[[Talk, int, Values], str]:
    def decide(talk: Talk, subject: int, values: Values) -> str:
        reason = values.get("reason", "")
        one = decide_warning(talk.work, talk.speaker, subject, deed, reason, talk.rules, talk.now)
        return done.format(name=holder(talk.work, one.qualification_id).name)

    return decide


def _warning_ground(talk: Talk, subject: int) -> Sequence[str]:
    one = talk.work.session.get(FormalWarning, subject)
    who = holder(talk.work, one.qualification_id) if one else None
    rule = talk.rules.rules(who.kind).warning if who else None
    return (f"{rule.clause}：自 {one.silent_since} 起满半年没有活动和日记",) if one and rule else ()


def _held(*states: str) -> Callable[[Talk, str], list[Subject]]:
    def subjects(talk: Talk, named: str) -> list[Subject]:
        found = holders_in(talk.work, talk.speaker, states, named) if named else []
        found = found or holders_in(talk.work, talk.speaker, states)
        return [_named(who, who.qualification_id) for who in found]

    return subjects


def _lift(talk: Talk, subject: int, values: Values) -> str:
    reason = values.get("reason", "")
    held = lift_warning(talk.work, talk.speaker, subject, reason, talk.rules, talk.now)
    return f"已解除{holder(talk.work, held.id).name}的警告，已通知本人。"


def _revoke(talk: Talk, subject: int, values: Values) -> str:
    ground, reason = values.get("ground", ""), values.get("reason", "")
    held = revoke(talk.work, talk.speaker, subject, ground, reason, talk.rules, talk.now)
    return f"已取消{holder(talk.work, held.id).name}的资格，依据和原因已告诉本人。"


def _loss_grounds(talk: Talk, subject: int) -> Sequence[str]:
    rules = talk.rules.rules(holder(talk.work, subject).kind)
    yearly = [f"{rules.loss.clause}：年度服务未达标"] if rules.loss else []
    return [*(f"{loss.clause}：{loss.text}" for loss in rules.losses), *yearly] or [loss_clause(rules)]


def _cases(kind: str, *states: str) -> Callable[[Talk, str], list[Subject]]:
    def subjects(talk: Talk, named: str) -> list[Subject]:
        return [
            Subject(case.id, case.against or "未写对象", reading.shorten(case.text, 16), number=case.id)
            for case in open_cases(talk.work, talk.speaker, kind, *states)
        ]

    return subjects


def _objection(deed: str, done: str) -> Callable[[Talk, int, Values], str]:
    def decide(talk: Talk, subject: int, values: Values) -> str:
        reason = values.get("reason", "")
        case = decide_objection(talk.work, talk.speaker, subject, deed, reason, talk.rules, talk.now)
        return done.format(name=case.against)

    return decide


def _complaint(deed: str, done: str) -> Callable[[Talk, int, Values], str]:
    def decide(talk: Talk, subject: int, values: Values) -> str:
        reason = values.get("reason", "")
        case = decide_complaint(talk.work, talk.speaker, subject, deed, reason, talk.rules, talk.now)
        return done.format(name=case.against, number=case.id)

    return decide


def _complaint_ground(talk: Talk, subject: int) -> Sequence[str]:
    case = talk.work.session.get(Case, subject)
    kind: Kind = "expert" if talk.rules.expert else "station"
    return (complaint_clause(talk.rules, kind, case.about or "quality"),) if case else ()


def _objection_ground(talk: Talk, subject: int) -> Sequence[str]:
    rules: RulePack = talk.rules
    kind = rules.expert or rules.station
    return (kind.publicity.clause,) if kind and kind.publicity else ()


def _asked(talk: Talk, named: str) -> list[Subject]:
    return [_named(who, one.id) for one, who in asked_renewals(talk.work, talk.speaker)]


def _renew(deed: str, done: str) -> Callable[[Talk, int, Values], str]:
    def decide(talk: Talk, subject: int, values: Values) -> str:
        reason = values.get("reason", "")
        one = decide_renewal(talk.work, talk.speaker, subject, deed, reason, talk.rules, talk.now)
        who, held = holder(talk.work, one.qualification_id), locked(talk.work, one.qualification_id)
        return done.format(name=who.name, until=held.until)

    return decide


def _bind_code(talk: Talk, subject: int, values: Values) -> str:
    code = issue_code(talk.work, talk.speaker, subject, talk.now)
    name = holder(talk.work, subject).name
    return f"{name}的绑定码，只显示这一次，10 分钟内有效：\n{code}\n请本人发来：绑定 {code}"


_ROWS = (
    Decision(
        "pass",
        ("通过", "同意认定", "审核通过"),
        "待审核的申请",
        _reviewable,
        _review("pass"),
        needs_reason=False,
        caution=_shortcomings,
        grounds=_review_ground,
    ),
    Decision(
        "return", ("退回", "退回补正"), "待审核的申请", _reviewable, _review("return"), grounds=_review_ground
    ),
    Decision(
        "refuse",
        ("不予通过", "不通过"),
        "待审核的申请",
        _reviewable,
        _review("refuse"),
        grounds=_review_ground,
    ),
    Decision(
        "warn",
        ("警告",),
        "待决定的警告",
        _due,
        _warn("issue", "已警告{name}，本人已收到通知。"),
        needs_reason=False,
        grounds=_warning_ground,
    ),
    Decision(
        "withhold",
        ("暂不警告", "不警告"),
        "待决定的警告",
        _due,
        _warn("withhold", "好的，这次不警告{name}，理由已留档。"),
        grounds=_warning_ground,
    ),
    Decision("lift", ("解除警告", "撤销警告"), "已警告的专家和工作站", _held("warned"), _lift),
    Decision(
        "revoke",
        ("取消资格", "撤销资格"),
        "有效的资格",
        _held(*IN_FORCE),
        _revoke,
        grounds=_loss_grounds,
    ),
    Decision(
        "uphold_objection",
        ("异议成立",),
        "待处理的异议",
        _cases("objection"),
        _objection("uphold", "异议成立，{name}不予认定，双方都已通知。"),
        grounds=_objection_ground,
    ),
    Decision(
        "dismiss_objection",
        ("异议不成立",),
        "待处理的异议",
        _cases("objection"),
        _objection("dismiss", "异议不成立，{name}公示期满后照常认定，已答复提出的人。"),
        grounds=_objection_ground,
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
    ),
    Decision(
        "dismiss_complaint",
        ("投诉不成立",),
        "待处理的投诉",
        _cases("complaint"),
        _complaint("dismiss", "{number} 号投诉不成立，已答复投诉人。"),
        grounds=_complaint_ground,
    ),
    Decision(
        "refer",
        ("移送",),
        "已成立的投诉",
        _cases("complaint", "upheld"),
        _complaint("refer", "{number} 号投诉已记为移送主管部门。"),
        grounds=_complaint_ground,
    ),
    Decision(
        "agree_renewal",
        ("同意续聘", "同意顺延"),
        "待答复的续聘",
        _asked,
        _renew("agree", "已同意{name}续聘，任期到 {until}，已通知本人。"),
        needs_reason=False,
    ),
    Decision(
        "decline_renewal",
        ("不同意续聘", "不同意顺延"),
        "待答复的续聘",
        _asked,
        _renew("decline", "{name}这次不续聘，任期仍到 {until}，已通知本人。"),
    ),
    Decision(
        "bind_code",
        ("绑定码", "发绑定码"),
        "有效的资格",
        _held(*IN_FORCE),
        _bind_code,
        needs_reason=False,
        caution=lambda talk, subject: "",
    ),
)
TABLE = {row.code: row for row in _ROWS}
_WORDS = sorted(
    ((word, row) for row in _ROWS for word in row.words), key=lambda pair: len(pair[0]), reverse=True
)

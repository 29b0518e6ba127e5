"""通过 / 退回 / 不予通过: an application under review."""

from __future__ import annotations

from collections.abc import Sequence

from actions.applications import CALLED, REVIEWS, admission_of
from actions.reviews import next_review, review, reviewable
from handlers.context import Talk, Values
from handlers.decision import Decision, Deed, Subject
from storage.tables import Application


def _reviewable(talk: Talk, named: str) -> list[Subject]:
    return [_subject(one) for one in reviewable(talk.work, talk.speaker, talk.rules)]


def _subject(one: Application) -> Subject:
    about = one.unit if one.kind == "expert" else "工作站"
    return Subject(one.id, one.name, about, number=one.id)


def _review(deed: str) -> Deed:
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
    waits = application is not None and application.state in REVIEWS
    return (next_review(application, talk.rules).clause,) if application and waits else ()


ROWS = (
    Decision(
        "pass",
        ("通过", "同意认定", "审核通过"),
        "待审核的申请",
        _reviewable,
        _review("pass"),
        needs_reason=False,
        caution=_shortcomings,
        grounds=_review_ground,
        action="review",
    ),
    Decision(
        "return",
        ("退回", "退回补正"),
        "待审核的申请",
        _reviewable,
        _review("return"),
        grounds=_review_ground,
        action="review",
    ),
    Decision(
        "refuse",
        ("不予通过", "不通过"),
        "待审核的申请",
        _reviewable,
        _review("refuse"),
        grounds=_review_ground,
        action="review",
    ),
)

"""暂停 / 恢复资格 / 续聘 / 绑定码: a holder and the title."""

from __future__ import annotations

from actions.people.bind import issue_code
from actions.titles.renew import decide_renewal
from actions.titles.suspend import suspend
from handlers.conversations.titles.holding import as_subject, dossier_before, held_by, is_ours, owns
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decision import LOOK_AGAIN, Decision, Deed, Subject
from handlers.engine.delivered import told
from programme.qualification import IN_FORCE, SERVING, SUSPENSION
from programme.spans import plain_day
from storage.queries.titles.holders import holder_of
from storage.queries.titles.standing import (
    qualification,
    renewal,
    renewals_in,
)


def _suspend(deed: str, done: str) -> Deed:
    def decide(talk: ConversationContext, subject: int, values: Values) -> str:
        reason = values.get("reason", "")
        who = suspend(talk.work, talk.speaker, subject, deed, reason, talk.rules, talk.now)
        return done.format(name=who.name, told=told(talk))

    return decide


def _file_of_renewal(talk: ConversationContext, subject: int) -> str:
    """Year by year, since a term is renewed for duties fulfilled in it (S6.8)."""
    one = renewal(talk.work, subject)
    return dossier_before(talk, one.who.qualification_id, whole_term=True) if one else LOOK_AGAIN


def _asked(talk: ConversationContext, named: str) -> list[Subject]:
    return [
        as_subject(one.who, one.id)
        for one in renewals_in(talk.work, talk.speaker.jurisdiction, "asked")
        if named or owns(talk, "renew", one.pack, one.who)
    ]


def _renew(deed: str, done: str) -> Deed:
    def decide(talk: ConversationContext, subject: int, values: Values) -> str:
        reason = values.get("reason", "")
        who = decide_renewal(talk.work, talk.speaker, subject, deed, reason, talk.rules, talk.now)
        held = qualification(talk.work, who.qualification_id)
        return done.format(
            name=who.name, until=plain_day(held.until, talk.today) if held else "", told=told(talk)
        )

    return decide


def _bind_code(talk: ConversationContext, subject: int, values: Values) -> str:
    code = issue_code(talk.work, talk.speaker, subject, talk.now)
    who = holder_of(talk.work, subject)
    name = who.name if who else ""
    return f"{name}的绑定码，只显示这一次，10 分钟内有效：\n{code}\n请本人发来：绑定 {code}"


DECISIONS = (
    Decision(
        "suspend",
        ("暂停", "暂停资格", "暂停…资格"),
        "有效的资格",
        held_by(*SERVING),
        _suspend("suspend", "已暂停{name}的资格，先不请接新的需求{told}。"),
        caution=dossier_before,
        grounds=lambda talk, subject: (SUSPENSION,),
        action="suspend",
        check=is_ours("revoke"),
    ),
    Decision(
        "resume",
        ("恢复资格", "解除暂停", "恢复", "恢复…资格"),
        "已暂停的专家和工作站",
        held_by("suspended"),
        _suspend("resume", "已恢复{name}的资格{told}。"),
        grounds=lambda talk, subject: (SUSPENSION,),
        action="suspend",
        check=is_ours("revoke"),
    ),
    Decision(
        "agree_renewal",
        ("同意续聘", "同意顺延"),
        "待答复的续聘",
        _asked,
        _renew("agree", "已同意{name}续聘，任期到 {until}{told}。"),
        needs_reason=False,
        after_a_name=("可以", "可以了", "没问题", "同意"),
        caution=_file_of_renewal,
        action="decide_renewal",
    ),
    Decision(
        "decline_renewal",
        ("不同意续聘", "不同意顺延"),
        "待答复的续聘",
        _asked,
        _renew("decline", "{name}这次不续聘，任期仍到 {until}{told}。"),
        after_a_name=("不同意", "不续了"),
        caution=_file_of_renewal,
        action="decide_renewal",
    ),
    Decision(
        "bind_code",
        ("绑定码", "发绑定码"),
        "有效的资格",
        held_by(*IN_FORCE),
        _bind_code,
        needs_reason=False,
        caution=lambda talk, subject: "",
        action="bind_code",
    ),
)

"""警告 / 解除警告 / 暂停 / 恢复资格 / 取消资格 / 续聘 / 绑定码: a holder and the title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.access import pack_of, title_rules
from actions.people.bind import issue_code
from actions.titles.renew import decide_renewal
from actions.titles.revoke import revoke
from actions.titles.suspend import suspend
from actions.titles.warn import decide_warning, lift_warning
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decision import Decision, Deed, Subject, Subjects
from handlers.engine.delivered import told
from handlers.engine.undone import reminders_of_all, unreached
from handlers.rendering.records import told_apart
from programme.dues import silence
from programme.qualification import IN_FORCE, IN_GOOD_STANDING, SERVING, SUSPENSION, loss_clause
from programme.spans import plain_day
from storage.queries.titles.holders import Holder, holder_of, holders_in
from storage.queries.titles.standing import qualification, renewals_in, warning, warnings_in

SHOWN = 8
_NO_WARNING = (
    r"警告(?:的事|这事)?(?:就|先|暂时?|还是|可以|也|都)*"
    r"(?:[不别甭](?:用|要|急着?|忙着?)*[发给下出记开办提]|[压放缓搁拖停](?:一?[压放缓搁拖停]|着|一?下)|[算免]了|免掉|缓[发办])",
    r"(?:先|暂时?|还是)*[不别甭莫](?:用|要|急着?|忙着?)*(?:(?<=急着)|(?<=忙着)|(?:[给对]|(?:[发下出])[给]?)(?P<within>[^，,。；;]{0,12}?)的?[记发下出开个]{0,2}|[记发下出开])警告",
)
"""«警告先压一压», «先别发李律师的警告»: no warning for the time being."""
"""Titles offered at most where none is named."""


def _named(who: Holder, key: int) -> Subject:
    return Subject(key, who.name, told_apart(who), person=who.person_id)


def _due(talk: ConversationContext, named: str) -> list[Subject]:
    """Those whom it may be; of one whom no reminder has reached it is said."""
    due = warnings_in(talk.work, talk.speaker.jurisdiction, "due", IN_GOOD_STANDING)
    fared = reminders_of_all(talk, due)
    return [
        replace(
            _named(one.who, one.id),
            about="；".join(
                filter(None, (told_apart(one.who), unreached(talk, one, fared[one.who.qualification_id])))
            ),
        )
        for one in due
    ]


def _warn(deed: str, done: str) -> Deed:
    def decide(talk: ConversationContext, subject: int, values: Values) -> str:
        reason = values.get("reason", "")
        who = decide_warning(talk.work, talk.speaker, subject, deed, reason, talk.rules, talk.now)
        return done.format(name=who.name, told=told(talk))

    return decide


def _warning_ground(talk: ConversationContext, subject: int) -> Sequence[str]:
    one = warning(talk.work, subject)
    rule = pack_of(one.pack, talk.rules).rules(one.who.kind).warning if one else None
    return (
        (f"{rule.clause}：从{plain_day(one.silent_since, talk.today)}起{silence(rule)}",)
        if one and rule
        else ()
    )


def _held(*states: str) -> Subjects:
    def subjects(talk: ConversationContext, named: str) -> list[Subject]:
        place = talk.speaker.jurisdiction
        found = holders_in(talk.work, place, states, named_in=named, limit=SHOWN)
        if named and not found:
            found = holders_in(talk.work, place, states, limit=SHOWN)
        return [_named(who, who.qualification_id) for who in found]

    return subjects


def _lift(talk: ConversationContext, subject: int, values: Values) -> str:
    who = lift_warning(talk.work, talk.speaker, subject, values.get("reason", ""), talk.rules, talk.now)
    return f"已解除{who.name}的警告{told(talk)}。"


def _suspend(deed: str, done: str) -> Deed:
    def decide(talk: ConversationContext, subject: int, values: Values) -> str:
        reason = values.get("reason", "")
        who = suspend(talk.work, talk.speaker, subject, deed, reason, talk.rules, talk.now)
        return done.format(name=who.name, told=told(talk))

    return decide


def _revoke(talk: ConversationContext, subject: int, values: Values) -> str:
    ground, reason = values.get("ground", ""), values.get("reason", "")
    who = revoke(talk.work, talk.speaker, subject, ground, reason, talk.rules, talk.now)
    return f"已取消{who.name}的资格，依据和原因写在通知里{told(talk)}。"


def _loss_grounds(talk: ConversationContext, subject: int) -> Sequence[str]:
    held = qualification(talk.work, subject)
    if held is None:
        return ()
    rules = title_rules(held, talk.rules)
    yearly = [f"{rules.loss.clause}：年度服务未达标"] if rules.loss else []
    return [*(f"{loss.clause}：{loss.text}" for loss in rules.losses), *yearly] or [loss_clause(rules)]


def _asked(talk: ConversationContext, named: str) -> list[Subject]:
    return [_named(one.who, one.id) for one in renewals_in(talk.work, talk.speaker.jurisdiction, "asked")]


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
        "warn",
        ("警告",),
        "待决定的警告",
        _due,
        _warn("issue", "已警告{name}{told}。"),
        needs_reason=False,
        grounds=_warning_ground,
        action="issue_warning",
        hard=True,
        if_not="太久没有日记和活动，我才请您决定警告。",
    ),
    Decision(
        "withhold",
        ("暂不警告", "不警告", "先不警告", "别警告", "先别警告", "不要警告", "不用警告"),
        "待决定的警告",
        _due,
        _warn("withhold", "好的，这次不警告{name}，理由已留档。"),
        asks="原因是？只留档，不通知。",
        caution=lambda talk, subject: "确认后留档，不通知。",
        grounds=_warning_ground,
        wordings=_NO_WARNING,
        action="withhold_warning",
    ),
    Decision(
        "lift",
        (
            "解除警告",
            "撤销警告",
            "撤回警告",
            "取消警告",
            "解除…警告",
            "撤销…警告",
            "撤回…警告",
            "取消…警告",
        ),
        "已警告的专家和工作站",
        _held("warned"),
        _lift,
        after_a_name=("警告解除", "警告撤销", "警告撤回", "警告撤了", "警告取消"),
        action="issue_warning",
    ),
    Decision(
        "suspend",
        ("暂停", "暂停资格", "暂停…资格"),
        "有效的资格",
        _held(*SERVING),
        _suspend("suspend", "已暂停{name}的资格，先不请接新的需求{told}。"),
        grounds=lambda talk, subject: (SUSPENSION,),
        action="suspend",
    ),
    Decision(
        "resume",
        ("恢复资格", "解除暂停", "恢复", "恢复…资格"),
        "已暂停的专家和工作站",
        _held("suspended"),
        _suspend("resume", "已恢复{name}的资格{told}。"),
        grounds=lambda talk, subject: (SUSPENSION,),
        action="suspend",
    ),
    Decision(
        "revoke",
        ("取消资格", "撤销资格", "取消…资格", "撤销…资格"),
        "有效的资格",
        _held(*IN_FORCE),
        _revoke,
        after_a_name=("资格取消", "资格撤销"),
        grounds=_loss_grounds,
        action="revoke",
    ),
    Decision(
        "agree_renewal",
        ("同意续聘", "同意顺延"),
        "待答复的续聘",
        _asked,
        _renew("agree", "已同意{name}续聘，任期到 {until}{told}。"),
        needs_reason=False,
        after_a_name=("可以", "可以了", "没问题", "同意"),
        action="decide_renewal",
    ),
    Decision(
        "decline_renewal",
        ("不同意续聘", "不同意顺延"),
        "待答复的续聘",
        _asked,
        _renew("decline", "{name}这次不续聘，任期仍到 {until}{told}。"),
        after_a_name=("不同意", "不续了"),
        action="decide_renewal",
    ),
    Decision(
        "bind_code",
        ("绑定码", "发绑定码"),
        "有效的资格",
        _held(*IN_FORCE),
        _bind_code,
        needs_reason=False,
        caution=lambda talk, subject: "",
        action="bind_code",
    ),
)

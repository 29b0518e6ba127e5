"""警告 / 暂不警告 / 解除警告."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.access import pack_of
from actions.titles.warn import decide_warning, lift_warning
from handlers.conversations.titles.holding import as_subject, by_title, dossier_before, held_by, is_ours, owns
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decision import LOOK_AGAIN, Decision, Deed, Subject
from handlers.engine.delivered import told
from handlers.engine.undone import reminders_of_all, unreached
from handlers.rendering.records import told_apart
from programme.dues import silence
from programme.qualification import IN_GOOD_STANDING
from programme.spans import plain_day
from storage.queries.titles.standing import (
    warning,
    warning_of,
    warnings_in,
)

_NO_WARNING = (
    r"警告(?:的事|这事)?(?:就|先|暂时?|还是|可以|也|都)*"
    r"(?:[不别甭](?:用|要|急着?|忙着?)*[发给下出记开办提]|[压放缓搁拖停](?:一?[压放缓搁拖停]|着|一?下)|[算免]了|免掉|缓[发办])",
    r"(?:先|暂时?|还是)*[不别甭莫](?:用|要|急着?|忙着?)*(?:(?<=急着)|(?<=忙着)|(?:[给对]|(?:[发下出])[给]?)(?P<within>[^，,。；;]{0,12}?)的?[记发下出开个]{0,2}|[记发下出开])警告",
)
"""«警告先压一压», «先别发李律师的警告»: no warning for the time being."""


def _due(talk: ConversationContext, named: str) -> list[Subject]:
    """Those whom it may be; of one whom no reminder has reached it is said."""
    found = warnings_in(talk.work, talk.speaker.jurisdiction, "due", IN_GOOD_STANDING)
    own = [one for one in found if owns(talk, "warn", one.pack, one.who)]
    persons = {one.who.person_id for one in own}
    due = [*own, *(one for one in found if named and one.who.person_id not in persons)]
    fared = reminders_of_all(talk, due)
    subjects = [
        replace(
            as_subject(one.who, one.id),
            about="；".join(
                filter(None, (told_apart(one.who), unreached(talk, one, fared[one.who.qualification_id])))
            ),
        )
        for one in due
    ]
    return by_title(talk, subjects, {one.id: one.pack for one in due})


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


def _lift(talk: ConversationContext, subject: int, values: Values) -> str:
    who = lift_warning(talk.work, talk.speaker, subject, values.get("reason", ""), talk.rules, talk.now)
    if warning_of(talk.work, subject, "due"):
        return f"{who.name}的警告还没送到，收回了，本人不会收到；要不要警告，还等您定。"
    return f"已解除{who.name}的警告{told(talk)}。"


def _file_of_warning(talk: ConversationContext, subject: int) -> str:
    one = warning(talk.work, subject)
    return dossier_before(talk, one.who.qualification_id) if one else LOOK_AGAIN


WARNINGS = (
    Decision(
        "warn",
        ("警告",),
        "待决定的警告",
        _due,
        _warn("issue", "已警告{name}{told}。"),
        needs_reason=False,
        caution=_file_of_warning,
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
        held_by("warned"),
        _lift,
        after_a_name=("警告解除", "警告撤销", "警告撤回", "警告撤了", "警告取消"),
        action="issue_warning",
        check=is_ours("warn"),
    ),
)

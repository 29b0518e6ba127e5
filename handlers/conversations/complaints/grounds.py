"""看依据: the clause that a decision rests on, in its own words, and the figures that it was held against.

To whom it is about, and to staff before they decide about a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from actions.access import actor_of, pack_of, title_rules
from actions.applications.apply import admission_of
from actions.diaries.progress import standing_in_year
from handlers.conversations.complaints.appeals import name_of
from handlers.engine import next_steps
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decisions import button
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.engine.undone import reminders_of
from handlers.message import Reply
from programme.authority import may_ever
from programme.dues import warning_due
from programme.qualification import IN_FORCE, IN_GOOD_STANDING, SUSPENSION
from programme.spans import plain_day
from storage.queries.applications.filed import application
from storage.queries.complaints.contestable import Contestable, decisions_about
from storage.queries.titles.decided import last_decided
from storage.queries.titles.standing import (
    QualificationFacts,
    WarningFacts,
    qualification,
    qualifications_of,
    warning,
    warning_of,
    warnings_in,
)

DUE, DUTY = "due", "duty"
"""What may be asked of besides decisions about oneself: a warning that staff are to decide, the year's duty."""
NONE = "现在没有要看依据的决定。"
LONGEST = 24
"""Characters; a longer message tells a story."""
_RULE = r"(?:规定|条款|文件|办法|制度)"
_ASKS = re.compile(
    r"看(?:一?下|看)?(?:\S{0,10}的)?依据|依据(?:是什么|是啥|在哪|呢)|有(?:什么|啥|没有?)依据"
    rf"|^(?:请问|到底|你们|那|这|是)*(?:凭|按照?|根据|依据?|照)(?:的?是)?(?:哪|什么|啥)(?:一?条|个|些|份)?{_RULE}"
    r"(?:来|定|警告|取消|暂停|退回|资格|申请|我|的|了){0,4}[?？]?$"
    rf"|^\S{{0,4}}哪(?:一?条|个|份){_RULE}(?:说|写|规)?\S{{0,3}}(?:警告|取消|暂停|退回)\S{{0,3}}$"
)


def _asks(text: str) -> bool:
    return len(text) <= LONGEST and _ASKS.search(text.strip()) is not None


def _to_decide(talk: ConversationContext) -> list[WarningFacts]:
    """The warnings that the speaker may decide about."""
    if not may_ever(actor_of(talk.speaker), "issue_warning"):
        return []
    return warnings_in(talk.work, talk.speaker.jurisdiction, "due", IN_GOOD_STANDING)


def _found(talk: ConversationContext) -> Options:
    own = [one for one in decisions_about(talk.work, talk.speaker) if one.kind in _TELL]
    decided = [(name_of(str(one)), str(one)) for one in own]
    if not own:
        held = qualifications_of(talk.work, talk.speaker, IN_FORCE)
        decided = [("年度服务要求", f"{DUTY}:{one.id}") for one in held]
    return [*decided, *((f"警告{one.who.name}", f"{DUE}:{one.id}") for one in _to_decide(talk))]


def _options(talk: ConversationContext, values: Values) -> Options:
    return talk.once(_found)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """Staff name whom the warning would be about."""
    named = [one for one in _to_decide(talk) if one.who.name in text]
    return {"decision": f"{DUE}:{named[0].id}"} if len(named) == 1 else {}


def _infer(talk: ConversationContext, values: Values) -> Values:
    """What the button on a notice names; else the only decision there is."""
    if "subject" in values and "about" in values:
        return {"decision": f"{values['about']}:{values['subject']}"}
    found = talk.once(_found)
    return {"decision": found[0][1]} if len(found) == 1 else {}


def _show(talk: ConversationContext, values: Values) -> Outcome:
    if values["decision"] not in {key for _, key in talk.once(_found)}:
        return Outcome(Reply(NONE))
    decision = Contestable.read(values["decision"])
    return Outcome(_TELL[decision.kind](talk, decision.id))


def _warned(talk: ConversationContext, key: int) -> Reply:
    one = warning_of(talk.work, key)
    return (
        Reply(_of_warning(talk, one), choices=(next_steps.DIARY, next_steps.APPEAL)) if one else Reply(NONE)
    )


def _due(talk: ConversationContext, key: int) -> Reply:
    one = warning(talk.work, key)
    if one is None:
        return Reply(NONE)
    ways = (
        button("warn", one.id, f"警告 {one.who.name}"),
        button("withhold", one.id, f"暂不警告 {one.who.name}"),
    )
    return Reply(_of_warning(talk, one), choices=ways)


def _of_warning(talk: ConversationContext, one: WarningFacts) -> str:
    """The clause, the days that it was held against, the year's figures, and what was said ahead of it."""
    held, pack = qualification(talk.work, one.who.qualification_id), pack_of(one.pack, talk.rules)
    rule = pack.rules(one.who.kind).warning
    if held is None or rule is None:
        return NONE
    quoted = f"：“{rule.text}”" if rule.text else ""
    due = warning_due(pack, held.holder, held.certified_on, one.silent_since)
    reached = f"，{plain_day(due.on, talk.today)}{rule.after.in_words('满')}" if due else ""
    fared = reminders_of(talk, one)
    return join(
        f"依据{rule.clause}{quoted}。",
        f"从{plain_day(one.silent_since, talk.today)}算起没有活动和日记{reached}。",
        f"{_year(talk, held, talk.today)}。",
        f"之前提醒过 {fared.sent} 次，送到 {fared.arrived} 次。" if fared.sent else "",
    )


def _year(talk: ConversationContext, held: QualificationFacts, on: date) -> str:
    return standing_in_year(talk.work, held, talk.rules, on, talk.today).line


def _duty(talk: ConversationContext, key: int) -> Reply:
    held = qualification(talk.work, key)
    if held is None:
        return Reply(NONE)
    found = standing_in_year(talk.work, held, talk.rules, talk.today)
    clause = found.governing.clause if found.governing else found.clause
    return Reply(f"依据{clause}。\n{found.line}。", choices=(next_steps.DIARY,))


def _revoked(talk: ConversationContext, key: int) -> Reply:
    held, decided = qualification(talk.work, key), last_decided(talk.work, key, "revoke")
    if held is None or decided is None:
        return Reply(NONE)
    on = decided.at.astimezone(talk.now.tzinfo).date()
    loss = title_rules(held, talk.rules).loss
    yearly = f"{_year(talk, held, on)}。" if loss and loss.clause in decided.ground else ""
    said = f"依据{decided.ground}。\n原因：{decided.reason}。{plain_day(on, talk.today)}决定。"
    return Reply(join(said, yearly), choices=(next_steps.APPEAL,))


def _suspended(talk: ConversationContext, key: int) -> Reply:
    decided = last_decided(talk.work, key, "suspend")
    why = f"\n在核查的事：{decided.reason}。还没有结论。" if decided else ""
    return Reply(f"依据{SUSPENSION}。{why}", choices=(next_steps.APPEAL,))


def _applied(talk: ConversationContext, key: int) -> Reply:
    """Which conditions of the pack were not met, by its clauses; or the reason that staff gave."""
    one = application(talk.work, key)
    if one is None:
        return Reply(NONE)
    found = admission_of(one, talk.rules)
    lacks = [f"{finding.clause}：{finding.text}" for finding in found.findings if not finding.verdict]
    papers = [f"缺{paper.name}（{paper.clause}）" for paper in found.papers_missing]
    return Reply(join(f"原因：{one.reason}。", *lacks, *papers), choices=(next_steps.APPEAL,))


_TELL: Mapping[str, Callable[[ConversationContext, int], Reply]] = {
    "warning": _warned,
    "suspended": _suspended,
    "revoked": _revoked,
    "refused": _applied,
    "returned": _applied,
    DUTY: _duty,
    DUE: _due,
}

GROUNDS = Form(
    name="grounds",
    version=1,
    title="看依据",
    examples=("看依据", "依据是什么", "有什么依据", "根据哪一条", "凭哪条规定"),
    syntax=_asks,
    ref="subject",
    slots=(
        Slot("subject", "", hidden=True, asked=False),
        Slot(
            "about",
            "",
            hidden=True,
            asked=False,
            options=lambda talk, values: [(kind, kind) for kind in _TELL],
        ),
        Slot("decision", "哪个决定", ask="看哪个决定的依据？", options=_options, hint="点一下是哪个决定。"),
    ),
    read=_read,
    infer=_infer,
    needless=lambda talk: "" if talk.once(_found) else NONE,
    submit=_show,
    consent=False,
)

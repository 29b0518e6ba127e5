"""What holders and staff are told about silence, warnings, renewals and the end of a title."""

from __future__ import annotations

from datetime import date

from actions.access import pack_of, title_rules
from actions.diaries.progress import standing_in_year
from actions.titles.notices import (
    AskRenewal,
    ExpertGone,
    Left,
    RenewalAsked,
    RenewalDecided,
    Silence,
    Standing,
    StillWarned,
    Warned,
    WarningDue,
)
from actions.titles.silence import silent_since
from handlers.conversations.titles.farewell import in_hand, thanks
from handlers.conversations.titles.several import alike, whose, year_of
from handlers.engine import next_steps, tokens
from handlers.engine.appealing import from_when, how_to_appeal
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import button, decisions
from handlers.engine.form import NoticeRenderer
from handlers.engine.masked_phone import show_it
from handlers.engine.state import Dialogue
from handlers.engine.undone import later, reminders_of, unreached
from handlers.message import Card, Choice, Reply, Row
from handlers.rendering.plain import show_region
from handlers.rendering.records import told_apart
from programme.dues import Due, silence, silence_days, warning_due
from programme.grounds import uncounted
from programme.packs.duties import Warn
from programme.qualification import IN_FORCE, IN_GOOD_STANDING, STATES
from programme.spans import plain_day, weekday
from storage.queries.delivery.reminders import who_is_reminded
from storage.queries.needs import get_need, services_under_way
from storage.queries.people.profiles import profile
from storage.queries.titles.holders import Holder, holder_of
from storage.queries.titles.standing import (
    QualificationFacts,
    WarningFacts,
    is_renewal_asked,
    qualification,
    renewal,
    warning,
    warning_of,
)

SPOKEN_OF = 45
"""Days ahead of it from which a warning is named."""
LAST_CALL = 14
"""Days ahead of it from which nothing else is said."""
_SAY_SO = "服务过没记的，说一句就补上。"
_HARD = Choice("有难处", tokens.start("hardship"))
_EXPLAIN = Choice("说明情况", tokens.start("appeal"))


def _grounds(kind: str, subject: int) -> Choice:
    """The clause in full, and the figures behind it."""
    return Choice("看依据", tokens.prompt("grounds", subject, "about", kind))


def _silence(talk: ConversationContext, told: Silence) -> Reply | None:
    """The reminder before a warning may fall due: nothing is lost yet, one sentence is enough."""
    held, since = qualification(talk.work, told.qualification), date.fromisoformat(told.since)
    if held is None or held.state not in IN_GOOD_STANDING or silent_since(talk.work, held, talk.now) != since:
        return None
    told_alike = alike(talk, held, lambda one: _as_silent(talk, one, held, since))
    if told_alike[0].id != held.id:
        return None
    rule = title_rules(held, talk.rules).warning
    due = warning_due(pack_of(held.pack, talk.rules), held.holder, held.certified_on, since)
    days = (talk.today - since).days
    return Reply(
        join(
            "您有一篇日记还没点「确认」，确认了才算数。" if _on_card(talk) else "",
            f"{whose(talk, told_alike)}从{plain_day(since, talk.today)}起没有您的日记，{days} 天了{_what_then(talk, due, rule)}",
            year_of(talk, told_alike),
        ),
        choices=(next_steps.DIARY, _HARD),
    )


def _as_silent(
    talk: ConversationContext, one: QualificationFacts, held: QualificationFacts, since: date
) -> bool:
    """Whether another title is silent since the same day and reminds of it on the same days."""
    if one.state not in IN_GOOD_STANDING or silent_since(talk.work, one, talk.now) != since:
        return False
    return _days_of(talk, one) == _days_of(talk, held)


def _days_of(talk: ConversationContext, one: QualificationFacts) -> tuple[int, ...]:
    rule = title_rules(one, talk.rules).warning
    left = pack_of(one.pack, talk.rules).reminders.silence_days_left
    return (*silence_days(rule, left), rule.after.days) if rule else ()


def _what_then(talk: ConversationContext, due: Due | None, rule: Warn | None) -> str:
    """A kind question while the day is far; near it what it brings and what averts it, shorter each time."""
    if due is None or rule is None:
        return f"，最近还好吗？{_SAY_SO}"
    left, day = (due.on - talk.today).days, plain_day(due.on, talk.today)
    if left > SPOKEN_OF:
        return f"，最近还好吗？{_SAY_SO}{day}{silence(rule)}，之前有一篇就好。"
    pressing = f"{day}{silence(rule)}，按规定服务中心要考虑给警告；之前记一篇就不会。"
    return f"。再过 {left} 天，{pressing}" if left <= LAST_CALL else f"。{pressing}{_SAY_SO}"


def _greeting(talk: ConversationContext) -> str:
    """How a grave message begins."""
    return f"{talk.speaker.name}，您好。"


def _farewell(talk: ConversationContext, held: QualificationFacts) -> str:
    """At the end of a term: what was done in it, and that the door stays open."""
    ended = plain_day(held.until, talk.today)
    over = f"您的任期到 {ended}满了，资格「{STATES[held.state]}」。"
    return f"{_greeting(talk)}{over}{thanks(talk, held)}{in_hand(talk)}想接着做，点「续聘」；服务记录都给您留着。"


def _on_card(talk: ConversationContext) -> bool:
    """Whether a diary was begun and left lying."""
    return any(standing.form == "diary" for standing in Dialogue.from_json(talk.speaker.state).stack)


def _about(who: Holder, code: str, subject: int) -> Choice:
    """A decision that names whom it is about: several such notices may stand one above the other."""
    return button(code, subject, f"{decisions()[code].caption} {who.name}")


def _rule(talk: ConversationContext, one: WarningFacts) -> Warn:
    rule = pack_of(one.pack, talk.rules).rules(one.who.kind).warning
    assert rule is not None
    return rule


def _warning_due(talk: ConversationContext, told: WarningDue) -> Reply | None:
    one = warning(talk.work, told.warning)
    if one is None or one.state != "due":
        return None
    who, rule = one.who, _rule(talk, one)
    rows = [Row("姓名" if who.kind == "expert" else "站名", who.name), Row("单位", who.unit or "未填")]
    rows += [Row("地区", show_region(who.region))] if who.region else []
    rows += [
        Row("情况", f"从{plain_day(one.silent_since, talk.today)}起{silence(rule)}"),
        Row("依据", rule.clause),
    ]
    rows += _what_is_known(talk, who)
    sent = reminders_of(talk, one)
    rows += [Row("提醒", f"{sent.sent} 次，送到 {sent.arrived} 次")] if sent.sent else []
    if sent.sent and not sent.arrived:
        lead = f"{who.name}{silence(rule)}，{unreached(talk, one)}。先打个电话，联系上了再看。"
        phone = profile(talk.work, who.person_id).phone
        ways = (
            later("call", one.id, "已电话联系，某日再看"),
            _about(who, "withhold", one.id),
            *show_it(who.person_id, phone),
        )
        return Reply(lead, Card(f"{rule.after.in_words()}未报", tuple(rows)), ways)
    choices = (_about(who, "withhold", one.id), _about(who, "warn", one.id), _grounds("due", one.id))
    return Reply(
        f"{who.name}{silence(rule)}，是否警告由您决定。",
        Card(f"{rule.after.in_words()}未报", tuple(rows)),
        choices,
    )


def _what_is_known(talk: ConversationContext, who: Holder) -> list[Row]:
    """What the decision needs besides: the figures of the year, and until when the holder said to be away."""
    held, told = qualification(talk.work, who.qualification_id), who_is_reminded(talk.work, who.person_id)
    line = standing_in_year(talk.work, held, talk.rules, talk.today).line if held else ""
    rows = [Row("本年", uncounted(line))] if line else []
    if told.away_until and told.away_until >= talk.today:
        rows.append(Row("外出", f"到 {weekday(told.away_until)}"))
    return rows


def _warned(talk: ConversationContext, told: Warned) -> Reply | None:
    one = warning(talk.work, told.warning)
    if one is None or one.state != "issued":
        return None
    since, rule = plain_day(one.silent_since, talk.today), _rule(talk, one)
    why = f"说明：{one.reason}。" if one.reason else ""
    return Reply(
        f"{_greeting(talk)}从{since}起{silence(rule, '您的')}，服务中心按{rule.clause}给您一次警告。{why}\n"
        "资格不受影响。服务过没记的，说一句就补上，服务中心会重新看。"
        f"{how_to_appeal(talk, 'warning', one.id, 'issue_warning')}",
        choices=(next_steps.DIARY, next_steps.APPEAL, _grounds("warning", one.who.qualification_id)),
    )


def _still_warned(talk: ConversationContext, told: StillWarned) -> Reply | None:
    held, one = qualification(talk.work, told.qualification), warning_of(talk.work, told.qualification)
    if held is None or one is None or held.state != "warned":
        return None
    if silent_since(talk.work, held, talk.now) != date.fromisoformat(told.since):
        return None
    line = standing_in_year(talk.work, held, talk.rules, talk.today).line
    lead = "警告还在，资格不受影响。服务过没记的，说一句就补上，服务中心会重新看。"
    return Reply(join(lead, line), choices=(next_steps.DIARY, _grounds("warning", held.id)))


def _standing(talk: ConversationContext, told: Standing) -> Reply | None:
    held = qualification(talk.work, told.qualification)
    if held is None or held.state != told.state:
        return None
    if held.state == "revoked":
        return Reply(
            f"{_greeting(talk)}经核查，您的志愿服务资格已被取消，"
            f"{from_when(talk, 'qualification', held.id, 'revoke')}原因：{told.reason}。依据：{told.ground}。\n"
            f"过去的服务记录都保留。{how_to_appeal(talk, 'qualification', held.id, 'revoke')}",
            choices=(next_steps.APPEAL, _grounds("revoked", held.id)),
        )
    if held.state == "suspended":
        return Reply(
            f"{_greeting(talk)}服务中心在核查一件和您有关的事：{told.reason}。还没有结论。\n"
            "核查期间资格暂停，先不请您接新的需求，手上的可以做完，查清了告诉您。"
            f"{from_when(talk, 'qualification', held.id, 'suspend')}{how_to_appeal(talk, 'qualification', held.id, 'suspend')}",
            choices=(_EXPLAIN,),
        )
    if held.state == "expired":
        return Reply(
            _farewell(talk, held), choices=(Choice("续聘", tokens.start("renew")), next_steps.MY_PROGRESS)
        )
    return _cleared(talk, held, told)


def _cleared(talk: ConversationContext, held: QualificationFacts, told: Standing) -> Reply:
    """After a suspension an apology, after a warning its end."""
    why = f"：{told.reason}" if told.reason else ""
    if told.was == "revoked":
        text = (
            f"{_greeting(talk)}服务中心恢复了您的资格{why}。现在是「{STATES[held.state]}」，"
            f"任期到 {plain_day(held.until, talk.today)}。让您受委屈了，抱歉。"
        )
    elif told.was == "suspended":
        found = told.reason if told.reason.startswith("查清") else f"查清了{why}"
        text = f"{_greeting(talk)}{found}。您的资格恢复了，是「{STATES[held.state]}」。让您受委屈了，抱歉。"
    else:
        text = f"{_greeting(talk)}警告已解除{why}，资格是「{STATES[held.state]}」。谢谢您。"
    return Reply(text, choices=(next_steps.MY_PROGRESS,))


def _left(talk: ConversationContext, told: Left) -> Reply | None:
    who = holder_of(talk.work, told.qualification)
    held = qualification(talk.work, told.qualification)
    if who is None or held is None:
        return None
    in_hand = services_under_way(talk.work, held.holder_id) if held.holder == "expert" else []
    numbers = "、".join(f"{one.id} 号" for one in in_hand)
    left = f"手上还有 {numbers}需求，请另作安排。" if in_hand else ""
    choices = tuple(
        Choice(f"看 {one.id} 号服务", tokens.start("see_left_behind", "need", one.id)) for one in in_hand
    )
    return Reply(f"{who.name}（{told_apart(who)}）退出了，已生效。{left}", choices=choices)


def _expert_gone(talk: ConversationContext, told: ExpertGone) -> Reply | None:
    need, held = get_need(talk.work, told.need), qualification(talk.work, told.qualification)
    if held is None or held.state in IN_FORCE:
        return None
    if need.state != "accepted" or need.expert_id != held.holder_id:
        return None
    why = f"{need.expert}的任期满了" if held.state == "expired" else f"{need.expert}不再做志愿专家了"
    return Reply(
        f"抱歉，{why}，您的 {need.id} 号需求服务中心会另作安排；不想等，现在就换一位。",
        choices=(
            Choice("换一位专家", tokens.start("replace_expert", "need", need.id)),
            next_steps.STAFF,
        ),
    )


def _renewal(talk: ConversationContext, told: RenewalAsked) -> Reply | None:
    one = renewal(talk.work, told.renewal)
    if one is None or one.state != "asked":
        return None
    who = one.who
    choices = (_about(who, "agree_renewal", one.id), _about(who, "decline_renewal", one.id))
    return Reply(
        f"{who.name}（{told_apart(who)}）申请续聘，任期到 {plain_day(one.until, talk.today)}。",
        choices=choices,
    )


def _renewal_decided(talk: ConversationContext, told: RenewalDecided) -> Reply | None:
    one = renewal(talk.work, told.renewal)
    if one is None:
        return None
    if one.state == "agreed":
        return Reply(f"续聘好了，任期到 {plain_day(one.ends, talk.today)}。谢谢您继续帮企业。")
    return Reply(
        f"{_greeting(talk)}服务中心这次没有同意续聘，任期还是到 {plain_day(one.ends, talk.today)}。\n"
        f"原因：{one.reason}。服务记录都给您留着。{how_to_appeal(talk, 'renewal', one.id, 'decline_renewal')}",
        choices=(next_steps.APPEAL,),
    )


def _ask_renewal(talk: ConversationContext, told: AskRenewal) -> Reply | None:
    held = qualification(talk.work, told.qualification)
    if held is None or str(held.until) != told.until or held.state not in IN_FORCE:
        return None
    if is_renewal_asked(talk.work, held.id, held.until):
        return None
    days = (held.until - talk.today).days
    return Reply(
        f"您的任期到 {plain_day(held.until, talk.today)}，还有 {days} 天。愿意接着做，点一下「续聘」；不续也不用做什么。",
        choices=(Choice("续聘", tokens.start("renew")),),
    )


SILENCE = NoticeRenderer(Silence, _silence, reminder=True, for_rooms=True)
WARNING_DUE = NoticeRenderer(WarningDue, _warning_due, office=True)
WARNED = NoticeRenderer(Warned, _warned, grave=True)
STILL_WARNED = NoticeRenderer(StillWarned, _still_warned, reminder=True, for_rooms=True)
STANDING = NoticeRenderer(Standing, _standing, grave=True)
LEFT = NoticeRenderer(Left, _left, office=True)
EXPERT_GONE = NoticeRenderer(ExpertGone, _expert_gone)
RENEWAL = NoticeRenderer(RenewalAsked, _renewal, office=True)
RENEWAL_DECIDED = NoticeRenderer(RenewalDecided, _renewal_decided, grave=True)
ASK_RENEWAL = NoticeRenderer(AskRenewal, _ask_renewal, reminder=True)

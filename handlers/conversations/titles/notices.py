"""What holders and staff are told about silence, warnings, renewals and the end of a title."""

from __future__ import annotations

from datetime import date

from actions.access import pack_of, title_rules
from actions.diaries.progress import standing_in_year
from actions.titles.notices import (
    AskRenewal,
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
from handlers.engine import tokens
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import button, decisions
from handlers.engine.form import NoticeRenderer
from handlers.engine.state import Dialogue
from handlers.engine.undone import later, reminders_of, unreached
from handlers.message import Card, Choice, Reply, Row
from handlers.rendering.plain import show_day
from handlers.rendering.records import told_apart
from language import regions
from programme.dues import silence, warning_due
from programme.packs.model import Warn
from programme.qualification import IN_FORCE, IN_GOOD_STANDING, STATES
from programme.spans import months_in_words
from storage.queries.delivery.reminders import who_is_reminded
from storage.queries.titles.holders import Holder, holder_of
from storage.queries.titles.standing import (
    WarningFacts,
    is_renewal_asked,
    qualification,
    renewal,
    warning,
    warning_of,
)

_DIARY = Choice("记日记", tokens.start("diary"))


def _silence(talk: ConversationContext, told: Silence) -> Reply | None:
    """The reminder before a warning may fall due: nothing is lost yet, one sentence is enough."""
    held, since = qualification(talk.work, told.qualification), date.fromisoformat(told.since)
    if held is None or held.state not in IN_GOOD_STANDING or silent_since(talk.work, held, talk.now) != since:
        return None
    rule = title_rules(held, talk.rules).warning
    due = warning_due(pack_of(held.pack, talk.rules), held.holder, held.certified_on, since)
    days = (talk.today - since).days
    return Reply(
        join(
            "您有一篇日记还没点「确认」，确认了才算数。" if _on_card(talk) else "",
            f"已经 {days} 天没有您的志愿日记了，服务过就发一句话。",
            standing_in_year(talk.work, held, talk.rules, talk.today).line,
            f"{due.on.month}月{due.on.day}日{silence(rule)}，工作人员会考虑警告。" if rule and due else "",
        ),
        choices=(_DIARY,),
    )


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
    rows += [Row("地区", regions.full_name(who.region))] if who.region else []
    rows += [Row("情况", f"自 {one.silent_since} 起{silence(rule)}"), Row("依据", rule.clause)]
    rows += _what_is_known(talk, who)
    sent = reminders_of(talk, one)
    rows += [Row("提醒", f"{sent.sent} 次，送到 {sent.arrived} 次")] if sent.sent else []
    if sent.sent and not sent.arrived:
        lead = f"{who.name}{silence(rule)}，{unreached(talk, one)}。请先打电话，联系上了再看。"
        ways = (later("call", one.id, "已电话联系，某日再看"), _about(who, "withhold", one.id))
        return Reply(lead, Card(f"{months_in_words(rule.months)}未报", tuple(rows)), ways)
    choices = (_about(who, "warn", one.id), _about(who, "withhold", one.id))
    return Reply(
        f"{who.name}{silence(rule)}，是否警告由您决定。",
        Card(f"{months_in_words(rule.months)}未报", tuple(rows)),
        choices,
    )


def _what_is_known(talk: ConversationContext, who: Holder) -> list[Row]:
    """What the decision needs besides: the figures of the year, and until when the holder said to be away."""
    held, told = qualification(talk.work, who.qualification_id), who_is_reminded(talk.work, who.person_id)
    line = standing_in_year(talk.work, held, talk.rules, talk.today).line if held else ""
    rows = [Row("本年", line.removeprefix("本年 "))] if line else []
    if told.away_until and told.away_until >= talk.today:
        rows.append(Row("外出", f"到 {show_day(told.away_until)}"))
    return rows


def _warned(talk: ConversationContext, told: Warned) -> Reply | None:
    one = warning(talk.work, told.warning)
    if one is None or one.state != "issued":
        return None
    why, rule = f"\n说明：{one.reason}" if one.reason else "", _rule(talk, one)
    return Reply(
        f"警告：自 {one.silent_since} 起{silence(rule, '您的')}（{rule.clause}）。{why}\n"
        "资格不受影响。服务过就补一句话日记，服务中心会重新看。",
        choices=(_DIARY,),
    )


def _still_warned(talk: ConversationContext, told: StillWarned) -> Reply | None:
    held, one = qualification(talk.work, told.qualification), warning_of(talk.work, told.qualification)
    if held is None or one is None or held.state != "warned":
        return None
    if silent_since(talk.work, held, talk.now) != date.fromisoformat(told.since):
        return None
    line = standing_in_year(talk.work, held, talk.rules, talk.today).line
    lead = "警告还在，资格不受影响。服务过就发一句话日记，服务中心会重新看。"
    return Reply(join(lead, line), choices=(_DIARY,))


def _standing(talk: ConversationContext, told: Standing) -> Reply | None:
    held = qualification(talk.work, told.qualification)
    if held is None or held.state != told.state:
        return None
    if held.state == "revoked":
        return Reply(
            f"您的资格已被取消。\n依据：{told.ground}\n原因：{told.reason}\n"
            "有不同意见可以回复「投诉」，会由别的工作人员处理。"
        )
    if held.state == "suspended":
        return Reply(
            f"您的资格已暂停，还没有结论：核查期间不派新的需求，手上的服务可以做完，查清后会告诉您。\n"
            f"依据：{told.ground}\n原因：{told.reason}\n有话要说可以回复「投诉」。"
        )
    return Reply(f"您的资格现在是「{STATES[held.state]}」，谢谢您的支持。")


def _left(talk: ConversationContext, told: Left) -> Reply | None:
    who = holder_of(talk.work, told.qualification)
    return Reply(f"{who.name}（{told_apart(who)}）申请退出，已按规定生效。") if who else None


def _renewal(talk: ConversationContext, told: RenewalAsked) -> Reply | None:
    one = renewal(talk.work, told.renewal)
    if one is None or one.state != "asked":
        return None
    who = one.who
    choices = (_about(who, "agree_renewal", one.id), _about(who, "decline_renewal", one.id))
    return Reply(f"{who.name}（{told_apart(who)}）申请续聘，任期到 {one.until}。", choices=choices)


def _renewal_decided(talk: ConversationContext, told: RenewalDecided) -> Reply | None:
    one = renewal(talk.work, told.renewal)
    if one is None:
        return None
    if one.state == "agreed":
        return Reply(f"续聘成功，任期延到 {one.ends}。谢谢您继续帮助企业。")
    return Reply(f"这次没有续聘，任期到 {one.ends}。\n原因：{one.reason}\n谢谢您一直以来的服务。")


def _ask_renewal(talk: ConversationContext, told: AskRenewal) -> Reply | None:
    held = qualification(talk.work, told.qualification)
    if held is None or str(held.until) != told.until or held.state not in IN_FORCE:
        return None
    if is_renewal_asked(talk.work, held.id, held.until):
        return None
    days = (held.until - talk.today).days
    return Reply(
        f"您的任期到 {held.until}，还有 {days} 天。愿意继续就回复「续聘」，不续也不用做什么。",
        choices=(Choice("续聘", tokens.start("renew")),),
    )


SILENCE = NoticeRenderer(Silence, _silence, reminder=True, for_rooms=True)
WARNING_DUE = NoticeRenderer(WarningDue, _warning_due, office=True)
WARNED = NoticeRenderer(Warned, _warned)
STILL_WARNED = NoticeRenderer(StillWarned, _still_warned, reminder=True, for_rooms=True)
STANDING = NoticeRenderer(Standing, _standing)
LEFT = NoticeRenderer(Left, _left, office=True)
RENEWAL = NoticeRenderer(RenewalAsked, _renewal, office=True)
RENEWAL_DECIDED = NoticeRenderer(RenewalDecided, _renewal_decided)
ASK_RENEWAL = NoticeRenderer(AskRenewal, _ask_renewal, reminder=True)

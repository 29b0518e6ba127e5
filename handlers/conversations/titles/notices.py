"""What holders and staff are told about silence, warnings, renewals and the end of a title."""

from __future__ import annotations

from datetime import date
from typing import Any

from actions.access import pack_of
from actions.titles.holders import Holder, holder
from actions.titles.silence import silent_since
from handlers.engine import tokens
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import button
from handlers.engine.form import Notice
from handlers.message import Card, Choice, Reply, Row
from handlers.rendering.progress import progress_line
from language import regions
from programme.packs.model import Warn
from programme.qualification import IN_GOOD_STANDING, STATES
from storage.tables import FormalWarning, Qualification, Renewal

_DIARY = Choice("记日记", tokens.start("diary"))


def _silence(talk: ConversationContext, told: dict[str, Any]) -> Reply | None:
    """The reminder before half a year is over: nothing is lost yet, one sentence is enough."""
    held = talk.work.session.get_one(Qualification, told["qualification"])
    since = date.fromisoformat(told["since"])
    if held.state not in IN_GOOD_STANDING or silent_since(talk.work, held, talk.now) != since:
        return None
    days = (talk.today - since).days
    return Reply(
        join(
            f"已经 {days} 天没有您的志愿日记了。服务过就发一句话，我来记；还没空也没关系，有事随时说。",
            progress_line(talk, talk.today.year),
            "满半年没有活动和日记，工作人员会考虑警告，所以先提醒您一声。",
        ),
        choices=(_DIARY,),
    )


def _warning(talk: ConversationContext, told: dict[str, Any]) -> tuple[FormalWarning, Holder, Warn]:
    one = talk.work.session.get_one(FormalWarning, told["warning"])
    who = holder(talk.work, one.qualification_id)
    held = talk.work.session.get_one(Qualification, one.qualification_id)
    rule = pack_of(held.pack, talk.rules).rules(who.kind).warning
    assert rule is not None
    return one, who, rule


def _warning_due(talk: ConversationContext, told: dict[str, Any]) -> Reply | None:
    one, who, rule = _warning(talk, told)
    if one.state != "due":
        return None
    rows = [Row("姓名" if who.kind == "expert" else "站名", who.name), Row("单位", who.unit or "未填")]
    rows += [Row("地区", regions.full_name(who.region))] if who.region else []
    rows += [Row("情况", f"自 {one.silent_since} 起满半年没有活动和日记"), Row("依据", rule.clause)]
    choices = (button("warn", one.id), button("withhold", one.id))
    return Reply(
        f"{who.name}满半年没有活动和日记，是否警告由您决定。", Card("半年未报", tuple(rows)), choices
    )


def _warned(talk: ConversationContext, told: dict[str, Any]) -> Reply | None:
    one, _, rule = _warning(talk, told)
    if one.state != "issued":
        return None
    why = f"\n说明：{one.reason}" if one.reason else ""
    return Reply(
        f"警告：自 {one.silent_since} 起满半年没有您的活动和日记（{rule.clause}）。{why}\n"
        "资格仍然有效。服务过就补一句话日记，工作人员会据此解除；有困难也请直接告诉我们。",
        choices=(_DIARY,),
    )


def _standing(talk: ConversationContext, told: dict[str, Any]) -> Reply | None:
    held = talk.work.session.get_one(Qualification, told["qualification"])
    if held.state != told["state"]:
        return None
    if held.state == "revoked":
        facts = told["facts"]
        return Reply(
            f"您的资格已被取消。\n依据：{facts['ground']}\n原因：{facts['reason']}\n"
            "有不同意见可以回复「投诉」，会由别的工作人员处理。"
        )
    if held.state == "suspended":
        facts = told["facts"]
        return Reply(
            f"您的资格已暂停，不派新的需求，手上的服务可以做完；查清后会告诉您。\n"
            f"依据：{facts['ground']}\n原因：{facts['reason']}\n有话要说可以回复「投诉」。"
        )
    return Reply(f"您的资格现在是「{STATES[held.state]}」，谢谢您的支持。")


def _left(talk: ConversationContext, told: dict[str, Any]) -> Reply | None:
    who = holder(talk.work, told["qualification"])
    return Reply(f"{who.name}（{who.about}）申请退出，已按规定生效。")


def _renewal(talk: ConversationContext, told: dict[str, Any]) -> Reply | None:
    one = talk.work.session.get_one(Renewal, told["renewal"])
    if one.state != "asked":
        return None
    who = holder(talk.work, one.qualification_id)
    choices = (button("agree_renewal", one.id), button("decline_renewal", one.id))
    return Reply(f"{who.name}（{who.about}）申请续聘，任期到 {one.until}。", choices=choices)


def _renewal_decided(talk: ConversationContext, told: dict[str, Any]) -> Reply | None:
    one = talk.work.session.get_one(Renewal, told["renewal"])
    held = talk.work.session.get_one(Qualification, one.qualification_id)
    if one.state == "agreed":
        return Reply(f"续聘成功，任期延到 {held.until}。谢谢您继续帮助企业。")
    return Reply(f"这次没有续聘，任期到 {held.until}。\n原因：{one.reason}\n谢谢您一直以来的服务。")


SILENCE = Notice("silence", _silence, reminder=True, for_rooms=True)
WARNING_DUE = Notice("warning_due", _warning_due)
WARNED = Notice("warned", _warned)
STANDING = Notice("standing", _standing)
LEFT = Notice("left", _left)
RENEWAL = Notice("renewal", _renewal)
RENEWAL_DECIDED = Notice("renewal_decided", _renewal_decided)

"""Who asks: told to the expert once they have taken the need on, and only to them (S9.1)."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.engine import next_steps, tokens
from handlers.engine.chats import CHAT
from handlers.message import Card, Choice, Reply, Row
from handlers.rendering.plain import phone_of, show_region
from programme.packs import RulePack
from storage.queries.needs import Contact

CALL = "接单成功，谢谢您！请{when}联系企业，企业的事请保密。服务完说一句话，我就记成日记。"
NO_NUMBER = "接单成功，谢谢您！企业还没留电话，已经问了；企业的事请保密。服务完说一句话，我就记成日记。"
AS_AGREED = "接单成功，谢谢您！请按说好的联系企业，企业的事请保密。服务完说一句话，我就记成日记。"


def contact(of: Contact, rules: RulePack) -> Reply:
    """How to get in touch, as the answer to taking a need on; by when, where the pack says so."""
    times = rules.service_times
    within = f" {times.contact_hours} 小时内" if times and times.contact_hours else "这两天"
    rows = [Row("企业", of.enterprise)]
    rows += [Row("联系人", of.name)] if of.name else []
    rows += [Row("电话", phone_of(of) or "未留，点「找工作人员」帮您联系")]
    rows += [Row("地区", show_region(of.region)), Row("问题", of.text)]
    return Reply(
        CALL.format(when=within) if of.phone else NO_NUMBER,
        Card(f"{of.need_id} 号需求", tuple(rows)),
        tuple(_next(of)),
    )


def _next(of: Contact) -> Iterator[Choice]:
    """Where no number was left, staff come first, and a time is agreed on in the chat."""
    yield (Choice("约时间", tokens.start("appoint", "need", of.need_id)) if of.phone else next_steps.STAFF)
    yield Choice("在这里聊", tokens.start(CHAT, "need", of.need_id))
    if of.form != "online":
        yield Choice("现场保障", tokens.start("protection", "need", of.need_id))
    yield Choice("退单", tokens.start("give_back", "need", of.need_id))

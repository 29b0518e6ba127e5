"""Who asks: told to the expert once they have taken the need on, and only to them (S9.1)."""

from __future__ import annotations

from handlers.message import Card, Reply, Row
from handlers.rendering.plain import show_phone
from language import regions
from storage.queries.needs import Contact


def contact(of: Contact) -> Reply:
    """How to get in touch, as the answer to taking a need on."""
    rows = [Row("企业", of.enterprise)]
    rows += [Row("联系人", of.name)] if of.name else []
    rows += [Row("电话", show_phone(of.phone, of.phone_verified) or "未留，工作人员可以帮您联系")]
    rows += [Row("地区", regions.full_name(of.region)), Row("问题", of.text)]
    lead = "接单成功，谢谢您！请尽快和企业联系；所知的商业秘密请保密。服务完发一句话就能记日记。"
    on_the_spot = (
        "\n上门需要保险、防护用品或接送，回复「现场保障」，我们来安排。" if of.form != "online" else ""
    )
    return Reply(lead + on_the_spot, Card(f"需求 {of.need_id} 号", tuple(rows)))

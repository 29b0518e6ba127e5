"""Who asks: told to the expert once they have taken the need on, and only to them (S9.1)."""

from __future__ import annotations

from handlers.engine.context import ConversationContext
from handlers.message import Card, Reply, Row
from language import regions
from storage.tables import Enterprise, Need, Person


def contact(talk: ConversationContext, need: Need) -> Reply:
    """Who asks: told once the expert has accepted, and only to them."""
    enterprise = talk.work.session.get_one(Enterprise, need.enterprise_id)
    asker = talk.work.session.get_one(Person, need.person_id)
    rows = [Row("企业", enterprise.name)]
    rows += [Row("联系人", asker.name)] if asker.name else []
    rows += [Row("电话", asker.phone or "未留，工作人员可以帮您联系")]
    rows += [Row("地区", regions.full_name(need.region)), Row("问题", need.text)]
    lead = "接单成功，谢谢您！请尽快和企业联系；所知的商业秘密请保密。服务完发一句话就能记日记。"
    on_the_spot = (
        "\n上门需要保险、防护用品或接送，回复「现场保障」，我们来安排。" if need.form != "online" else ""
    )
    return Reply(lead + on_the_spot, Card(f"需求 {need.id} 号", tuple(rows)))

"""新需求: an expert is asked, and accepts or declines by one word."""

from __future__ import annotations

import re
from typing import Any

from actions.offers.answer import accept_offer, decline_offer, pending_offers
from actions.people.contact import name_of_expert
from handlers.conversations.offers.contact import contact
from handlers.conversations.offers.suggestions import misses
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Notice, Options, Outcome, Slot
from handlers.engine.words import bare
from handlers.message import Card, Choice, Reply, Row
from handlers.rendering.masking import mask
from language import regions
from language.domains import label
from storage.tables import Enterprise, Expert, Need, Offer

LONGEST_ANSWER = 20
_ACCEPTS = re.compile(
    r"^(?:我)?(?:接受|同意接单|接单|接了?|来|可以接?|能接|愿意|没问题|行|好的?|包在我身上)"
    r"(?:吧|的|啊|了|单|这单|这个)?$|我(?:来|去)接|我接(?:吧|了)?$"
)
_DECLINES = re.compile(
    r"婉拒|拒绝|推掉|推辞|不接|接不了|接不下|不了$|没空|没时间|没有时间|没有空|不方便|不合适|不擅长|不太懂|不懂这"
    r"|忙不过来|抽不开|走不开|顾不上|在外地|在出差|出差了|换个人|换别人|另请|找别人|下次吧|算了吧"
)


def _options(talk: ConversationContext, values: Values) -> Options:
    return (("接受", "accept"), ("婉拒", "decline"))


def _answer(talk: ConversationContext, text: str) -> str | None:
    """A short yes or no, in whatever words; a long text is no answer."""
    word = bare(text)
    if len(word) > LONGEST_ANSWER:
        return "decline" if word.startswith("婉拒") else None
    if _DECLINES.search(word):
        return "decline"
    return "accept" if _ACCEPTS.search(word) else None


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """Whatever is said with a no is its reason."""
    answer = _answer(talk, text)
    said = re.sub(r"^(?:婉拒|拒绝)[了，,。：:\s]*", "", text.strip())
    return reading.as_values({"answer": answer, "reason": said or None if answer == "decline" else None})


def _pending(talk: ConversationContext) -> list[int]:
    return [offer.id for offer, _ in pending_offers(talk.work, talk.speaker)]


def _which(talk: ConversationContext, values: Values) -> Options:
    return [
        (f"{label(need.domain)}·{regions.name(need.region)}：{reading.shorten(need.text, 14)}", offer.id)
        for offer, need in pending_offers(talk.work, talk.speaker)
    ]


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    if values["answer"] == "decline":
        decline_offer(talk.work, talk.speaker, values["offer"], values.get("reason"), talk.rules, talk.now)
        return Outcome(Reply("已婉拒，谢谢您告诉我们，会再请别的专家。"))
    need = accept_offer(talk.work, talk.speaker, values["offer"], talk.now)
    return Outcome(contact(talk, need))


OFFER = Form(
    name="offer",
    version=1,
    title="新需求邀请",
    roles=frozenset({"expert"}),
    starts=("我的邀请", "待答复"),
    sample="接受",
    ref="offer",
    slots=(
        Slot("offer", "需求", ask="您说的是哪一条需求？", options=_which),
        Slot(
            "answer",
            "答复",
            ask="这条需求您愿意接吗？",
            read=_answer,
            options=_options,
            hint="请回复「接受」或「婉拒」。",
        ),
        Slot("reason", "原因", asked=False, hidden=True),
    ),
    read=_read,
    pending=_pending,
    needless=lambda talk: "" if _pending(talk) else "现在没有等您答复的需求，有合适的会推送给您。",
    submit=_submit,
)


def _offer_notice(talk: ConversationContext, facts: dict[str, Any]) -> Reply | None:
    offer = talk.work.session.get_one(Offer, facts["offer"])
    if offer.state != "pending" or offer.expires_at <= talk.now:
        return None
    need = talk.work.session.get_one(Need, offer.need_id)
    enterprise = talk.work.session.get_one(Enterprise, need.enterprise_id)
    rows = [Row("地区", regions.full_name(need.region))]
    rows += [Row("问题", mask(need.text, enterprise.name)), Row("请您的理由", " · ".join(offer.reasons))]
    if need.form:
        rows.append(Row("方式", reading.show_form(need.form)))
    until = f"{offer.expires_at.astimezone(talk.now.tzinfo):%m月%d日 %H:%M}"
    lead = f"新需求{'（急）' if need.urgent else ''}：请在 {until} 前答复，接不接都可以。"
    choices = [
        Choice(text, tokens.prompt("offer", offer.id, "answer", value)) for text, value in _options(talk, {})
    ]
    return Reply(lead, Card(label(need.domain), tuple(rows)), tuple(choices))


_WHY_CLOSED = {"withdrawn": "企业已撤回", "open": "改归了别的领域", "unanswered": "改归了别的领域"}


def _closed_notice(talk: ConversationContext, facts: dict[str, Any]) -> Reply | None:
    need = talk.work.session.get_one(Need, facts["need"])
    why = facts.get("why") or _WHY_CLOSED.get(need.state, "已有别的专家接单")
    return Reply(f"之前请您看的那条{label(need.domain)}需求{why}，不用再答复了，谢谢您。")


def _accepted_notice(talk: ConversationContext, facts: dict[str, Any]) -> Reply | None:
    need = talk.work.session.get_one(Need, facts["need"])
    if need.state != "accepted" or need.expert_id is None:
        return None
    expert = talk.work.session.get_one(Expert, need.expert_id)
    rows = [Row("专家", name_of_expert(talk.work, expert.id))]
    rows += [Row("单位", expert.unit)] if expert.unit else []
    rows += [Row("擅长", reading.show_domains(expert.domains))]
    return Reply(
        f"好消息，您的 {need.id} 号需求有专家接单了，会尽快联系您。服务全程免费。",
        Card("接单专家", tuple(rows)),
    )


def _asked_next_notice(talk: ConversationContext, facts: dict[str, Any]) -> Reply | None:
    need = talk.work.session.get_one(Need, facts["need"])
    if need.state != "open":
        return None
    return Reply(f"您的 {need.id} 号需求，前面请的专家腾不出手，已另请合适的专家，有人接单马上告诉您。")


def _handed_over_notice(talk: ConversationContext, facts: dict[str, Any]) -> Reply | None:
    need = talk.work.session.get_one(Need, facts["need"])
    if need.state != "unanswered":
        return None
    return Reply(f"您的 {need.id} 号需求暂时没有专家能接，已转给工作人员为您安排，不用重新提交。")


def _unanswered_notice(talk: ConversationContext, facts: dict[str, Any]) -> Reply | None:
    need = talk.work.session.get_one(Need, facts["need"])
    if need.state != "unanswered":
        return None
    enterprise = talk.work.session.get_one(Enterprise, need.enterprise_id)
    rows = [Row("企业", enterprise.name), Row("领域", label(need.domain))]
    rows += [Row("地区", regions.full_name(need.region)), Row("问题", need.text)]
    rows += [Row("差一点", "；".join(absent))] if (absent := misses(talk, need)) else []
    urgent = "（急）" if need.urgent else ""
    choices = (Choice(f"指派 {need.id} 号", tokens.start("assign", "need", need.id)),)
    return Reply(f"需求 {need.id} 号无人应答{urgent}，请安排。", Card("无人应答", tuple(rows)), choices)


OFFER_NOTICE = Notice("offer", _offer_notice)
CLOSED_NOTICE = Notice("offer_closed", _closed_notice)
ACCEPTED_NOTICE = Notice("accepted", _accepted_notice)
ASKED_NEXT_NOTICE = Notice("asked_next", _asked_next_notice)
HANDED_OVER_NOTICE = Notice("handed_over", _handed_over_notice)
UNANSWERED_NOTICE = Notice("unanswered", _unanswered_notice)

"""What people are told while somebody is found for a need, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.offers.meet import words_in
from actions.offers.notices import (
    Accepted,
    AppointmentWished,
    AskedNext,
    GivenBack,
    HandedOver,
    NeedAddition,
    OfferClosed,
    Offered,
    OthersAsked,
    Returned,
    TakenOff,
    TermsAnswered,
    TermsProposed,
    Unanswered,
)
from handlers.conversations.offers.contact import contact
from handlers.conversations.offers.meeting import date_in
from handlers.conversations.offers.offer import ANSWERS
from handlers.conversations.offers.suggestions import misses
from handlers.conversations.offers.terms import ANSWERS as AGREEMENT
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.engine.undone import endings
from handlers.message import Card, Choice, Reply, Row
from handlers.rendering.masking import discreet, mask, mask_ways
from handlers.rendering.plain import show_domains, show_form, show_moment
from language import regions
from language.domains import label
from storage.queries.complaints.cases import get_case
from storage.queries.needs import ADDITION, NeedFacts, contact_of, get_need
from storage.queries.offers.asked import OfferFacts, get_offer, pending_offers
from storage.queries.offers.experts import get_expert
from storage.queries.offers.standing import standings

_WHY_CLOSED = {
    "withdrawn": "企业已撤回",
    "unserved": "服务中心另有安排",
    "open": "改归了别的领域",
    "unanswered": "改归了别的领域",
}
_WHY_NEXT = {"declined": "腾不出手", "expired": "没有按时答复", "unreached": "暂时联系不上"}


def _offered(talk: ConversationContext, told: Offered) -> Reply | None:
    offer = get_offer(talk.work, told.offer)
    if offer.state != "pending" or offer.expires_at <= talk.now:
        return None
    need = get_need(talk.work, offer.need_id)
    rows = [Row("地区", regions.full_name(need.region))]
    rows += [Row("问题", discreet(need)), Row("请您的理由", " · ".join(_reasons(offer, need)))]
    rows += [Row("方式", show_form(need.form))] if need.form else []
    until = f"{offer.expires_at.astimezone(talk.now.tzinfo):%m月%d日 %H:%M}"
    lead = f"新需求{'（急）' if need.urgent else ''}：请在 {until} 前答复，接不接都可以。"
    choices = [Choice(text, tokens.prompt("offer", offer.id, "answer", value)) for text, value in ANSWERS]
    choices += [Choice("换个条件", tokens.start("negotiate", "offer", offer.id))]
    return Reply(lead, Card(label(need.domain), tuple(rows)), tuple(choices))


def _reasons(offer: OfferFacts, need: NeedFacts) -> list[str]:
    """Without one that names who asks: an expert who served the firm once has its name in their words."""
    return [reason for reason in offer.reasons if mask(reason, need.enterprise, need.asker) == reason]


def _closed(talk: ConversationContext, told: OfferClosed) -> Reply | None:
    need = get_need(talk.work, told.need)
    why = told.why or _WHY_CLOSED.get(need.state, "已有别的专家接单")
    return Reply(f"之前请您看的那条{label(need.domain)}需求{why}，不用再答复了，谢谢您。")


def _accepted(talk: ConversationContext, told: Accepted) -> Reply | None:
    need = _in_state(talk, told.need, "accepted")
    if need is None or need.expert_id is None:
        return None
    expert = get_expert(talk.work, need.expert_id)
    rows = [Row("专家", expert.name)]
    rows += [Row("单位", expert.unit)] if expert.unit else []
    rows += [Row("擅长", show_domains(list(expert.domains)))]
    return Reply(
        f"好消息，您的 {need.id} 号需求有专家接单了，会联系您。服务全程免费。",
        Card("接单专家", tuple(rows)),
    )


def _asked_next(talk: ConversationContext, told: AskedNext) -> Reply | None:
    """With what became of the last of those who were asked; whom the firm named is spoken of by name (`Undelivered`)."""
    if _in_state(talk, told.need, "open") is None:
        return None
    before = get_offer(talk.work, told.offer) if told.offer else None
    if before and before.state == "unreached" and before.wished:
        return None
    why = _WHY_NEXT.get(before.state if before else "", "没能接")
    return Reply(f"您的 {told.need} 号需求，前面请的专家{why}，已另请合适的专家，有人接单就告诉您。")


def _handed_over(talk: ConversationContext, told: HandedOver) -> Reply | None:
    if _in_state(talk, told.need, "unanswered") is None:
        return None
    return Reply(f"您的 {told.need} 号需求暂时没有专家能接，已转给工作人员为您安排，不用重新提交。")


def _unanswered(talk: ConversationContext, told: Unanswered) -> Reply | None:
    need = _in_state(talk, told.need, "unanswered")
    if need is None:
        return None
    rows = [Row("企业", need.enterprise), Row("领域", label(need.domain))]
    rows += [Row("地区", regions.full_name(need.region)), Row("问题", need.text)]
    rows += [Row("差一点", "；".join(absent))] if (absent := misses(talk, need)) else []
    urgent = "（急）" if need.urgent else ""
    choices = (Choice(f"指派 {need.id} 号", tokens.start("assign", "need", need.id)), *endings(need.id))
    return Reply(f"需求 {need.id} 号无人应答{urgent}，请安排。", Card("无人应答", tuple(rows)), choices)


def _others_asked(talk: ConversationContext, told: OthersAsked) -> Reply | None:
    if _in_state(talk, told.need, "open") is None:
        return None
    return Reply(f"您的 {told.need} 号需求，服务中心已另请专家，有人接单就告诉您。")


def _given_back(talk: ConversationContext, told: GivenBack) -> Reply | None:
    if _in_state(talk, told.need, "open", "unanswered", "accepted") is None:
        return None
    return Reply(f"抱歉，您的 {told.need} 号需求，原来的专家有事不能来了，正在为您另找人，不用重新提交。")


def _addition(talk: ConversationContext, told: NeedAddition) -> Reply | None:
    """To who has the need in their own words; to who is only asked, without firm and phone."""
    need = get_need(talk.work, told.need)
    added = need.text.split(ADDITION)[told.part]
    expert = talk.speaker.expert_id
    if need.expert_id is not None and need.expert_id == expert:
        return Reply(f"{need.enterprise}（{need.id} 号需求）补充：“{added}”。")
    asked = next((one for one in pending_offers(talk.work, expert) if one.need_id == need.id), None)
    if asked is None:
        return None
    choices = [Choice(text, tokens.prompt("offer", asked.id, "answer", value)) for text, value in ANSWERS]
    text = f"请您看的那条{label(need.domain)}需求，企业补充：“{mask(added, need.enterprise, need.asker)}”。接不接都可以。"
    return Reply(text, choices=tuple(choices))


def _taken_off(talk: ConversationContext, told: TakenOff) -> Reply:
    need = get_need(talk.work, told.need)
    return Reply(
        f"您接的 {need.id} 号需求（{label(need.domain)}），企业另有安排，这件不用再跟进了。谢谢您愿意帮忙，服务记录不受影响。"
    )


def _appointment(talk: ConversationContext, told: AppointmentWished) -> Reply | None:
    """To the other side, with whom to call about it."""
    need = _in_state(talk, told.need, "accepted")
    if need is None:
        return None
    words = words_in(get_case(talk.work, told.case).text)
    said_at = datetime.fromisoformat(told.said_at) if told.said_at else talk.now
    if told.by_expert:
        who, phone = need.expert, standings(talk.work, [need.id])[need.id].phone
    else:
        asker = contact_of(talk.work, need.id)
        who, phone = asker.enterprise, asker.phone
    call = f"行不行直接回电话 {phone}。" if phone else "行不行请告诉工作人员。"
    appoint = Choice("另约时间", tokens.start("appoint", "need", need.id))
    return Reply(
        f"{who}想约（{need.id} 号需求）：“{words}”{date_in(talk, words, said_at)}。{call}", choices=(appoint,)
    )


def _returned(talk: ConversationContext, told: Returned) -> Reply | None:
    need, expert = get_need(talk.work, told.need), get_expert(talk.work, told.expert)
    follows = "已另请专家" if need.state == "open" else "现在没有人接手" if need.state == "unanswered" else ""
    return Reply(f"{expert.name}退了 {need.id} 号需求（{need.enterprise}），{follows}。") if follows else None


def _terms_proposed(talk: ConversationContext, told: TermsProposed) -> Reply | None:
    offer = get_offer(talk.work, told.offer)
    if offer.state != "pending" or not offer.terms or offer.expires_at <= talk.now:
        return None
    until = show_moment(offer.expires_at, talk.now)
    lead = f"{get_expert(talk.work, offer.expert_id).name}想接您的 {offer.need_id} 号需求，先和您商量：“{mask_ways(offer.terms)}”。"
    choices = [Choice(text, tokens.prompt("terms", offer.id, "answer", value)) for text, value in AGREEMENT]
    return Reply(f"{lead}\n同意就算接单；{until}前没有答复，我另请专家。", choices=tuple(choices))


def _terms_answered(talk: ConversationContext, told: TermsAnswered) -> Reply | None:
    offer = get_offer(talk.work, told.offer)
    if offer.state == "accepted":
        if _in_hand(talk, offer) is None:
            return None
        found = contact(contact_of(talk.work, offer.need_id))
        return replace(found, text=f"企业同意了您的条件：“{offer.terms}”。\n{found.text}")
    about = f"{label(offer.domain)}的那条需求"
    if offer.state == "declined":
        return Reply(f"{about}，企业想另找时间合适的专家，谢谢您愿意帮忙。")
    return Reply(f"{about}，企业到时间没有答复您的条件，先不麻烦您了。") if offer.state == "expired" else None


def _in_hand(talk: ConversationContext, offer: OfferFacts) -> NeedFacts | None:
    need = _in_state(talk, offer.need_id, "accepted")
    return need if need and need.expert_id == offer.expert_id else None


def _in_state(talk: ConversationContext, need_id: int, *states: str) -> NeedFacts | None:
    """The need, while it is in one of these states."""
    need = get_need(talk.work, need_id)
    return need if need.state in states else None


OFFERED = NoticeRenderer(Offered, _offered)
CLOSED = NoticeRenderer(OfferClosed, _closed)
ACCEPTED = NoticeRenderer(Accepted, _accepted)
ASKED_NEXT = NoticeRenderer(AskedNext, _asked_next)
HANDED_OVER = NoticeRenderer(HandedOver, _handed_over)
UNANSWERED = NoticeRenderer(Unanswered, _unanswered, office=True)
RETURNED = NoticeRenderer(Returned, _returned, office=True)
OTHERS_ASKED = NoticeRenderer(OthersAsked, _others_asked)
TERMS_PROPOSED = NoticeRenderer(TermsProposed, _terms_proposed)
TERMS_ANSWERED = NoticeRenderer(TermsAnswered, _terms_answered)
GIVEN_BACK = NoticeRenderer(GivenBack, _given_back)
ADDITION_TOLD = NoticeRenderer(NeedAddition, _addition)
TAKEN_OFF = NoticeRenderer(TakenOff, _taken_off)
APPOINTMENT = NoticeRenderer(AppointmentWished, _appointment)

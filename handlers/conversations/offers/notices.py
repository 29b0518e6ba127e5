"""What people are told while somebody is found for a need, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.needs.wait import right_one
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
    TakenAgain,
    TakenOff,
    TermsAnswered,
    TermsProposed,
    Unanswered,
)
from handlers.conversations.offers.chat import chat_choice
from handlers.conversations.offers.contact import AS_AGREED, contact
from handlers.conversations.offers.meeting import date_in
from handlers.conversations.offers.offer import ANSWERS
from handlers.conversations.offers.suggestions import misses
from handlers.conversations.offers.terms import ANSWERS as AGREEMENT
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.engine.undone import endings
from handlers.message import Card, Choice, Reply, Row
from handlers.rendering.masking import discreet, mask, mask_phone, mask_ways
from handlers.rendering.moments import moment
from handlers.rendering.plain import phone_of, shorten, show_form, show_region
from language.domains import label
from storage.queries.complaints.cases import get_case
from storage.queries.needs import ADDITION, NeedFacts, contact_of, get_need
from storage.queries.offers.asked import OfferFacts, get_offer, pending_offers, times_given_back
from storage.queries.offers.experts import get_expert
from storage.queries.offers.standing import standings
from storage.queries.staff.teams import team_sent_to

_NOT_CALLED = Choice("没联系我", tokens.start("need_status"))
_LEAVE_PHONE = Choice("留手机号", tokens.start("add_to_need"))
_PROGRESS = Choice("看进展", tokens.start("my_needs"))
LONGEST_NEED = 120
"""So much of a need is read on a phone before it is taken; 等我答复的 shows all of it."""
_THEIR_OWN = ("擅长", "本行", "同")
_WHY_CLOSED = {
    "withdrawn": "企业已撤回",
    "unserved": "服务中心另有安排",
    "open": "改归了别的领域",
    "unanswered": "改归了别的领域",
}
_WHY_NEXT = {"declined": "没接上", "expired": "没有按时答复", "unreached": "暂时联系不上"}


def _offered(talk: ConversationContext, told: Offered) -> Reply | None:
    offer = get_offer(talk.work, told.offer)
    if offer.state != "pending" or offer.expires_at <= talk.now:
        return None
    need = get_need(talk.work, offer.need_id)
    lead = f"新需求{'，急' if need.urgent else ''}：{show_region(need.region)}一家企业想请您帮忙：“{shorten(discreet(need), LONGEST_NEED)}”。"
    form = f"希望{show_form(need.form)}。" if need.form else ""
    form += _with_team(talk, offer)
    until = f"{moment(offer.expires_at, talk.now)} 前给个话就行，接不接都可以。"
    choices = [Choice(text, tokens.prompt("offer", offer.id, "answer", value)) for text, value in ANSWERS]
    choices += [Choice("换个条件", tokens.start("negotiate", "offer", offer.id))]
    return Reply(f"{lead}\n{_why_you(offer, need)}{form}{until}", choices=tuple(choices))


def _with_team(talk: ConversationContext, offer: OfferFacts) -> str:
    """«请您带法律服务队去。» to the leader of a team that staff sent."""
    team = team_sent_to(talk.work, offer.need_id, offer.expert_id)
    return f"请您带{team.name}去。" if team else ""


def _why_you(offer: OfferFacts, need: NeedFacts) -> str:
    """«您擅长人力资源，又同在赤坎区。»: what speaks for the expert, and nothing that counts up how busy they are.

    Without a reason that names who asks: an expert who served the firm once has its name in their words.
    """
    own = [reason for reason in offer.reasons if mask(reason, need.enterprise, need.asker) == reason]
    told = "，".join(own)
    return f"{'您' if told.startswith(_THEIR_OWN) else ''}{told}。" if told else ""


def _closed(talk: ConversationContext, told: OfferClosed) -> Reply | None:
    need = get_need(talk.work, told.need)
    why = told.why or _WHY_CLOSED.get(need.state, "已有别的专家接单")
    return Reply(f"请您看的那条{label(need.domain)}需求，{why}，不用再答复了，谢谢您。")


def _accepted(talk: ConversationContext, told: Accepted) -> Reply | None:
    need = _in_state(talk, told.need, "accepted")
    if need is None or need.expert_id is None:
        return None
    expert = get_expert(talk.work, need.expert_id)
    unit = f"（{expert.unit}）" if expert.unit else ""
    at = standings(talk.work, [need.id])[need.id]
    firm, phone, team = contact_of(talk.work, need.id), phone_of(at), f"{at.team}队长" if at.team else ""
    call = f"，电话 {phone}" if phone else ""
    known = f"已经拿到您的电话 {mask_phone(firm.phone)}" if firm.phone else "可还没有您的电话，留一个好吗？"
    ways = (_NOT_CALLED, _PROGRESS) if firm.phone else (_LEAVE_PHONE,)
    return Reply(
        f"{team}{expert.name}{unit}接了您的 {need.id} 号需求{call}，{known}{'。' if firm.phone else ''}全程免费。",
        choices=(*ways, chat_choice(need.id)),
    )


def _asked_next(talk: ConversationContext, told: AskedNext) -> Reply | None:
    """With what became of the last of those who were asked; whom the firm named is spoken of by name (`Undelivered`)."""
    if _in_state(talk, told.need, "open") is None:
        return None
    before = get_offer(talk.work, told.offer) if told.offer else None
    if before and before.state == "unreached" and before.wished:
        return None
    why = _WHY_NEXT.get(before.state if before else "", "没能接")
    return Reply(
        f"您的 {told.need} 号需求，前一位专家{why}，已另请一位，有人接单就告诉您。", choices=(_PROGRESS,)
    )


def _handed_over(talk: ConversationContext, told: HandedOver) -> Reply | None:
    if _in_state(talk, told.need, "unanswered") is None:
        return None
    return Reply(
        f"您的 {told.need} 号需求，现在没有能接的专家，已交给服务中心去找，您不用重新说。",
        choices=(_PROGRESS,),
    )


def _unanswered(talk: ConversationContext, told: Unanswered) -> Reply | None:
    need = _in_state(talk, told.need, "unanswered")
    if need is None:
        return None
    rows = [Row("企业", need.enterprise), Row("领域", label(need.domain))]
    rows += [Row("地区", show_region(need.region)), Row("问题", need.text)]
    rows += [Row("差一点", "；".join(absent))] if (absent := misses(talk, need)) else []
    urgent = "（急）" if need.urgent else ""
    choices = [Choice(f"指派 {need.id} 号", tokens.start("assign", "need", need.id))]
    if right_one(talk.work, need.id, talk.rules, talk.now):
        choices += [Choice(f"{need.id} 号等不等", tokens.start("need_wait", "need", need.id))]
    card = Card("无人应答", tuple(rows))
    return Reply(f"{need.id} 号需求无人应答{urgent}，请安排。", card, (*choices, *endings(talk, need.id)))


def _others_asked(talk: ConversationContext, told: OthersAsked) -> Reply | None:
    if _in_state(talk, told.need, "open") is None:
        return None
    return Reply(f"您的 {told.need} 号需求，服务中心另请了专家，有人接单就告诉您。", choices=(_PROGRESS,))


def _given_back(talk: ConversationContext, told: GivenBack) -> Reply | None:
    if _in_state(talk, told.need, "open", "unanswered", "accepted") is None:
        return None
    return Reply(
        f"抱歉，原来的专家接不了您的 {told.need} 号需求了。正在另请专家，您不用再说一遍。",
        choices=(_PROGRESS,),
    )


def _addition(talk: ConversationContext, told: NeedAddition) -> Reply | None:
    """To who has the need in their own words; to who is only asked, without firm and phone."""
    need = get_need(talk.work, told.need)
    added = need.text.split(ADDITION)[told.part]
    expert = talk.speaker.expert_id
    if need.expert_id is not None and need.expert_id == expert:
        return Reply(
            f"{need.enterprise}（{need.id} 号需求）补充：“{added}”。",
            choices=(Choice("企业电话", tokens.start("firm_contact")),),
        )
    asked = next((one for one in pending_offers(talk.work, expert) if one.need_id == need.id), None)
    if asked is None:
        return None
    choices = [Choice(text, tokens.prompt("offer", asked.id, "answer", value)) for text, value in ANSWERS]
    text = f"请您看的那条{label(need.domain)}需求，企业补充：“{mask(added, need.enterprise, need.asker)}”。接不接都可以。"
    return Reply(text, choices=tuple(choices))


def _taken_off(talk: ConversationContext, told: TakenOff) -> Reply:
    need = get_need(talk.work, told.need)
    who = "服务中心" if told.by_office else "企业"
    return Reply(f"您接的 {need.id} 号需求，{who}另有安排，不用再跟进了。谢谢您愿意帮忙，记录不受影响。")


def _appointment(talk: ConversationContext, told: AppointmentWished) -> Reply | None:
    """To the other side, with whom to call about it."""
    need = _in_state(talk, told.need, "accepted")
    if need is None:
        return None
    words = words_in(get_case(talk.work, told.case).text)
    said_at = datetime.fromisoformat(told.said_at) if told.said_at else talk.now
    if told.by_expert:
        who, phone = need.expert, phone_of(standings(talk.work, [need.id])[need.id])
    else:
        asker = contact_of(talk.work, need.id)
        who, phone = asker.enterprise, phone_of(asker)
    call = f"行不行直接回电话 {phone}。" if phone else "行不行点「另约时间」，或者找工作人员。"
    appoint = Choice("另约时间", tokens.start("appoint", "need", need.id))
    return Reply(
        f"{who}想约（{need.id} 号需求）：“{words}”{date_in(talk, words, said_at)}。{call}", choices=(appoint,)
    )


def _returned(talk: ConversationContext, told: Returned) -> Reply | None:
    need, expert = get_need(talk.work, told.need), get_expert(talk.work, told.expert)
    follows = "已另请专家" if need.state == "open" else "现在没有人接手" if need.state == "unanswered" else ""
    if not follows:
        return None
    return Reply(
        f"{expert.name}退了 {need.id} 号需求（{need.enterprise}），{follows}。{_counted(talk, told)}"
    )


def _taken_again(talk: ConversationContext, told: TakenAgain) -> Reply | None:
    need, expert = get_need(talk.work, told.need), get_expert(talk.work, told.expert)
    if need.expert_id != told.expert:
        return None
    return Reply(
        f"{expert.name}退过的 {need.id} 号需求（{need.enterprise}），自己又接了。{_counted(talk, told)}"
    )


def _counted(talk: ConversationContext, told: Returned | TakenAgain) -> str:
    """How often this need, and any, was given back, once it was more than once."""
    this, all_of_them = (
        times_given_back(talk.work, told.expert, told.need),
        times_given_back(talk.work, told.expert),
    )
    return f"这条退过 {this} 次，一共退过 {all_of_them} 次。" if all_of_them > 1 else ""


def _terms_proposed(talk: ConversationContext, told: TermsProposed) -> Reply | None:
    offer = get_offer(talk.work, told.offer)
    if offer.state != "pending" or not offer.terms or offer.expires_at <= talk.now:
        return None
    until = moment(offer.expires_at, talk.now)
    lead = f"{get_expert(talk.work, offer.expert_id).name}想接您的 {offer.need_id} 号需求，先和您商量：“{mask_ways(offer.terms)}”。"
    choices = [Choice(text, tokens.prompt("terms", offer.id, "answer", value)) for text, value in AGREEMENT]
    return Reply(f"{lead}\n同意就算接单；{until} 前没有答复，我另请专家。", choices=tuple(choices))


def _terms_answered(talk: ConversationContext, told: TermsAnswered) -> Reply | None:
    offer = get_offer(talk.work, told.offer)
    if offer.state == "accepted":
        if _in_hand(talk, offer) is None:
            return None
        found = contact(contact_of(talk.work, offer.need_id), talk.rules)
        return replace(found, text=f"企业同意了您的条件：“{offer.terms}”。\n{AS_AGREED}")
    about = f"{label(offer.domain)}的那条需求"
    if offer.state == "declined":
        return Reply(f"{about}，企业想另找时间合适的专家，谢谢您愿意帮忙。")
    return (
        Reply(f"{about}，企业到时间没有答复您的条件，先不麻烦您了，谢谢您。")
        if offer.state == "expired"
        else None
    )


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
TAKEN_AGAIN = NoticeRenderer(TakenAgain, _taken_again, office=True)
OTHERS_ASKED = NoticeRenderer(OthersAsked, _others_asked)
TERMS_PROPOSED = NoticeRenderer(TermsProposed, _terms_proposed)
TERMS_ANSWERED = NoticeRenderer(TermsAnswered, _terms_answered)
GIVEN_BACK = NoticeRenderer(GivenBack, _given_back)
ADDITION_TOLD = NoticeRenderer(NeedAddition, _addition)
TAKEN_OFF = NoticeRenderer(TakenOff, _taken_off)
APPOINTMENT = NoticeRenderer(AppointmentWished, _appointment)

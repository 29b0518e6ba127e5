"""What people are told about their accounts, in words."""

from __future__ import annotations

from actions.offers.notices import Offered
from actions.people.notices import ProfileChanged, Unbound, Undelivered
from handlers.conversations.people.delivery import told_by
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_phone, show_region
from storage.queries.delivery.dead_letters import LOST
from storage.queries.delivery.reach import Sent, sent
from storage.queries.needs import get_need
from storage.queries.offers.asked import get_offer, is_asked
from storage.queries.people.profiles import Profile, profile


def _unbound(talk: ConversationContext, told: Unbound) -> Reply:
    return Reply("您的身份已绑定到另一个账号，这个账号不再接收通知。如果不是您本人办的，请联系服务中心。")


def _changed(talk: ConversationContext, told: ProfileChanged) -> Reply:
    """As it stands at delivery."""
    one = profile(talk.work, told.person)
    facts = "，".join(f"{_LABELS[name]} {_fact(one, name)}" for name in told.what if name in _LABELS)
    return Reply(f"{one.name or one.enterprise or '一位用户'}改了资料：{facts}。")


def _undelivered(talk: ConversationContext, told: Undelivered) -> Reply | None:
    """Whoever caused it hears of what was told them would be told; what has arrived meanwhile is no news."""
    one = sent(talk.work, told.message)
    said = told_by(talk, one) if one else ""
    if one is None or not said or one.state not in LOST:
        return None
    if one.kind == Offered.kind:
        return _offer_came_back(talk, one)
    how = "不确定送到没有，最好问一下" if one.state == "unknown" else "没送到，暂时联系不上"
    phone = f"，电话 {one.phone}" if talk.speaker.staff_id and one.phone else ""
    human = "letters" if talk.speaker.staff_id else "human"
    caption = "没送到的消息" if talk.speaker.staff_id else "找工作人员"
    return Reply(f"{said}：{how}{phone}。", choices=(Choice(caption, tokens.start(human)),))


def _offer_came_back(talk: ConversationContext, one: Sent) -> Reply | None:
    """To who named the expert; whoever left it to matching hears only how the need goes on."""
    offer = get_offer(talk.work, one.facts["offer"])
    if offer.state != "unreached" or not (offer.wished or talk.speaker.staff_id):
        return None
    need = get_need(talk.work, offer.need_id)
    asked = need.state == "open" and is_asked(talk.work, need.id)
    goes_on = "另请了专家，有人接单就告诉您" if asked else "要另外安排"
    goes_on = f"{need.expert}已经接了" if need.state == "accepted" else goes_on
    choices = (
        (Choice(f"指派 {need.id} 号", tokens.start("assign", "need", need.id)),)
        if talk.speaker.staff_id
        else (Choice("看进展", tokens.start("need_status")),)
    )
    return Reply(f"暂时联系不上{one.name}，{need.id} 号需求{goes_on}。", choices=choices)


def _fact(one: Profile, name: str) -> str:
    facts = {
        "phone": show_phone(one.phone, one.phone_verified),
        "firm": one.enterprise,
        "unit": one.unit,
        "region": show_region(one.region) if one.region else None,
    }
    return facts[name] or "未填"


_LABELS = {"phone": "手机", "firm": "公司名", "unit": "单位", "region": "所在地"}
CHANGED = NoticeRenderer(ProfileChanged, _changed, office=True)
UNBOUND = NoticeRenderer(Unbound, _unbound)
UNDELIVERED = NoticeRenderer(Undelivered, _undelivered)

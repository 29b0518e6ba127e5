"""What people are told about their accounts, in words."""

from __future__ import annotations

from actions.desk.notices import ClerkLeft
from actions.offers.notices import Offered
from actions.people.notices import (
    ClerkCame,
    ClerkRemoved,
    CodeNotSent,
    FirmHandedOver,
    NoLongerVoice,
    ProfileChanged,
    SignedIn,
    Unbound,
    Undelivered,
    VoiceAnswered,
    VoiceClaimed,
)
from handlers.conversations.people.colleagues import ANSWERS, who
from handlers.conversations.people.delivery import told_by
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.engine.masked_phone import masked_of, show_it
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_region
from programme.clerks import NAMES
from storage.queries.delivery.dead_letters import LOST
from storage.queries.delivery.reach import Sent, sent
from storage.queries.needs import get_need
from storage.queries.offers.asked import get_offer, is_asked
from storage.queries.people.clerks import people_of, station_name
from storage.queries.people.devices import devices_of
from storage.queries.people.profiles import Profile, profile
from storage.queries.people.voices import firm_name, voice


def _unbound(talk: ConversationContext, told: Unbound) -> Reply:
    return Reply("您的身份绑到了另一个账号，这个账号不再收到通知。不是您本人办的，点下面告诉工作人员。")


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
    phone = f"，电话 {masked_of(one)}" if talk.speaker.staff_id and one.phone else ""
    human = "letters" if talk.speaker.staff_id else "human"
    caption = "没送到的消息" if talk.speaker.staff_id else "找工作人员"
    look = show_it(one.person_id, one.phone) if talk.speaker.staff_id else ()
    return Reply(f"{said}：{how}{phone}。", choices=(Choice(caption, tokens.start(human)), *look))


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
        else (next_steps.NEED_STATUS,)
    )
    return Reply(f"暂时联系不上{one.name}，{need.id} 号需求{goes_on}。", choices=choices)


def _fact(one: Profile, name: str) -> str:
    facts = {
        "phone": masked_of(one),
        "firm": one.enterprise,
        "unit": one.unit,
        "region": show_region(one.region) if one.region else None,
    }
    return facts[name] or "未填"


def _claimed(talk: ConversationContext, told: VoiceClaimed) -> Reply | None:
    one = voice(talk.work, told.person)
    if one is None or one.claims is None:
        return None
    firm = firm_name(talk.work, one.claims)
    own = talk.speaker.enterprise_id == one.claims
    asks = f"{who(one)}说是贵公司（{firm}）的人，是吗？" if own else f"{who(one)}说是{firm}的人，请核实。"
    choices = tuple(
        Choice(
            "是他们的人" if value and not own else label,
            tokens.prompt("voice", one.person_id, "answer", value),
        )
        for label, value in ANSWERS
    )
    return Reply(f"{asks}确认以前，对方看不到公司的任何事。", choices=choices)


def _voice_answered(talk: ConversationContext, told: VoiceAnswered) -> Reply | None:
    if told.agreed:
        if talk.speaker.enterprise_id != told.firm:
            return None
        needs = next_steps.MY_NEEDS
        return Reply(
            f"已确认您是{talk.speaker.enterprise}的人，公司的需求和进展您都看得到了。", choices=(needs,)
        )
    human = next_steps.STAFF
    return Reply("负责人没有确认您是公司的人。您自己提的需求照常办；要核对就点下面。", choices=(human,))


def _no_longer(talk: ConversationContext, told: NoLongerVoice) -> Reply | None:
    if talk.speaker.enterprise_id == told.firm:
        return None
    return Reply(
        f"{firm_name(talk.work, told.firm)}的负责人把您移出了，公司的事您不再经手。弄错了就联系负责人。"
    )


def _handed_over(talk: ConversationContext, told: FirmHandedOver) -> Reply | None:
    """Nothing where they are its owner no more."""
    if talk.speaker.enterprise_id != told.firm or talk.speaker.firm_role != "owner":
        return None
    people = Choice("公司的人", tokens.start("firm_people"))
    return Reply(f"您现在是{talk.speaker.enterprise}的负责人，同事的进出由您定。", choices=(people,))


def _clerk_came(talk: ConversationContext, told: ClerkCame) -> Reply | None:
    """Nothing where they have left again."""
    one = next((who for who in people_of(talk.work, told.station) if who.person_id == told.person), None)
    if one is None:
        return None
    return Reply(
        f"{one.name or '一位同事'}用邀请码进来了，现在是站里的{NAMES[told.role]}。", choices=(STATION_PEOPLE,)
    )


def _clerk_left(talk: ConversationContext, told: ClerkLeft) -> Reply:
    return Reply(
        f"{profile(talk.work, told.person).name or '一位同事'}退出了工作站，做过的都留着。",
        choices=(STATION_PEOPLE,),
    )


def _clerk_removed(talk: ConversationContext, told: ClerkRemoved) -> Reply | None:
    if talk.speaker.station_id == told.station:
        return None
    return Reply(
        f"{station_name(talk.work, told.station)}的负责人把您移出了，站里的事您不再经手，做过的都留着。弄错了就联系负责人。"
    )


STATION_PEOPLE = Choice("站里的人", tokens.start("station_people"))


def _signed_in(talk: ConversationContext, told: SignedIn) -> Reply | None:
    """Nothing where that device has been closed meanwhile."""
    if told.account not in {one.account_id for one in devices_of(talk.work, talk.speaker.person_id)}:
        return None
    devices = Choice("我的设备", tokens.start("my_devices"))
    return Reply("您的手机号刚在另一台设备上登录了。不是您本人，就点下面把它退掉。", choices=(devices,))


def _code_not_sent(talk: ConversationContext, told: CodeNotSent) -> Reply:
    ways = (Choice("重新登录", tokens.start("sign_in")), next_steps.STAFF)
    if told.taken:
        lost = "运营商说，验证码没送到手机。看看号码和信号，再登录一次；还不行就找工作人员。"
        return Reply(lost, choices=ways)
    return Reply("验证码短信没有发出去。请过一分钟重新登录，还不行就找工作人员。", choices=ways)


_LABELS = {"phone": "手机", "firm": "公司名", "unit": "单位", "region": "所在地"}
CHANGED = NoticeRenderer(ProfileChanged, _changed, office=True)
UNBOUND = NoticeRenderer(Unbound, _unbound)
UNDELIVERED = NoticeRenderer(Undelivered, _undelivered)
CLAIMED = NoticeRenderer(VoiceClaimed, _claimed)
VOICE_ANSWERED = NoticeRenderer(VoiceAnswered, _voice_answered)
NO_LONGER_VOICE = NoticeRenderer(NoLongerVoice, _no_longer)
CLERK_CAME = NoticeRenderer(ClerkCame, _clerk_came)
CLERK_LEFT = NoticeRenderer(ClerkLeft, _clerk_left)
CLERK_REMOVED = NoticeRenderer(ClerkRemoved, _clerk_removed)
SIGNED_IN = NoticeRenderer(SignedIn, _signed_in)
CODE_NOT_SENT = NoticeRenderer(CodeNotSent, _code_not_sent)
HANDED_OVER = NoticeRenderer(FirmHandedOver, _handed_over)

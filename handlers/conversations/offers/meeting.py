"""What goes wrong or is to be fixed between an enterprise and its expert: nobody came; when and where to meet."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from actions.diaries.dispute import dispute_diary
from actions.needs.meant import calls_another, meant
from actions.offers.meet import MISSABLE, access_meeting, report_missed, unreport_missed, wish_appointment
from actions.offers.meetings import PAST, propose_meeting
from actions.offers.notices import MeetingProposed
from documents.papers.agreement import USUAL_TIME
from handlers.engine import next_steps, reading, tokens
from handlers.engine.chats import CHAT
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.delivered import caveat
from handlers.engine.disputed import held
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.meetings import when_and_where
from handlers.rendering.moments import day, moment
from handlers.rendering.plain import phone_of, shorten
from language import meetings, normalise
from language.contrasts import contrasted
from language.inquiries import inquires
from language.passed_on import passed_on
from language.retimed import put_right
from programme.roles import EXPERT, NEWCOMERS
from programme.spans import weekday
from storage.queries.diaries.reviews import diary_of_service
from storage.queries.needs import NeedFacts, get_need, needs_of, services_under_way
from storage.queries.offers.meetings import get_meeting, meetings_of
from storage.queries.offers.standing import standings
from storage.queries.titles.standing import agreed

BOTH = NEWCOMERS | EXPERT


def services(talk: ConversationContext, *states: str) -> list[NeedFacts]:
    """Services that the speaker gives, and those of the speaker's enterprise in these states."""
    given = services_under_way(talk.work, talk.speaker.expert_id) if talk.speaker.expert_id else []
    return [*given, *needs_of(talk.work, talk.speaker.enterprise_id, states)]


def _line(talk: ConversationContext, need: NeedFacts) -> tuple[str, int]:
    other = need.enterprise if need.expert_id == talk.speaker.expert_id else need.expert
    return f"{need.id} 号：{shorten(need.text, 12)}（{other}）", need.id


def _missable(talk: ConversationContext) -> Options:
    """What is under way first: of what is done, only where nothing is."""
    found = services(talk, "accepted") or services(talk, *MISSABLE)
    return [_line(talk, need) for need in found]


def _accepted(talk: ConversationContext) -> Options:
    return [_line(talk, need) for need in services(talk, "accepted")]


def _meant(talk: ConversationContext, text: str) -> int | None:
    return _which(text, services(talk, *MISSABLE), talk.speaker.expert_id)


_ENOUGH = 3
"""Characters of a firm's name that call it: «约塘蓬铜件明天下午三点»."""


def _which(text: str, needs: list[NeedFacts], expert_id: int | None) -> int | None:
    """By the firm that is served, else as `meant`."""
    given = [need for need in needs if need.expert_id == expert_id]
    named = {
        need.id
        for need in given
        if any(need.enterprise[at : at + _ENOUGH] in text for at in range(len(need.enterprise) - _ENOUGH + 1))
    }
    return named.pop() if len(named) == 1 else meant(text, needs)


_MISSED = OneOf(
    "need",
    "需求",
    "是哪一次？",
    _missable,
    none="现在没有约好的服务。遇到什么问题了？",
    read=_meant,
)
_APPOINTED = OneOf(
    "need",
    "需求",
    "约哪一次服务的时间？",
    _accepted,
    none="现在还没有接下的服务，有专家接单了再约时间。",
    read=lambda talk, text: _pointed_at(talk, text),
)


def _pointed_at(talk: ConversationContext, text: str) -> int | None:
    """«约哪一次» is answered by words that point at one; what is rather told or asked answers nothing, be its matter that of one."""
    tells = passed_on(text, to_a_side=True) or _ORDERS.search(text) or inquires(text)
    if tells or meetings.read(text, talk.said_at).day or meetings.names_hour(text):
        return None
    return _which(text, services(talk, "accepted"), talk.speaker.expert_id)


_CAME = re.compile(
    r"来(?:过|了)(?![吗没])|到(?:过|了)(?!现在|门口|厂|公司|店)|迟到|晚到|晚来|(?:不是|没)说[^，,。]{0,4}没来"
)
_MISSED_WORDS = re.compile(
    r"(?:没|未|不)(?:有)?(?:来|到|出现|露面|见)|没(?:有)?人|影|鸽|爽约|失约|白(?:跑|来|等|走)|锁着|关门|等(?:到|了)|放.{0,3}空|联系不上|不接电话"
)


_TELLS_ABSENCE = re.compile(
    r"[没未冇无](?!多久|多少|问题|事|关系)|不(?:在|来|到|见|接|出)|唔(?:喺|嚟|见|听|应|到)|人[呢影]|[鸽影锁躲]|飞机|爽约|失约|关[门机着了]|落空|扑空|寂寞|白[跑来等走行费搭]"
    r"|等.{0,8}(?:天|日|朝|午|晚|夜|钟|点|久|小时|空|他|她|候|现在)|[守候坐].{0,6}(?:分钟|小时|钟头|半)|忘|出[差门了]|去.{0,4}(?:外地|进货|开会)|(?:只有|就)我|不是该来|空[候等跑]|一个人"
)
"""What any telling of somebody who stayed away holds: nobody there, a wait, a way in vain."""
_ORDERS = re.compile(
    r"(?:跟|和|同|告诉|转告|通知|问|叫|让|约)(?:一下|那个|那位)?(?:他|她|对方|人家|企业|厂里|店里|老板|厂长|经理|[\u4e00-\u9fff]?(?:律师|老师|专家|会计师?|教授|工))"
)

_SAYS_SO = re.compile(
    r"(?:[那这]?[位个]|接单的)?[\u4e00-\u9fff]{0,3}(?:律师|会计师?|老师|专家|教授|工程师)"
    r"(?:今天|昨天|前天|上午|下午|早上|根本|一直|都|也|就|又)*没有?来(?:过)?[呀啊呢哦的了]*[。!！]*"
)
"""«苏律师今天没来呀»."""
_NAMES_ANOTHER = re.compile(
    r".{0,24}?(?:我?(?:说|讲|指)的是|不是[^，,。]{1,8}[，,\s]*是)(?P<whom>[^，,。]{1,12}没有?来.{0,8})",
    re.DOTALL,
)
"""«弄错了，我说的是何会计没来»: behind a report, it was somebody else who did not come."""
ORDERED, ASKED_FOR, OF_WHICH = 1, 2, 3
"""Of words for the other side: an order to pass them on, the answer to a question for them, or an order that leaves open to whom,
so that what goes out is looked at first."""


def _rather(talk: ConversationContext, text: str) -> str:
    """Whoever came, be it late, did not stay away: «他来过了，迟到了半个钟»; words for the other side are passed on."""
    if passed_on(text, to_a_side=True):
        return "service.appoint"
    if contrasted(text) != text or not _TELLS_ABSENCE.search(normalise(text).text):
        return "unclear"
    return "service.confirm" if _CAME.search(text) and not _WAITED.search(text) else ""


_WAITED = re.compile(
    r"没(?:有)?(?:来|到|见|人影)(?!过?[^，,。]{0,2}是)(?!.*[他她]来了)|白(?:跑|来|等)|鸽|等到现在|根本没"
)


def _plainly_missed(talk: ConversationContext, values: Values) -> bool:
    """In so many words, or in answer to «怎么回事？»."""
    words = values.get("words") or ""
    said = values.get("ordered") == ASKED_FOR or _MISSED_WORDS.search(words)
    return bool(said) and not _CAME.search(words)


def _outright(talk: ConversationContext, values: Values) -> bool:
    """A diary of the service makes it a complaint, which is looked at first; before the hour nothing is done at all."""
    if _not_due(talk, values):
        return True
    return _plainly_missed(talk, values) and (
        values.get("ordered") == ASKED_FOR or not _is_complaint(talk, values)
    )


def _is_complaint(talk: ConversationContext, values: Values) -> bool:
    if "need" not in values:
        return False
    need = get_need(talk.work, values["need"])
    is_firm = need.expert_id != talk.speaker.expert_id
    return is_firm and diary_of_service(talk.work, need.id) is not None


_NEVER_CAME = re.compile(r"没有?来过|没到过|没见过|根本没")


def _not_due(talk: ConversationContext, values: Values) -> str:
    """Nobody has stayed away before the hour that was agreed or proposed; whoever denies a service that was recorded may."""
    if "need" not in values or (
        diary_of_service(talk.work, values["need"]) and _NEVER_CAME.search(values.get("words") or "")
    ):
        return ""
    found = meetings_of(talk.work, [values["need"]])
    if not found or any(one.state == "agreed" and one.starts_at <= talk.now for one in found):
        return ""
    if not (ahead := [one for one in found if one.starts_at > talk.now]):
        return ""
    waits = "对方还没答复，" if ahead[0].state == "proposed" else ""
    return f"约的是{moment(ahead[0].starts_at, talk.now)}，{waits}还没到。到时没来，说一声就行。"


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """Words that were asked for, or ordered to be passed on, are an order; a thought told of itself is looked at first."""
    told = passed_on(text, to_a_side=True)
    words = None if "words" in values else told.words if told else text.strip()
    asked_for = ASKED_FOR if "need" in values and words else None
    ordered = asked_for or (ORDERED if told or _ORDERS.search(text) else None)
    named = _NAMES_ANOTHER.fullmatch(text.strip())
    whom = named["whom"] if named else text
    return reading.as_values(
        {"need": _meant(talk, whom), "words": words, "ordered": ordered} | _another(talk, whom, values)
    )


def _another(talk: ConversationContext, text: str, values: Values) -> Values:
    """That somebody else is spoken of than whom any of the speaker's services is with, so that it is asked which."""
    is_so = "words" not in values and calls_another(text, services(talk, "accepted"), talk.speaker.expert_id)
    return {"another": True} if is_so else {}


def _only_appointed(talk: ConversationContext, values: Values) -> Values:
    return {} if values.get("another") else _APPOINTED.infer(talk, values)


def _infer_missed(talk: ConversationContext, values: Values) -> Values:
    return {} if values.get("another") else _MISSED.infer(talk, values)


def _passes_on(talk: ConversationContext, text: str) -> bool:
    """«跟老板说我晚到十分钟», where there are several to whom it may go."""
    told = passed_on(text, to_a_side=True)
    return told is not None and not inquires(text) and bool(services(talk, "accepted"))


_ASKS_BACK = re.compile(r"方便|有空|行不|可以|能不能|好不好|怎么样|合适")
"""«周四几点方便» is put to the other side; «下周三我要准备啥» is not."""
_OF_A_MEETING = re.compile(r"[约改晚早天周点地来去见到后前等空]|时间|星期")
"""Words that tell when or where hold one of these: «要不要收费» beside «约哪一次» tells neither."""
_MISTAKEN = re.compile(r"(?:看|记|弄|搞|想|说)错|别[记问管]|不是这[个家次]|当我没说")


def _offers_nothing(talk: ConversationContext, text: str) -> str:
    """A question that nobody is to be asked, or a mistake owned up to, offers no time."""
    asks = inquires(text) and not (_ASKS_BACK.search(text) or _ORDERS.search(text))
    return "unclear" if (asks or _MISTAKEN.search(text)) and passed_on(text) is None else ""


def _read_appointment(talk: ConversationContext, text: str, values: Values) -> Values:
    """What was asked for goes at once where it names a day, an hour or a place; other words are looked at first."""
    if _words(talk, text) is None:
        return {}
    if "words" in values and "need" not in values:
        return _while_asked_which(talk, text)
    found = _read(talk, text, values)
    if "words" in found:
        found["words"] = put_right(found["words"])
    if found.get("ordered") == ORDERED and "need" not in found and not _only_appointed(talk, values | found):
        found["ordered"] = OF_WHICH
    if found.get("ordered") == ASKED_FOR and not _names_when_or_where(talk, text):
        del found["ordered"]
    if "ordered" not in found and not _OF_A_MEETING.search(text):
        found.pop("words", None)
    return found


def _while_asked_which(talk: ConversationContext, text: str) -> Values:
    """Which one is meant, or another day and hour. Either is looked at first: the words of before go nowhere by themselves."""
    if need := _pointed_at(talk, text):
        return {"need": need}
    if inquires(text) or not _names_when_or_where(talk, text):
        return {}
    told = passed_on(text, to_a_side=True)
    return reading.as_values(
        {
            "need": _meant(talk, text),
            "words": put_right(told.words if told else text.strip()),
            "ordered": OF_WHICH,
        }
    )


def _words(talk: ConversationContext, text: str) -> str | None:
    """What is put to the other side; a service that was given is a diary, and no wish for a day."""
    return None if reading.tells_service(talk, text) else text


def _names_when_or_where(talk: ConversationContext, text: str) -> bool:
    offered = meetings.read(text, talk.said_at)
    return bool(offered.day or offered.place or offered.online or meetings.names_hour(text))


def _missed(talk: ConversationContext, values: Values) -> Outcome:
    need = access_meeting(talk.work, talk.speaker, values["need"], MISSABLE)
    if early := _not_due(talk, values):
        choices = Choice("改时间", tokens.start("appoint", "need", need.id)), next_steps.STAFF
        return Outcome(Reply(early, choices=choices))
    told = diary_of_service(talk.work, need.id)
    if told is not None and need.expert_id != talk.speaker.expert_id:
        number = dispute_diary(talk.work, talk.speaker, told, values["words"], talk.now)
        return Outcome(held(number))
    mistaken = _put_right(talk, need.id, values["words"])
    case = report_missed(talk.work, talk.speaker, need.id, values["words"], talk.now)
    by_expert = need.expert_id == talk.speaker.expert_id
    sorry = "抱歉，让您白跑一趟。" if by_expert else "抱歉，让您白等了。"
    other = need.enterprise if by_expert else need.expert
    call = "" if by_expert or need.state != "accepted" else _number(talk, need)
    done = f"{call}已交给服务中心去问{other}，是 {case} 号事项，问清楚就告诉您。"
    return Outcome(Reply(f"{mistaken}{sorry}{done}", choices=_after(need, by_expert)))


def _put_right(talk: ConversationContext, need_id: int, words: str) -> str:
    """That what was reported of somebody else by mistake is settled; empty where nothing was."""
    another = _NAMES_ANOTHER.fullmatch(words.strip())
    case = unreport_missed(talk.work, talk.speaker, need_id, talk.now) if another else None
    return f"{case} 号事项撤了。" if case else ""


def _number(talk: ConversationContext, need: NeedFacts) -> str:
    """The expert's phone: whoever was not called may call."""
    phone = phone_of(standings(talk.work, [need.id])[need.id])
    return f"{need.expert}的电话是 {phone}。" if phone else ""


def _after(need: NeedFacts, by_expert: bool) -> tuple[Choice, ...]:
    if need.state != "accepted":
        return (next_steps.STAFF,)
    move = Choice("改时间", tokens.start("appoint", "need", need.id))
    if by_expert:
        return (move,)
    return (Choice("换一位专家", tokens.start("replace_expert", "need", need.id)), move)


MISSED = Form(
    name="service_missed",
    version=1,
    title="对方没来",
    serves=("service.missed",),
    examples=(
        "对方没来",
        "专家没来",
        "约好的人没来",
        "根本没来过",
        "他根本没来过",
        "到点了人没来",
        "又放我鸽子",
        "等了一上午人影都没见",
        "企业没人，白跑一趟",
        "到了厂门口老板不在",
    ),
    roles=BOTH,
    ref="need",
    card="对方没来",
    syntax=lambda text: any(one.fullmatch(text.strip()) for one in (_SAYS_SO, _NAMES_ANOTHER)),
    outright=_outright,
    rather=_rather,
    slots=(
        _MISSED.slot,
        Slot(
            "words",
            "经过",
            ask="怎么回事？说一句就行。",
            read=reading.words,
            free=True,
            when=lambda talk, values: not _not_due(talk, values),
        ),
        Slot("ordered", "", hidden=True, asked=False),
        Slot("another", "", hidden=True, asked=False),
    ),
    read=_read,
    infer=_infer_missed,
    needless=_MISSED.needless,
    deed=deed(
        "记",
        "投诉",
        "报",
        "问",
        "撤回",
        "撤",
        opposites=(
            "来了",
            "来过",
            "来过了",
            "到了",
            "来了来了",
            "我忘了",
            "搞错了",
            "我搞错了",
            "看错日子了",
        ),
        undone="好，没有记，对方也不会知道。",
    ),
    submit=_missed,
)


def _appoint(talk: ConversationContext, values: Values) -> Outcome:
    """A day and an hour are put to the other side, who agrees with one tap; a wish that leaves one open goes to staff too.

    What is to be passed on and leaves one open goes into the chat of both, and asks nothing of staff.
    """
    need = access_meeting(talk.work, talk.speaker, values["need"], ("accepted",))
    other = need.enterprise if need.expert_id == talk.speaker.expert_id else need.expert
    offered = meetings.read(values["words"], talk.said_at, _before(talk, need.id))
    if offered.at is not None:
        return _propose(talk, need, other, values["words"], offered)
    if values.get("ordered") in (ORDERED, OF_WHICH):
        text = f"{values['words']}{date_in(talk, values['words'], talk.said_at)}"
        return Outcome(Reply(), then=(CHAT, {"need": need.id, "text": text, "once": 1}))
    case = wish_appointment(talk.work, talk.speaker, need.id, values["words"], talk.now, talk.said_at)
    words = f"“{shorten(values['words'], 40)}”{date_in(talk, values['words'], talk.said_at)}"
    phone = "，也给了您的电话" if talk.speaker.phone else ""
    text = f"已转告{other}：{words}{phone}。{_agreed(talk, need)}服务中心也知道了（{case} 号事项）。"
    return Outcome(Reply(text, choices=(next_steps.STAFF,)))


def _propose(
    talk: ConversationContext, need: NeedFacts, other: str, words: str, offered: meetings.Meeting
) -> Outcome:
    made = propose_meeting(talk.work, talk.speaker, need.id, words, offered, talk.now)
    phone = "，也给了您的电话" if talk.speaker.phone else ""
    off = f"原来约的 {moment(made.moved, talk.now)} 不算了。" if made.moved else ""
    when = when_and_where(get_meeting(talk.work, made.id), talk.now)
    late = caveat(talk, other, MeetingProposed.kind)
    text = f"已转告{other}：“{shorten(words, 40)}”（{when}）{phone}。{off}{late}对方说行，就告诉您。"
    cancel = Choice("取消约定", tokens.start("cancel_meeting", "meeting", made.id))
    return Outcome(Reply(text, choices=(cancel,)))


def _before(talk: ConversationContext, need_id: int) -> datetime | None:
    """When the appointment begins that a new one would move."""
    found = [one for one in meetings_of(talk.work, [need_id]) if one.starts_at > talk.now]
    return found[0].starts_at if found else None


def _known(talk: ConversationContext, values: Values) -> Values:
    """The one service there is, and the moment as it is understood, which stands on the card beside the words."""
    if "words" not in values:
        return _only_appointed(talk, values)
    offered = meetings.read(values["words"], talk.said_at)
    when = weekday(offered.day) if offered.day else ""
    hour = f" {offered.at:%H:%M}" if offered.at else ""
    return _only_appointed(talk, values) | {"when": f"{when}{hour}" or "还没说准"}


def _not_past(talk: ConversationContext, words: str) -> str:
    offered = meetings.read(words, talk.said_at)
    return PAST if offered.at is not None and offered.at <= talk.now else ""


def _agreed(talk: ConversationContext, need: NeedFacts) -> str:
    """To a firm: when its expert serves, where their agreement says so."""
    if need.expert_id is None or need.expert_id == talk.speaker.expert_id:
        return ""
    found = agreed(talk.work, need.expert_id)
    return (
        f"{need.expert}的服务时间是{found.times}。" if found and found.times not in ("", USUAL_TIME) else ""
    )


def _is_proposed(talk: ConversationContext, values: Values, since: datetime) -> bool:
    """Whether the other side has offered a time since: that is answered, and nothing asked beside it."""
    if "need" not in values or "words" in values:
        return False
    found = meetings_of(talk.work, [values["need"]], ("proposed",))
    return any(one.other == talk.speaker.person_id and one.created_at > since for one in found)


def date_in(talk: ConversationContext, words: str, said_at: datetime) -> str:
    """«（3月6日 周五）» where the words offer one day to come, so that both sides mean the same."""
    found = meetings.offered_day(words, said_at)
    return f"（{day(found, talk.today)}）" if found else ""


APPOINT = Form(
    name="appoint",
    version=1,
    title="约时间",
    serves=("service.appoint",),
    examples=(
        "约时间",
        "改时间",
        "改到周五下午三点",
        "跟老师说改周四上午",
        "地方改到园区会议室",
        "跟企业讲一下我后天下午到",
    ),
    roles=BOTH,
    ref="need",
    card="转告对方",
    outright=lambda talk, values: values.get("ordered") in (ORDERED, ASKED_FOR),
    slots=(
        _APPOINTED.slot,
        Slot(
            "words",
            "时间地点",
            ask="想约什么时候、在哪里？比如「周五下午三点，在厂里」。",
            read=_words,
            check=_not_past,
            free=True,
        ),
        Slot("when", "时间", asked=False),
        Slot("ordered", "", hidden=True, asked=False),
        Slot("another", "", hidden=True, asked=False),
    ),
    stale_after=timedelta(days=1),
    read=_read_appointment,
    syntax=lambda text: passed_on(text) is not None,
    heeds=_passes_on,
    rather=_offers_nothing,
    infer=_known,
    needless=_APPOINTED.needless,
    settled=_is_proposed,
    submit=_appoint,
)

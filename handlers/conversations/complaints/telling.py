"""How a grievance is read: what it is about, whom it is against, and whether it is told at all."""

from __future__ import annotations

import re
from collections.abc import Collection

from handlers.conversations.complaints.brought import SHORTEST
from handlers.engine.context import ConversationContext, Values
from language import is_no_name, normalise
from language.called import is_named
from language.lexicon import words_of
from language.no_names import is_place
from language.retimed import retimed
from language.thinking import thinks_aloud
from programme.roles import HOLDERS
from storage.queries.complaints.known import experts_met, experts_met_with_fields, named_in

OF_A_VOLUNTEER = {
    "pressed": re.compile(
        r"强[迫制]|逼[着我]|硬要我|必须(?:去|接|来)|不(?:去|接|来)就(?:扣|取消|警告|除名|不给|考核)|强行指派|不让我?(?:推|拒|婉拒|请假)"
    ),
    "unsafe": re.compile(
        r"不安全|(?:没有?|不[给买])(?:买?保险|防护|安全帽)|危险|受伤|差点(?:出事|摔|砸)|(?:现场|车间|工地).{0,6}(?:隐患|漏电)"
    ),
    "record": re.compile(
        r"(?:不[给开肯让]|没[给开]|扣[着住]|拖着不).{0,8}(?:证明|记录|时长|证书|聘书)|(?:证明|记录|时长|证书).{0,6}(?:不[给开肯]|没给|没开|扣[着住]|少记)"
    ),
}
"""What is done to volunteers (HB 九): read first where a volunteer tells it."""
_ABOUT = {
    "fee": re.compile(
        r"收费|收钱|要钱|交钱|付钱|给钱|掏钱|好处费|服务费|咨询费|资料费|材料费|辛苦费|茶水费|会员费|押金|红包|回扣|"
        r"[收要交付转给].{0,12}(?:[元块]|[\d一二两三四五六七八九十百千万]费|[百千万](?![\u4e00-\u9fff]))"
    ),
    "secrecy": re.compile(
        r"泄露|泄密|透露|说出去|传出去|商业秘密|机密|(?:发|传)到.{0,4}群|告诉了?(?:同行|对手|隔壁)"
    ),
    "misuse": re.compile(
        r"冒充|冒用|假冒|打着.{0,10}(?:旗号|名义|牌子)|(?:用|借|以).{0,6}(?:专家|志愿|工作站).{0,4}(?:名义|身份)|拉(?:生意|业务)|推销|卖(?:课|保险|产品)"
    ),
    "offence": re.compile(r"违法|犯法|犯罪|诈骗|骗[钱贷]|造假|伪造|偷税|行贿|受贿|骚扰|打人|吸毒|赌博"),
    "quality": re.compile(r"质量|态度|敷衍|不专业|没来|爽约|不认真|不满意"),
}
_VERB = re.compile(r"^(?:我要|我想|要|想)?(?:投诉|举报|申诉|提?异议)(?:一下|一个|个)?[，,：: ]?")
_TRADES = "律师|教授|顾问|会计|主任|工程师|师傅|站长"
_TITLES = f"{_TRADES}|老师|专家|志愿者|工作站"
_TRADE = re.compile(
    rf"(?:[那这]个|[那这]位|姓[\u4e00-\u9fff]的)?(?:{_TRADES})|姓[\u4e00-\u9fff]的(?:{_TITLES})"
)
"""«那个会计» tells staff whom to look for; «那位专家» does not."""
_CALLED = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[你请找跟和与对把被叫]))([\u4e00-\u9fff]{{1,3}}(?:{_TITLES}))(?=[收要泄透态敷服没向跟把让叫说]|$|[，,。 ])"
)
_SOMEBODY = re.compile(r"^(?:那|这|有|一)(?:个|位|名)")
_SURNAMES = frozenset(words_of("surnames"))
_ITSELF = re.compile(r"机器人|系统|益企|小程序|公众号|你们这个软件")
_ANSWER = "人|回音|回信|回复|回话|动静|消息|下文"
_OFFICE = re.compile(
    rf"[没无](?:有|个|见)?.{{0,2}}(?:{_ANSWER})|(?:{_ANSWER})[都也]?没|太慢|拖着|拖了|服务中心|工作人员|你们"
)

_UNNAMED = re.compile(r"(?:[那这]|上次)[^，,。]{0,4}(?:工作站|专家|老师|志愿者)")
"""«上次那个工作站» is somebody, and not which: that is asked, not guessed."""

_TO_SOMEBODY = re.compile(
    r"(?:给|叫|找|转|接|喊|要)(?:我)?(?:一?[个位]|一下)?(?:你们的?)?(?:客服|人工|真人|工作人员|领导|经理|管事的|负责人)|[\s，,。！!]"
)
"""«给客服 我要投诉» tells nothing of what happened."""


def about(text: str, roles: Collection[str] = ()) -> str | None:
    """What a text says that it is about; from a volunteer it may be what is done to volunteers."""
    volunteer = not HOLDERS.isdisjoint(roles)
    kinds = OF_A_VOLUNTEER | _ABOUT if volunteer else _ABOUT
    return next((kind for kind, words in kinds.items() if words.search(text)), None)


def account(talk: ConversationContext, text: str) -> str | None:
    """The whole message, where it tells what happened beyond the wish to complain and a name."""
    told = _TO_SOMEBODY.sub("", _VERB.sub("", text).replace(accused(talk, text) or "\0", ""))
    return text if len(told) >= SHORTEST else None


def accused(talk: ConversationContext, text: str) -> str | None:
    """Whom a text names: as registered, else as it calls them; the office or the bot where it speaks of these."""
    told = _VERB.sub("", text)
    if known := [name for name in talk.once(_known, told) if name != talk.speaker.name]:
        return known[0]
    if served := [name for name, fields in talk.once(_served_by) if is_named(told, name, fields)]:
        return served[0]
    if called := _CALLED.search(told):
        name = _SOMEBODY.sub("", called[1])
        if name == called[1] or (name[:1] in _SURNAMES and not re.fullmatch(_TITLES, name)):
            return name
    if titled := _TRADE.search(told):
        return _met(talk, titled[0]) or titled[0]
    if _ITSELF.search(told):
        return "益企"
    return "服务中心" if _OFFICE.search(told) and not _UNNAMED.search(told) else None


def any_accused(talk: ConversationContext, text: str) -> str | None:
    """The same as the answer to a question for it: any words that may call somebody («上次来的那位»)."""
    plain = normalise(text).text
    is_nobody = is_no_name(plain) or is_place(plain) or _NOBODY.search(plain) or thinks_aloud(text)
    return accused(talk, text) or (None if is_nobody else text)


def met(talk: ConversationContext) -> list[str]:
    """The experts who have served the speaker's firm."""
    return talk.once(_met_experts)


def _met(talk: ConversationContext, title: str) -> str | None:
    """«那个会计» is 王会计, where one such has served the firm."""
    word = re.search(_TITLES, title)
    alike = [name for name in met(talk) if word and word[0] in name]
    return alike[0] if len(alike) == 1 else None


def _known(talk: ConversationContext, text: str) -> list[str]:
    return named_in(talk.work, text)


_NOBODY = re.compile(r"不知道|不清楚|不晓得|电话|\d{4}|[再等换]|谈不上|算了|吧$|取消|投诉|[收要]了|我[要想]")
"""«姓名不知道 电话是个0759的» calls nobody."""
_IT_IS = re.compile(
    r"(?:不对[，,]?)?(?:就是|是|叫|名字是?|应该是|对象(?:改成|是|写)?|我说的是)"
    r"(?P<name>[^，,。]{2,12}?)(?:这个人|老师|本人)?[。！!]*"
)
_FACT = re.compile(
    r"(?:是|应该是|大概|一共|就是|时间是)?(?:上个?(?:星期|周|礼拜)[一二三四五六日天]|[昨前]天(?:上午|下午|晚上)?|\d{1,2}月\d{1,2}[日号]"
    r"|[\d一二两三四五六七八九十百千万]{2,}(?:多)?(?:[元块]钱?)?|[\d一二两三四五六七八九十百千万]+(?:多)?[元块]钱?)(?:收的|的事|发生的|付的|给的)?[。！!]*"
)


_WRONG = re.compile(r"^(?:不对|不是|错了|[说记写打]错了?)[，,。\s]+")
_IS = re.compile(r"^(?:应该|其实|就|时间)*是")


def more(talk: ConversationContext, values: Values, text: str) -> Values:
    """On the card: who it was («就是陈慧敏»), or a sum or a day that was left out («三百五»), which goes behind what was told.

    A day called wrong («不对，是上周三») gives way where the only one stands; else what is right stands behind, as put right.
    """
    said = text.strip()
    named = _IT_IS.fullmatch(said)
    if named and (known := [one for one in named_in(talk.work, named["name"]) if one != talk.speaker.name]):
        return {"against": known[0]}
    told = values.get("text")
    if not isinstance(told, str) or not _FACT.fullmatch(fact := _WRONG.sub("", said)):
        return {}
    if fact == said:
        return {"text": f"{told}，{said}"}
    right = _IS.sub("", fact).rstrip("。！!")
    return {"text": retimed(told, right) or f"{told}（更正：{right}）"}


def _served_by(talk: ConversationContext) -> list[tuple[str, list[str]]]:
    return experts_met_with_fields(talk.work, talk.speaker.enterprise_id)


def _met_experts(talk: ConversationContext) -> list[str]:
    return experts_met(talk.work, talk.speaker.enterprise_id)

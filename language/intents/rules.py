"""Wordings that leave no doubt; each is right for nearly every sentence that was written for the model."""

import re
from collections.abc import Collection
from typing import NamedTuple

from language.distress import despairs, is_on_fire
from language.private import is_private

_CLAUSES = re.compile(r"[,。;!?\n ]+")
_TAIL = r"[吧啊呀的了哈嘛哦呢啦咯哟噢。!~,. ]*"
_YES = r"嗯+|好的?|行|可以|得|中|成|接|我接|接受|接单|能接|我可以|我愿意|没问题|没得问题|我来|我去|要得|ok"
_NO = r"(?:不|唔|没)(?:接|去|行|要|想接|方便|能接|空|时间|得闲|得空)"
_COURTESY = (
    r"(?:你|您)好|早上?好|(?:上午|中午|下午|晚上)好|早安|晚安|谢谢?(?:你|您|你们|老师)?|多谢(?:晒)?|唔该(?:晒)?|感谢|感恩"
    r"|辛苦(?:了|你了|您了|大家)?|老师|收到|明白|知道|再见|拜拜|回见|hello|hi|bye|thanks|thank you|麻烦(?:了|你了|您了)|客气"
    r"|(?:先)?不聊了|先这样|改天(?:再)?聊|回头(?:再)?聊|下次再说"
)
_HEARD = r"(?:好的?|嗯+|行|收到|知道了|ok)[,，! ]*"
"""What may stand before thanks: «好的谢谢»."""
_HUMAN = (
    r"(?:我要|我想|帮我|请|给我|麻烦|快)?(?:转|转接|找|接|换|要|来)(?:个|一下|位)?(?:人工|真人|活人)(?:客服|服务|坐席|接听)?"
    r"|人工(?:客服|服务|坐席)?"
)
_ABLE = r"(?:都)?(?:能|会|可以)(?:干|做|帮我?做?)(?:些|点)?(?:啥|什么|哪些)(?:事|事情)?"
_HELP = rf"帮助|菜单|/?help|/?menu|功能(?:列表|菜单)?|(?:你|您|这里|这个|益企)?{_ABLE}(?:呢|呀|啊)?\??"
_OURS = "你们|他|她|专家|那个专家|老师|那个老师|工作站|工作人员|机器人"
_STARS = r"(?:打|给)?(?:他|她|您|你)?[一二三四五1-5][颗个]?(?:分|星)"
_COMPLAINS = r"(?:要|想|得)去?(?:投诉|举报)(?:你们?|他们?|她)?[了啦!。]*$"
"""At the end of a message, where nobody else is named: about a parcel or a neighbour it is said with its object."""
_ASKS_ABOUT = re.compile(
    r"(?:^|[,!。 ])(?:我们?|就|想|要|来|请|先|也|再)*"
    r"(?:问|咨询|请教|打听|了解)(?:一下|下|一个|个|一声|问)*(?!.{0,6}(?:收费|日记|需求|专家|进度|审核))"
    r"|(?:的?事情?|问题|麻烦)(?:你们|您|这里|能不能|可不可以|能|可以)*(?:管不管|管吗|管么|帮不帮|帮吗|帮忙吗|解决吗|问吗|帮得上吗)"
)
"""Somebody asks about a matter; whether it is one of the programme's, its words say."""
_SERVANT = r"(?:专家|老师|律师|会计师?|顾问|教授|工程师|站长|工作站|志愿者)"
_ACCUSES = (
    rf"^(?:我们?)?[要想](?:投诉|举报)(?:一下)?(?:[那这][个位]|你们|[\u4e00-\u9fff]{{1,3}})?{_SERVANT}(?!.{{0,8}}(?:吗|呢|\?|怎么))"
    rf"|^(?:投诉|举报)(?:[\u4e00-\u9fff]{{1,3}}{_SERVANT}|有人.{{0,10}}?)?(?:乱?收费|收[了钱]|要钱)(?!.{{0,8}}(?:吗|呢|\?|几))"
)
"""Somebody of the programme, whom the first words name."""
_MAIL = r"提醒|消息|信息|通知|短信|推送"
_AGAIN = r"(?:再|老|总|老是|总是|一直|天天|整天|每天)*"
_STOP = rf"(?:请|麻烦|拜托|求求|以后|今后)*(?:你们?|您)?(?:不要|别|不用|莫|唔好){_AGAIN}"
_LESS = r"(?:能不能|能否|可不可以|可以|请|麻烦)?(?:给我)?(?:少发|少来|少提醒|少推)(?:我)?(?:一?点|点儿|一些|些|几[条次])?"
_FEWER = (
    rf"(?:我)?[想要]*(?:退订|取消订阅)(?:{_MAIL})?|(?:把)?(?:所有|全部)?(?:的)?(?:{_MAIL})(?:都|全)?(?:给我)?(?:取消|退订|关|关掉|停|停掉)"
    rf"|(?:取消|关掉|关闭|停掉|停了)(?:所有|全部|这些|这个)?(?:的)?(?:{_MAIL})"
    rf"|(?:你们?|您)?(?:的|这)?(?:{_MAIL})(?:也|实在|真的?|有点)?(?:太?多|太频繁|多得很)[了啦]*(?:[, ]*{_LESS}(?:行吗|好吗|可以吗|吗)?)?"
    rf"|{_LESS}(?:{_MAIL})?(?:行吗|好吗|可以吗|吗)?"
    rf"|{_STOP}(?:给我|跟我|向我)?(?:发|推|推送|来)(?:这些|这种|那么多|这么多)?(?:{_MAIL})?|{_STOP}(?:提醒|催)我?"
    rf"|(?:我)?不想{_AGAIN}(?:收到?|看到?)(?:你们的|这些|任何)?(?:{_MAIL})|(?:{_MAIL}){_LESS}"
)
"""Fewer messages, in the words that a subscriber would use."""
_WANTS_HELPER = (
    r"^(?!.*(?:收[钱费]|要钱|多少钱|免费|费用))(?:我们?|我店|本店|厂里)?(?:想|要|想要|得|急)?(?:请|找|揾|搵)(?:一?[个位名]|个把)?(?:懂.{1,8}的|专业的|好的)?"
    r"(?:律师|会计师?|专家|顾问|师傅|老师|内行|明白人|人(?=(?:来|给|帮|看|教|指导|处理).))(?:来|给|帮|看|睇|审|问|咨询|讲|教|指导|解答|处理|打官司|写|做|查|辅导|聊)"
)
_TOLD = r"(?:通知|告诉|转告|提醒).{0,12}?(?:了吗|了没有?|没有?[?？]?$|到了?[吗?？])"
"""«通知李律师了吗» asks; it gives nobody notice."""
_URGES = r"(?:麻烦|帮我?|请|再|快)*催+(?:一?催|一下|下|他们?|她|专家|那边|老师)*|(?:收到|发出去?|提交|报上去|交上去)了?(?:没有?|没啊|吗|么)"
_HOW_MANY = r"(?:我|现在|今天|一共|总共|到底|已经|都)*(?:发|提|报|问|交)了?(?:几|多少)[个条件](?:需求|问题)?"
"""«我现在发了几个了»: of what was sent."""
_CODE = r"验证码.{0,10}\d{4,6}|\d{4,6}.{0,8}验证码|取件码.{0,4}\d"


_OF_AN_EVENT = r"^(?:活动)?的?(?:名额|时间|地点|地方)(?:再?(?:加|增加|减)|[改换][成到为])"
"""With nothing in hand nothing else has an hour, a place or a number of places to change."""
_SERVED = (
    r"^(?:[今昨前]天|刚才|刚刚|[上下]午|早上|周[一二三四五六日天]|[,\s])*(?:我们?|咱们?|本)(?:工作)?站?[里上]?(?:在.{1,8})?"
    r"(?:刚刚?)?(?:搞|办|开|做|讲|组织|上)(?:完?了)(?:一)?[个场次堂节期]?.{0,12}(?:讲座|培训|沙龙|宣讲|课|咨询会?|义诊|辅导)"
    r"(?!.*(?:[?？]|[吗呢]$|投诉|不好|没用))"
)
"""A station tells what it held, in its own words."""


_NOTHING_OPEN = ""


_BESIDES = re.compile(r"[,。;!?\n ]+(?:另外|顺便|还有|对了|同时)[,: ]*")
_PART = 4


_APPLIES = (
    r"^(?:[您你]好|我们?|就是|想|要|来|请问|,| )*(?:申请|报名|应聘)(?:来|去)?(?:做|当|成为|加入|作为)(?:你们的?|一[名个位])?(?:志愿|服务|中小企业)*"
    r"(?:专家|顾问)(?!的?(?:来|帮|给|上门|咨询))(?!.*(?:条件|要求|上限|流程|怎么|多久|[可能会]否|是否|可有|有没有|钱|费|[吗呢?]))"
)
"""«我想申请做专家，我姓林，搞食品检测的» applies, whatever else it says."""


class _Rule(NamedTuple):
    """`whole`: the message is this and nothing more; `opened`: only while that is open, or while nothing is."""

    intent: str
    pattern: re.Pattern[str]
    whole: bool = True
    opened: str | None = None


def _whole(intent: str, wording: str, opened: str | None = None) -> _Rule:
    return _Rule(intent, re.compile(rf"(?:{wording}){_TAIL}", re.IGNORECASE), True, opened)


_RULES = (
    _whole("offer.accept", rf"(?:{_YES})(?:[, ]*(?:{_YES}))?", "offer"),
    _whole("offer.decline", _NO, "offer"),
    _whole("unclear", "可以|行|得|中|成", _NOTHING_OPEN),
    _whole("unclear", r"[0-9A-Za-z_+/=-]{6,}"),
    _whole("rating.give", _STARS, "rating"),
    _whole("smalltalk", rf"(?:{_HEARD})?(?:{_COURTESY})(?:了|啦|晒)?(?:[,! ]*(?:{_COURTESY}))?"),
    _whole("human", _HUMAN),
    _whole("complaint.file", rf"(?:我|我们)?(?:要|想)?投诉(?:{_OURS})?"),
    _whole("help", _HELP),
    _whole("notices.set", _FEWER),
    _Rule("offtopic", re.compile(_CODE), whole=False),
    _Rule(
        "offtopic",
        re.compile(r"(?:自己|私人|个人|家里)的?事?[, ]*不是(?:店|公司|厂|企业)里?的?"),
        whole=False,
    ),
    _Rule("complaint.file", re.compile(_COMPLAINS), whole=False),
    _Rule("complaint.file", re.compile(_ACCUSES), whole=False),
    _Rule(
        "suggestion",
        re.compile(
            r"^(?:希望|建议|最好|能不能|可不可以|以后|下次|你们|您们|中心|可以|能|应该|也|都|再|请|麻烦|[, ])*"
            r"多(?:举?办|搞|开|组织|安排|弄)(?:些|点|几|一些|一点|啲)[^,。?]{0,3}[^,。?]{0,12}(?:讲座|活动|课程?|培训|沙龙|对接会|宣讲|班)"
        ),
        whole=False,
    ),
    _Rule("suggestion", re.compile(r"^我?[想要]?[提有](?:一?[个条点]|几[个条点])?小?建议[,: ]"), whole=False),
    _Rule("apply.expert", re.compile(_APPLIES), whole=False),
    _Rule("need.post", re.compile(_WANTS_HELPER), whole=False, opened=_NOTHING_OPEN),
    _whole("need.status", _URGES, "need"),
    _whole("need.status", _HOW_MANY),
    _Rule("unclear", re.compile(rf"^{_TOLD}"), whole=False, opened=_NOTHING_OPEN),
    _Rule("event.change", re.compile(_OF_AN_EVENT), whole=False, opened=_NOTHING_OPEN),
    _Rule("diary.log", re.compile(_SERVED), whole=False, opened=_NOTHING_OPEN),
    _Rule("diary.log", re.compile(r"^(?:志愿日记|记日记)[:,]"), whole=False),
)
_NOTHING = re.compile(r"[\W_]*")


def intent(plain: str, open_things: Collection[str]) -> str | None:
    """The intent of a (normalised) message that is plain; none where the model must say."""
    if _NOTHING.fullmatch(plain):
        return "unclear"
    if despairs(plain) or is_on_fire(plain):
        return "human"
    for rule in _RULES:
        found = rule.pattern.fullmatch if rule.whole else rule.pattern.search
        if _applies(rule, open_things) and found(plain):
            return rule.intent
    return "offtopic" if not open_things and is_private(plain) else None


def _applies(rule: _Rule, open_things: Collection[str]) -> bool:
    if rule.opened == _NOTHING_OPEN:
        return not open_things
    return rule.opened is None or rule.opened in open_things


def asks_about(plain: str) -> bool:
    """Whether a message asks about some matter in so many words: «想问下贷款», «货款的事你们管不管»."""
    return _ASKS_ABOUT.search(plain) is not None


def has_clauses(plain: str) -> bool:
    """Whether the message says more than one thing, as far as marks tell."""
    return len([part for part in _CLAUSES.split(plain) if len(part) > 1]) > 1


def parts(plain: str) -> list[str]:
    """What stands before and after a word that begins something else; nothing where there is none."""
    told = [part for part in _BESIDES.split(plain) if len(part) >= _PART][:3]
    return told if len(told) > 1 else []

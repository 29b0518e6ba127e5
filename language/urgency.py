"""Whether something can't wait: what is said of it (急, 不急), when it is due, and emergencies that say it themselves."""

import re

from language.lexicon import any_of
from language.numerals import NUMERAL

_CALM = re.compile(
    r"(?<![能哪岂急])[不唔](?:太|使|怎么|是很|是特别|算|很|用太?|必太?)?(?:着急|急)|没那么急|不赶时间|(?:没|不)有?那么(?:着急|急)"
    r"|(?<![能法])(?:先|就|请)?慢慢(?:来|看|弄|办|说|找|安排)(?:[就都]?(?:行|好|可以)|吧|$|(?=[,。;!]))"
    r"|(?:等|看)?(?:[你您]们?|老师|专家|律师)?(?:有空|有时间|得空|方便)(?:的?时候|了)?再?(?:回|说|看|弄|联系|安排|来|就行|就好)"
    r"|等(?:[你您]们?|老师|专家)(?:有空|有时间|得空|方便|忙完)|闲下来|什么时候(?:有空|方便)都(?:行|可以)"
)
_SOON = (
    r"(?:今天|今晚|今夜|明天|明早|明日|明晚|明儿|后天|后日|今日|听日|下午|(?:周|星期|礼拜)[一二三四五六日天]|"
    r"[这本]周内?|这礼拜|月底前|这两天|三日内|三天内|两天内)"
)
_EVENT = (
    r"(?:申报期|答辩期|答辩|截止期?|到期日?|期限|开庭|上诉期|公示期|验收|路演|投标|开标|复核|宽限期|报名)"
)
"""What has a day of its own: «申报期明天就到»."""
_HOUSE = r"(?:仓库|库房|冷库|冻库|车间|厂房|厂里|工厂|店里|店面|铺子|机房|配电房|地下室|大棚|鱼塘|货场|宿舍)"
_STORM = r"(?:台风|暴雨|大雨|洪水|山洪|海水|龙卷风|大风|内涝)"
_HAPPENED = rf"""
      (?<!备件)(?<!配件)(?<!型号)停(?:[产工炉电机线]了|产(?!补|安置))
    | 爆炸(?!隐患|风险|危险|性)
    | 被压(?![价款榨缩低货])
    | 全[厂线][^,。]{{0,10}}(?:停|等)
    | 货柜[^,。]{{0,6}}扣
    | 被扣[^,。]{{0,6}}港
    | 受伤(?![^。!]{{0,24}}(?:对吗|赔|责任|谁|工伤|不管))
    | (?:屋顶|房顶|顶棚|棚顶|铁皮顶)[^,。;!?]{{0,6}}(?:掀|吹飞|吹走|刮飞|刮走|塌)
    | (?:掀|刮|吹)[了掉走飞翻]{{1,2}}[^,。;!?]{{0,6}}(?:屋顶|房顶|顶棚|棚|铁皮)
    | {_STORM}[^。;!?]{{0,10}}(?:淹|冲[垮走毁断]|泡|灌|倒塌)
    | {_HOUSE}[^,。;!?]{{0,6}}(?:进水|漏水漏得|淹了|被淹|被水泡|泡水|泡了|塌了|倒塌|着火)
    | (?:账户|账号|基本户|对公户|公户|银行卡|资金|钱)[^,。;!?]{{0,10}}(?:被|给|都|全|突然|让)[^,。;!?]{{0,6}}(?:冻结|冻住|封了)
    | (?:停|断)了?[电水气]了?(?:已经|都|快|整整)?(?:{NUMERAL}|几|半)个?(?:天|多?小时)
    | (?:突然|忽然)(?:停|断|没)了?[电水气](?![^。;!?]{{0,16}}(?:赔|责任|损失))
    | (?:{NUMERAL}|几)天(?:没有?|停|断)了?[电水气]
    | (?:工伤|受伤|摔|砸|压|夹|轧|烫|触电|晕倒|断了)[^。;!?]{{0,12}}送(?:到|去|进)?(?:了)?(?:医|急诊|ICU)
    | (?:刚|已经?|正在?)送(?:到|去|进)?医
    | 开庭[^,。;!?]{{0,4}}(?:今天|明天|后天|明早)
    | (?:基本户|账户|账号|对公户)(?:给|被)?冻了
    | {_STORM}[^。;!?]{{0,12}}(?:全冲|冲了|冲光)
    | 被[^,。;!?]{{0,8}}(?:查封|扣押|贴了?封条)
    | (?:要|来)(?:强制执行|贴封条|强拆)了?
    | {any_of("emergencies")}
"""
_EMERGENCY = re.compile(_HAPPENED, re.VERBOSE)
_LONG_AGO = re.compile(
    r"去年|前年|大前年|往年|上个?月|上个?季度|上半年|上次|上回|之前|以前|先前|当时|当年|那年|那时|那会儿|曾经?|"
    r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})年前|疫情|20[0-2]\d年|历史上"
)
_SUPPOSED = re.compile(
    r"如果|要是|万一|一旦|假如|倘若|怕|担心|预防|防止|避免|防范|怎么防|会不会|以防|遇到|碰到|发生|出现"
)
_STANDSTILL = re.compile(
    rf"停[产工]了?(?:快|大概|差不多)?(?:(?:{NUMERAL}|几|半)个?(?:多?月|季度|年)|期间|损失|那)"
)
"""A standstill of months, or the loss that one left, is no matter of hours."""
_LOST = re.compile(rf"停[产工]了?(?:{NUMERAL}|几)(?:天|周|个?星期)[^。!?]{{0,12}}(?:损失|亏|赔)")
_PRESSING = re.compile(
    rf"""
      加急(?!吗|服务费)|紧急(?!程度|联系人|[::]\s*(?:否|一般|不)|预案|制动|停车按钮|出口)|紧急程度[::]\s*(?:特?急|紧急|高)
    | {_SOON}[^,。;!?]{{0,8}}(?:{any_of("deadlines")})
    | {_EVENT}[^,。;!?]{{0,4}}{_SOON}(?:就|都|要)?(?:到|满|过|截|结束|开始|止|,|。|$)
    | (?<![应唔否加紧])急(?!程度|救|诊|性|流|冻|剧|速|刹|功|需人才|周转)
    | (?<![就能会时])马上(?!报警|提醒|通知|到账)
    | 限[一两二三1-3][天日]
    | [只就]剩[一两三四五1-5]天
    | 快(?=$|[。!]|[ ,](?:视频|电话|微信|线上))
    | 还有[一两1-2]天
    | (?<!期)最后[一1]天
    | {any_of("urgent")}
    """,
    re.VERBOSE,
)
_BEFORE = 20
"""So many characters before an emergency say that it is long past, or only supposed."""


def read(text: str) -> bool | None:
    """True where the (normalised) text says that it can't wait, False where that it can, None where it says neither.

    Who says 不急 takes back what was pressing before; what is pressing after it counts.
    """
    calm = [found.end() for found in _CALM.finditer(text)]
    rest = text[calm[-1] :] if calm else text
    if _PRESSING.search(rest) or any(_is_now(rest, found) for found in _EMERGENCY.finditer(rest)):
        return True
    return False if calm else None


def _is_now(text: str, found: re.Match[str]) -> bool:
    sentence = max(text.rfind(mark, 0, found.start()) for mark in "。;!?\n") + 1
    before = text[max(sentence, found.start() - _BEFORE) : found.start()]
    if _LONG_AGO.search(before) or _SUPPOSED.search(before):
        return False
    return not (_STANDSTILL.match(text, found.start()) or _LOST.match(text, found.start()))

"""Somebody is called away from the talk, comes back to it, or asks where it stood: «锅开了 等下», «好了 继续», «刚才说到哪了»."""

import re

from language.normalise import normalise
from language.thinking import thinks_aloud

LONGEST = 26
_CLAUSES = re.compile(r"[,。;!~…\s]+")
_LEAD = r"(?:哎呀?|哎哟喂?|诶|哦|噢|呃|那|好的?|行|嗯|[你您]|先|麻烦|请)*"
_TAIL = r"(?:先|哈|啊|吧|呀|哦|喔|了|的|呢|啦|咯|哟)*"
_AGAIN = r"(?:说|讲|聊|弄|填|来|办|写|答|回|找[你您]|联系)"
_LATER = rf"(?:再说|(?:一?会儿?|待会儿?|等会儿?|晚[点些]|回头|迟点|过会儿?|等下)(?:我)?(?:再)?{_AGAIN})"
_WAIT = (
    r"(?:等一?下下?|等等|等会儿?|等一会儿?|等我(?:一?下|一?会儿?)?|稍等(?:一?下|片刻)?|稍候|慢着|且慢|马上(?:就?(?:来|好|回来|到))?"
    rf"|{_LATER}|(?:我)?先(?:放着|放一?下|停一?下|挂了|不[说聊讲])|我?先?(?:去|要去|得去)?忙(?:一?下|一?会儿?|去|活|别的)?了?|失陪(?:一?下)?)"
)
_DOES = (
    r"(?:接|打|回|卸|搬|装|送|收|拿|取|结|上|下|换|赶|坐|开|关|盛|炒|煮|做|吃|喝|洗|哄|抱|喂|招呼|招待|陪|看|盯|点|找|签)"
    r"(?:一?[个下趟会完]|着|完)?"
)
_WHAT = (
    r"(?:电话|货|门|账|车|公交|地铁|班车|高铁|飞机|站|孩子|小孩|娃|孙子|孙女|饭|菜|汤|水|药|客人?|顾客|快递|外卖|火|锅|店|手|人|会|活"
    r"|东西|厕所|卫生间)"
)
_ERRAND = (
    rf"(?:我)?(?:先|要|得|去|在|正|这就|还得|手上|[我让]|把)*(?:{_DOES}{_WHAT}|把{_WHAT}{_DOES}|去(?:一?趟|下|个|上)[^\d,?]{{1,5}}|有活)"
    r"(?:一?下|完|先|去|来|了|好)*"
)
_CLOSE = (
    r"(?:锅|水|汤|饭|菜|粥|车|公交|地铁|班车|快递|外卖|客人?|顾客|客户|电话|手机|网|信号|流量|孩子|小孩|小朋友|娃|宝宝|孙子|孙女|儿子|女儿"
    r"|老婆|老公|老伴|爱人|我?妈|我?爸|门铃|门口|外面|店里|家里|这边|那边)"
)
_BEFALLS = (
    r"(?:烧?开了?|来了?|到了?|快?(?:要)?到站了?|响了?|在?(?:哭|闹|吵)了?|糊了|熟了|好了|(?:快)?没电了?|断了|掉线了?|卡(?:了|得很)?|不好"
    r"|(?:有?人|在)?(?:找|叫|喊|催)(?:我|吃饭|人|了)+|来人了|有人(?:来|敲门|找|叫|喊|点单|买单|结账|买东西|问价)?了?|放学了?|走了)"
)
_AROUND = (
    rf"(?:我家?|又|有|来|店里|家里|外面|门口|这边)*(?:{_CLOSE}(?:们|又|都|也)?{_BEFALLS}|来{_WHAT}了|有(?:人|客人?|顾客)(?:找|叫|喊|敲门|来|点单|买单|结账|买东西|问价)(?:我|了)*"
    r"|[喊叫]我?吃饭了?|我(?:快|要)?(?:到站|到家|到地方|到公司|到店里|下车)了)"
)
_WHO = r"(?:谁[呀啊]|谁(?:在)?(?:找|叫|喊)我|哎[呀哟唷]+喂?|我[去靠]|妈呀|天[哪呐])"
_HERE = (
    rf"(?:(?:不好意思|对不起|抱歉)(?:{_AROUND}|{_ERRAND})?|先这样|到站了?|我?到了|我?(?:这[边里])?有(?:点)?(?:事|人)?(?:找我)?"
    rf"|{_ERRAND}|{_AROUND})"
)
_HOLDS = re.compile(rf"{_LEAD}{_WAIT}(?:哈|啊)?(?:{_ERRAND}|{_AROUND}|{_HERE})?{_TAIL}")
_LEAVES = re.compile(
    rf"{_LEAD}(?:{_ERRAND}|{_AROUND}|{_WHO})(?:再{_AGAIN})?{_TAIL}|{_LEAD}等我[^\d,?]{{1,8}}再{_AGAIN}{_TAIL}"
)
_BESIDE = re.compile(rf"{_LEAD}(?:{_HERE})?{_TAIL}")
_BACK = (
    r"(?:好了|行了|可以了|(?:我?(?:终于|总算)?(?:都)?(?:忙|搞|弄|接|卸|吃|处理|收拾|送|打)(?:好|完|定)(?:电话|货|饭|孩子)?了)"
    r"|我?(?:又)?(?:回来|到家|坐(?:下来?|好)|上车|下车|到站|得空|有空|闲下来)了)"
)
_GOES_ON = (
    r"(?:继续|接着(?:说|来|讲|弄|填|办|聊|写|问)?|往下(?:说|问|讲|走|填)|[你您]?(?:继续|接着|可以)?问吧?|可以问了|开始吧|来吧"
    r"|[你您]说)"
)
_JUST_NOW = r"(?:刚{1,2}才?|上次|前面|之前|上回)"
_RETURNS = re.compile(
    rf"{_LEAD}(?:{_BACK}[啊呀嗯哦那]?){{0,3}}(?:{_JUST_NOW}(?:的|那个|那件|没说完的|没填完的)*)?(?:我们?|咱们?)?{_GOES_ON}{_TAIL}"
)
_ONLY_BACK = re.compile(rf"{_LEAD}我(?:又)?回来了{_TAIL}")
_ONLY_ASK = re.compile(r"[你您]?(?:说|问)吧?")
_WHERE = re.compile(
    rf"{_LEAD}(?:{_BACK})?{_LEAD}(?:{_JUST_NOW})?(?:我们?|咱们?|[你您])?(?:说|讲|聊|问|填|弄|写)(?:到|的)?"
    r"(?:哪[里儿]?|什么地方|第几步|哪一?[步项条句]|什么|啥)(?:来着|了|啦)*\??"
    rf"|{_LEAD}(?:{_BACK})?(?:说|讲|聊|问|填)到(?:哪[里儿]?|什么地方|第几步|哪一?[步项条句])(?:来着|了|啦)+\??"
    r"|[你您]?(?:刚[才刚]?)[你您]?问我?(?:的是)?(?:什么|啥)(?:来着|了|呀|啊)*\??"
)


def is_pause(text: str) -> bool:
    """Whether a whole text asks us to wait, or tells what keeps the speaker from the talk, and nothing of any matter."""
    clauses = _parts(text)
    if not clauses or thinks_aloud(text):
        return False
    leaves = [one for one in clauses if _HOLDS.fullmatch(one) or _LEAVES.fullmatch(one)]
    return bool(leaves) and all(one in leaves or _BESIDE.fullmatch(one) for one in clauses)


def comes_back(text: str) -> bool:
    """Whether a whole text says that the talk may go on."""
    said = "".join(_parts(text))
    return bool(_RETURNS.fullmatch(said)) and not _ONLY_ASK.fullmatch(said)


def is_back(text: str) -> bool:
    """«我回来了», which a traveller says too."""
    return bool(_ONLY_BACK.fullmatch("".join(_parts(text))))


def asks_where(text: str) -> bool:
    """Whether a whole text asks how far the talk had come."""
    return bool(_WHERE.fullmatch("".join(_parts(text))))


def _parts(text: str) -> list[str]:
    plain = normalise(text[: LONGEST + 1]).text.strip()
    return [one for one in _CLAUSES.split(plain) if one] if len(plain) <= LONGEST else []

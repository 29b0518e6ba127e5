"""Words that are a sentence by their shape, so that they can be nobody's name: «看不懂», «跟执照上一样», «字打错了»."""

import re

from language.pauses import is_pause

_COMPLEMENT = re.compile(r"[看听想记说讲写打认找搞弄念读填找等忙走][不得][懂清到见起了得完出来着上明准]")
"""«看不懂», «听得清»."""
_DENIES = re.compile(
    r"(?:不|没|别|未|莫)(?:识|会|懂|要|能|方便|想|知|说|告|行|是|用|认识?|记得|对|管|填|给|肯|敢|好意思|舒服|小心|晓得|问|催|急|注册|办|取|起|有)"
)
_WRONG = re.compile(r"[按打写说点弄搞填念][错漏反重]")
_ENDS = re.compile(r"(?:了|死了?|着呢|得很|来着|再说|一样|这样|如此|改日|改天)$")
_TELLS = re.compile(
    r"忘[了记]|正在|正忙|正要|在(?:路上|开会|忙|开车|上课|吃饭|上班|外面)|已经|刚才|刚刚|赶紧|赶快|快点|快些|[跟和同].{1,8}一样|干嘛|干吗|明早|说过|讲过|填过"
    r"|(?:执照|门头|招牌|证|合同)上|[起取]的名|那个名|个人$|^就(?:是|一|两|几)|^叫(?:我|他|她|老).*[你我他]|^(?:喂+|哎+|唉+|呵+|哈+|嘿+|额+|呃+|哦+|噢+)[呀哟喂嘿]*$"
    r"|^哎[呀哟唷]"
)
_NO_BRAND = re.compile(
    r"(?:就|只|是|个|一|小|家庭|路边|流动|夫妻|街边|自家|的)*(?:摊子?|小?作坊|小?本?生意|夫妻店|路边摊|地摊|门市|铺面|档口|小店|小铺|个体户?|个体工商户|微商|网店)"
    r"|(?:卖|修|养|种|收|搞|做|跑|理|剪|开)[\u4e00-\u9fff]"
)
"""What somebody does, or a kind of shop, without a name of its own."""

_SOMEBODY = re.compile(r"[我你您他她]|什么|啥")


def is_sentence(plain: str) -> bool:
    """Whether a whole (normalised) answer is said, and names nothing."""
    said = plain.strip(" ,。!?~")
    shaped = _COMPLEMENT.search(said) or _DENIES.search(said) or _WRONG.search(said) or _ENDS.search(said)
    spoken = shaped or _TELLS.search(said) or _NO_BRAND.fullmatch(said)
    return bool(spoken) or any(is_pause(one) for one in (said, *said.split()))


def speaks_of_somebody(said: str) -> bool:
    """Whether what comes after «叫» is no name: «叫我老公跟你说», «叫什么来着»."""
    return _SOMEBODY.match(said) is not None

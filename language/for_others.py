"""That a problem is somebody else's: «帮我表姐问的», «不是我 是我朋友的厂», «我邻居的店被房东赶»."""

import re

from language.normalise import LONGEST, normalise

_KIN = (
    r"(?:朋友|亲戚|老乡|老表|同学|战友|邻居|隔壁|同行|熟人|闺蜜|师兄|师弟|徒弟|小舅子|小姨子|大舅哥|连襟|表[姐妹哥弟]|堂[姐妹哥弟]|[姐妹]夫|姐姐|妹妹|哥哥|弟弟"
    r"|我[姐妹哥弟](?!们)|嫂子|弟媳|舅舅|舅妈|叔叔|婶婶|姑姑|姑妈|姨妈|阿姨|伯伯)"
)
_HOUSE = r"(?:工?厂|店|铺子?|公司|饭馆|饭店|企业|生意|档口|摊子?|超市|作坊|合作社|养殖场|农场)"
_DENIES = r"(?:不是|唔系|并非)(?:我|我们|我家|咱们?|本人|本厂|本店)(?:自己)?的?(?:厂|店|公司|家|企业)?(?:里)?的?(?:事情?|问题)?"
_ASKS_FOR = re.compile(
    rf"(?:帮|替|给|代)(?:我|一?个)?(?:的)?(?:一?[个位家])?{_KIN}(?:家|店|厂)?(?:的?{_HOUSE})?(?:来)?(?:问|报|找|请|发|求|提|打听|咨询|说|看)"
)
_BUT_THEIRS = re.compile(
    rf"{_DENIES}(?:啊|呀|哦)?[,，。\s]*(?:(?:是|系|帮|替)(?:我|的|一?[个位家])*{_KIN}|(?:是|系)(?:别|另外?一?)[人家]|(?:是|帮|替)(?:他|她|人家))"
)
_THEIRS = re.compile(
    rf"(?:^|[,。\s])(?:这|那)?是(?:我|他|她)*(?:一?[个位])?(?:{_KIN})?(?:的|开的|家的?){_HOUSE}(?:的)?(?:事情?)?[,，\s]*{_DENIES}"
)
_OF_KIN = re.compile(
    rf"^(?:是|有)?我?(?:的)?(?:有?一?[个位])?{_KIN}(?:家|自己)?(?:开|办)?(?:的|了一?[家个间])?{_HOUSE}"
    r"(?!.{0,14}(?:[欠骗赖抢抄告淹吵]|我们|不给|违约|仿冒|诈))"
)
"""A firm of theirs that owes us money is the other side, and not who asks."""
_STAY_AT = re.compile(rf"{_KIN}(?:他|她|们|家|人|也|就|都|一直|现在|那边)*(?:在|去了?|回)$")


def is_for_others(text: str) -> bool:
    """Whether a text says that a problem is that of somebody else's firm."""
    plain = normalise(text[:LONGEST]).text.strip()
    return any(pattern.search(plain) is not None for pattern in (_ASKS_FOR, _BUT_THEIRS, _THEIRS, _OF_KIN))


def is_where_others_are(text: str, start: int) -> bool:
    """Whether the place named at `start` of a (normalised) text is where somebody of the asker's is: «我哥在佛山», and not who asks."""
    return bool(_STAY_AT.search(text[:start])) and not is_for_others(text)

"""«各区服务了多少家», «哪个领域最多», «按领域排一下»: figures that are asked for part by part, and by what they are ranked."""

import re
from dataclasses import dataclass

from language.normalise import normalise

FIELD, PLACE = "field", "place"
LONGEST = 22
_PLACES = r"(?:区县|县区|县市区|地区|区|县(?:市)?|地市|市|地方)"
_FIELDS = r"(?:服务)?(?:领域|类别|类型|方面)"
_BY = (
    (
        PLACE,
        rf"(?:按|分|各个?|每个|哪[个些]|哪几个)(?:个)?{_PLACES}(?!缺|的?(?:专家|老师|工作站|企业))|{_PLACES}(?:排名|排行|分布|占比)",
    ),
    (
        FIELD,
        rf"(?:按|分|各个?|每个|哪[个些]|哪几个|什么)(?:个)?{_FIELDS}(?!的?(?:专家|老师))|(?:领域|类别)(?:排名|排行|分布|占比)|(?:各|哪一?|什么)类(?:需求|问题|服务|单子)",
    ),
)
_FIGURES = re.compile(
    r"最[多少高低]|多少|几[家次条篇场个小]|排|分布|占比|情况|统计|数据|数字|怎么?样|多不多|看看|看一?下|列|比一?下|对比"
)
_ALONE = re.compile(
    rf"(?:那|再|就|请|给我|帮我|[,，])*(?:按|分)(?:照)?(?:{_PLACES}|{_FIELDS})(?:来|看|分|的|呢|吧|啊)*"
)
_RANKS = (
    ("needs", re.compile(r"需求|单子|问题|诉求|求助|提了|条")),
    ("hours", re.compile(r"小时|时长|时间")),
    ("services", re.compile(r"次|场|服务得?最|日记|篇")),
    ("enterprises", re.compile(r"家|企业|服务")),
)
_OTHERS = re.compile(r"谁|行业|投诉|满意|评[分价]|专家|老师|工作站|活动|怎么办|申请|培训|讲座")
"""What is counted elsewhere, or asked of the rules."""
_FEWEST = re.compile(r"最[少低差]|倒数|垫底")


@dataclass(frozen=True, slots=True)
class Breakdown:
    """`by`: field or place; `rank`: needs, services, hours or enterprises; `fewest`: who has least stands first."""

    by: str
    rank: str
    fewest: bool


def read_breakdown(text: str) -> Breakdown | None:
    """The parts that figures are asked for by; None where a text asks for no such thing."""
    plain = normalise(text[: LONGEST + 1]).text.strip(" ?。!,")
    if len(plain) > LONGEST or _OTHERS.search(plain):
        return None
    by = next((part for part, words in _BY if re.search(words, plain)), "")
    if not by or not (_FIGURES.search(plain) or _ALONE.fullmatch(plain)):
        return None
    rank = next((name for name, words in _RANKS if words.search(plain)), "needs")
    return Breakdown(by, rank, _FEWEST.search(plain) is not None)

"""Whether an expert's employer makes or sells what the asking firm does: who works for a rival is not shown its troubles.

Told from names and from what the firm says it makes; a shared process (焊接, 包装) or a service makes nobody a rival.
"""

import re
from functools import lru_cache

from language.data import rows
from language.lexicon import Lexicon, words_of

_HOUSE = re.compile(
    r"(?:公司|厂|集团|商行|商店|门店|专卖店|合作社|农场|养殖场|作坊|企业)(?:[\u4e00-\u9fff]{0,4}(?:部|车间))?$"
)
_SERVES = re.compile(
    r"律师|法律|会计|审计|税务|财务|记账|银行|信用社|担保|租赁|保险|投资|创投|基金|证券|咨询|顾问|检测|检验|认证|计量|研究|学院|大学|学校|协会|商会|"
    r"中心|服务|代理|知识产权|商标|专利|人力|劳务|物流|货代|货运|报关|软件|信息|数据|网络|科技|智能|数字|传媒|广告|策划|教育|培训|工程|安全|环保|节能|退休"
)
_TOLD = re.compile(
    r"(?:我们?(?:厂|店|公司|家|这)?里?|本厂|本店|咱们?(?:厂|店|家)?|厂里|店里|家里)(?:是|就是|主要|专门|一直|自己)*(?:做|生产|卖|加工|种|养|产|经营)"
    r"(?P<what>[^,，。;；!?！？了过]{2,10})"
)


def are_rivals(firm: str, text: str, unit: str, specialities: str) -> bool:
    """Whether a firm of this name, that writes this text, sells what the expert's employer does."""
    if not _HOUSE.search(unit) or _SERVES.search(unit):
        return False
    told = "，".join(found["what"] for found in _TOLD.finditer(text))
    return bool(_wares(f"{firm}，{told}") & _wares(f"{unit}，{specialities}"))


def _wares(text: str) -> set[str]:
    plain = text.lower()
    return {plain[hit.start : hit.end] for hit in _words().scan(plain)}


@lru_cache(maxsize=1)
def _words() -> Lexicon[None]:
    listed = {word for row in rows("trades.txt") for word in row[0].split()}
    return Lexicon((word, None) for word in sorted(listed - {*words_of("processes")}))

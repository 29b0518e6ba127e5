"""A matter of somebody's own household: bought for oneself, lived in, one's family's; and no firm is spoken of."""

import re

_FIRM = re.compile(
    r"[店铺厂]|公司|企业|作坊|合作社|车间|档口|摊|客户|顾客|客人|供应商|进货|货款|员工|工人|生意|营业|经营|我们卖|开票|专票|订单|批发"
)
_BOUGHT = r"(?:网上|淘宝|京东|拼多多|直播间|商场|超市|4s店)?(?:买|网购|下单|订|充|办|报)(?:了|的|过)?"
_THINGS = (
    r"(?:手机|电脑|冰箱|空调|电视|洗衣机|衣服|鞋|包包|家具"
    r"|沙发|房子|房|车|电动车|车位|机票|车票|酒店|门票|游戏|会员|健身卡|美容卡|理发卡|驾校|补习班|保健品|婚纱照?)"
)
_GRIEVES = r"(?:退|赔|坏|假|骗|不给|不交|不肯|不让|跑路|告|维权|漏水|投诉|怎么办|烂尾)"
_CONSUMES = re.compile(
    rf"(?:{_BOUGHT}[^,。;!?]{{0,6}}{_THINGS}|(?:我|家里|老公|老婆|孩子|爸|妈)的?{_THINGS}).{{0,16}}{_GRIEVES}"
)
_LIVES = re.compile(
    r"(?:小区|住的|自住|出租屋|租的房子?|租房|物业费|楼上|楼下).{0,16}(?:退|赔|漏|吵|押金|涨|加|赶|不让|怎么办)"
)
_HOUSEHOLD = re.compile(r"(?:请|找|招)(?:不到|个|一个)?(?:保姆|月嫂|钟点工|家教|护工|阿姨带)")


def is_private(plain: str) -> bool:
    """Whether a (normalised) text tells of such a matter."""
    if _FIRM.search(plain.replace("4s店", "")):
        return False
    return any(pattern.search(plain) is not None for pattern in (_CONSUMES, _LIVES, _HOUSEHOLD))

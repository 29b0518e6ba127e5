"""A firm's trouble by its shape, however barely it is told: what it is about, and what is wrong with it or wanted of it."""

import re

from language.private import is_private

_AGAIN = r"(?:都|也|还是|一直|老是?|总是?|根本|实在|半天){0,3}"
_HANDS = r"(?:人手?|员工|[\u4e00-\u9fff]{0,4}(?:工人?|员|师傅?|厨|面|仔|妹|手|阿姨))"
_HIRES = (
    rf"(?:请|招|聘|雇){_AGAIN}不{_AGAIN}(?:到|来|够|齐|满)|(?:找|留){_AGAIN}不(?:到|住){_HANDS}"
    rf"|缺{_HANDS}|人手?{_AGAIN}(?:不够|不足|紧张|跟不上)|用工荒"
)
_LEASE = r"(?:房东|业主|二房东|[店铺厂门]租|铺面|店面|门面|厂房|租金|租约|租期|租赁合同|租)"
_TURNS = (
    r"(?:加租|涨租|提租|加价|涨价|[加涨提](?:了|到)?[一二两三四五六七八九十半\d][^,。;]{0,3}(?:成|倍|块|千|百|万)"
    r"|收回|收返|赶|不续|不租|不退|到期|违约|毁约|搬走|翻脸|太贵)"
)
_RENTS = rf"{_LEASE}.{{0,14}}{_TURNS}|{_TURNS}.{{0,8}}(?:铺|店面|厂房|租约)"
_FUNDS = r"(?:钱|款|资金|流动金|[一二两三四五六七八九十百千几\d]+(?:来|多)?万)"
_BORROWS = rf"(?:借|贷|融|筹|周转)[^,。;]{{0,5}}{_FUNDS}|{_FUNDS}[^,。;]{{0,4}}(?:周转不|不够|断了|紧张|缺口)"
_DUES = r"(?:货款|工程款|尾款|加工费|运费|账款|欠款|定金|货钱)"
_OWED = rf"(?:没|不|未|拖|赖|欠)[^,。;]{{0,5}}{_DUES}|{_DUES}[^,。;]{{0,8}}(?:没|不|未|拖|赖|欠|收不)"
_OFFICES = (
    r"(?:税务局?|市监局?|市场监管局?|工商|城管|消防|环保局?|社保局?|人社局?|劳动局|应急局?|海关|卫监|食药监)"
)
_CHARGED = rf"{_OFFICES}[^,。;]{{0,6}}(?:说|话|讲|要|让|叫|查|通知|来)[^,。;]{{0,10}}(?:错|罚|补|欠|漏|不合格|整改|停|查|封|没交|违)"
_OFFICIAL = rf"{_CHARGED}|被{_OFFICES}?[^,。;]{{0,4}}(?:罚款?|查封|立案|停业|停产|稽查|列入|起诉|告了|冻结)"
_PAPERS = r"(?:想|要|找|请|帮)[^,。;]{0,8}(?:看|审|改|写|拟)(?:一?下|看|个|[一这那]?[份个])*[^,。;]{0,6}(?:合同|合约|租约|协议)"
_STAFF = r"(?:员工|工人|职工|师傅|服务员|店员|临时工)"
_QUARREL = rf"{_STAFF}[^,。;]{{0,10}}(?:受伤|工伤|摔|压伤|闹|要赔|告我|仲裁|罢工|不干|全走|跑了)"
_OWN = re.compile(
    r"我们|我(?:家|这|自己)?的?[个间]?[店铺厂档]|本[店厂公]|[店铺厂档]|公司|车间|厨房|后厨|食堂|门店|生意|工地|仓库|合作社"
)
_OF_FIRMS_ALONE = re.compile(rf"{_HIRES}|{_RENTS}|{_OWED}|{_OFFICIAL}|{_PAPERS}")
"""What is said so where something is run."""
_OF_ANYBODY = re.compile(rf"{_BORROWS}|{_QUARREL}")
"""What is a firm's where a firm is named beside it."""
_OF_THE_SERVICE = re.compile(
    r"你们|专家|志愿|工作站|服务中心|益企|投诉|日记|需求|接单|新闻|听说|电视|电影|小说"
)


def is_firms_trouble(plain: str) -> bool:
    """Whether a (normalised) message tells a firm's trouble; none that is about the service, nor a household's."""
    if _OF_THE_SERVICE.search(plain) or is_private(plain):
        return False
    of_anybody = _OWN.search(plain) and _OF_ANYBODY.search(plain)
    return bool(of_anybody or _OF_FIRMS_ALONE.search(plain))

"""For whom somebody says that they did something, where no name of a house is read: «给小灶讲», «去小灶那边»."""

from __future__ import annotations

import re

from language import regions
from language.normalise import LONGEST, normalise
from language.numerals import NUMERAL

_WHO = r"(?P<who>[\u4e00-\u9fffA-Za-z0-9·&]{2,10}?)"
_DID = r"(?:讲|看|改|做|解答|指导|辅导|谈|聊|倾|审|写|培训|上课|查|理|弄|搞|办|分析|梳理|睇|讲解|诊断|把关|咨询|服务|跑|处理|算|核|出了|[一两半\d])"
_THERE = r"(?:那边|那里|那儿|那头|嗰边|嗰度|家里|店里|厂里|铺里|屋企)"
_FOR = re.compile(
    rf"(?:给|帮|为(?!了|什么)|替|畀|俾){_WHO}(?:上门|线上|现场|远程|电话|又|也|再|先|免费)*{_DID}"
)
_AT = re.compile(rf"(?:去咗?|到咗?|在|喺|往|过){_WHO}{_THERE}")
_OF_A_FIRM = re.compile(
    rf"^(?:那个?|哦|好的?|嗯|[,，\s]){{0,3}}(?:跟|和|同|告诉|叫|把)?{_WHO}(?:那边|那家|那里|那头|约好?的|约了|的老板|老板那)"
)
"""«小灶约的礼拜五», «跟小灶那边说»."""
_ANYBODY = re.compile(
    rf"^(?:{NUMERAL}(?:[多几来余]?[家间户个位名人]|$)|几|多|好几|一些|这|那|某|另|别|有|其他|各|每|全|本|该|对方|人家|他|她|它|我|你|您|大家|自己|企业|公司|单位|客户|商户|店主|店家|厂里|店里|老板|新?员工|新人|老乡|街坊|邻居|学生|妇女|财务|学员|工人|同事|朋友|负责人"
    r"|园区|街道|社区|村|镇|协会|商会|学校|中心|工作站|办公|会议|线上|网上|电话|微信|视频|现场|当地|附近|隔壁)"
)
_SOMEBODY = re.compile(
    r"的|(?:[厂店社站校所]长|老板娘?|经理|总|先生|女士|小姐|阿姨|师傅|主任|书记|会计|财务|企业|公司|单位|厂家|商家|店家|农户|园区|孵化器|[户人们])$"
)
"""A person, or a kind of house, is the name of none."""
_TALK = re.compile(
    r"[我你您他她它这那是说讲问约去来到在的了天周日号点午礼拜星期]|上次|刚才|已经|还是|可以|专家|老师|律师|会计"
)


def told_whom(text: str) -> str:
    """The words for whom it was, where they may be a name; empty where nobody is told, or just «一家企业», «他们», «张厂长»."""
    said = normalise(text[:LONGEST]).text
    found = _FOR.search(said) or _AT.search(said)
    who = found["who"] if found else ""
    nobody = not who or _ANYBODY.match(who) or _SOMEBODY.search(who) or _is_place(who)
    return "" if nobody else who


def called_firm(text: str) -> str:
    """The words by which a text calls the firm that it is said of («小灶约的礼拜五三点»); empty where they may be no name."""
    found = _OF_A_FIRM.match(normalise(text[:LONGEST]).text)
    who = found["who"] if found else ""
    nobody = not who or _ANYBODY.match(who) or _SOMEBODY.search(who) or _is_place(who) or _TALK.search(who)
    return "" if nobody else who


def _is_place(who: str) -> bool:
    return any(place.start == 0 for place in regions.mentions(who))

"""«不派她 换吴晓岚», «1号需求别派陈会计了，改派吴晓岚»: another is to be asked in the place of who was."""

import re

from language.lexicon import words_of
from language.normalise import normalise

LONGEST = 30
_NAME = rf"(?!周[一二三四五六日末])[{''.join(words_of('surnames'))}][\u4e00-\u9fff·]{{1,3}}?"
_NOT_A_NAME = re.compile(r"[区县市镇点日号楼室时分]$|一[下个位]|[个位]人")
_LEAD = r"(?:那|还是|算了|不对|等等|哦|我看|先|就|请|把|将|给|\d{1,9}(?!\d)(?:\s?号)?(?:需求|单子?)?|[那这](?:条|单|个)(?:需求)?|[,\s])*"
_NOT = rf"(?:不要|不用|不|别|先别|取消)(?:再)?(?:指派|派|让|安排|请|找)?(?:给)?(?:她|他|这位|那位|刚才那[位个]|{_NAME})(?:去|来|接)?了?"
_NEW = rf"(?:再)?(?:换成|换(?!成)派?|改派|改成派|改让|改请|派|让|请|找|指派)(?:给)?(?P<name>{_NAME})(?:去|来|接|做|吧|好了|试试|看看)*"
_CHANGES = re.compile(
    rf"{_LEAD}(?:(?P<no>{_NOT})[,\s]*(?:还是|就|那)*(?:{_NEW})|(?:换成|换(?!成)派?|改派|改成派|改请|改让)(?:给)?(?P<alone>{_NAME})(?:去|来|接|做|吧|好了|试试|看看)*)"
)


def instead_of_whom(text: str) -> str:
    """The name of who is to be asked instead; empty where a text changes nobody."""
    plain = normalise(text[: LONGEST + 1]).text.strip("。!,? ")
    found = _CHANGES.fullmatch(plain) if len(plain) <= LONGEST else None
    name = (found["name"] or found["alone"] or "") if found else ""
    return "" if _NOT_A_NAME.search(name) else name

"""Somebody who thinks aloud, and answers nothing yet: «等下我去问下会长», «是8号还是9号我再确认下»."""

import re

from language.normalise import normalise

LONGEST = 30
_LOOKS = r"(?:确认|问|想|看|查|商量|核实|核对|打听|考虑|了解)(?:一?下|问|想|看|清楚|一?声)?"
_WHOM = r"(?:会长|领导|老板|他们?|她|同事|财务|人家|家里|单位|老师)?"
_WHAT = r"(?:时间|日期|地点|数字|家数|人数|几点|地址|名字|情况)?"
_THINKS = re.compile(
    r"(?:先|暂时)?(?:不|别)(?:发|派|弄|办|报|写|定|急)[了吧]?[,\s]*(?:让我|我)(?:再|先)?(?:想想|想一想|想一?下|考虑考虑|考虑一?下)[吧了先]*[。!]*|"
    r"(?:让我|我)?(?:再|先)?(?:想想|想一想|想一?下|考虑考虑|考虑一?下)[吧了先]*[。!]*|"
    rf".{{0,12}}(?:[,。\s]|^|我|还是.{{1,8}})(?:我|让我|等我|容我)?(?:再|先|得|要|还要|还得|回头|等下|等会儿?)+(?:去|跟|和|找)?{_WHOM}{_LOOKS}(?:{_WHOM}|{_WHAT})(?:吧|了|先|再说|再定|再回)*[。!]*"
    rf"|(?:等下|等等|等会儿?|慢点)先?[,，\s]*(?:我|让我)?(?:先|再)?(?:去|跟|和)?{_WHOM}{_LOOKS}(?:{_WHOM}|{_WHAT})[吧了先]*[。!]*"
    rf"|(?:我)?(?:再|多)?(?:等|想|考虑)(?:一?[天下两]天?|几天)吧?[,，\s].{{0,12}}"
)


def thinks_aloud(text: str) -> bool:
    """Whether a whole text says that something is still to be found out or thought over."""
    plain = normalise(text[: LONGEST + 1]).text.strip()
    return len(plain) <= LONGEST and _THINKS.fullmatch(plain) is not None

"""Where somebody corrects themselves in one breath: «A吧，哦不，还是B», «三家啊不对四家», «下周三…不不，周四»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from language.calendar.spelling import NUMBER, WEEK
from language.normalise import LONGEST, normalise
from language.numerals import NUMERAL

_STOP = r"[,;。.!~…\n\s]"
_CRY = r"[哦噢喔啊呀哎唉诶欸呃额嗯哟]{1,3}[,.…\s]*"
_GOES_ON = rf"(?={_STOP}|还是|应该|改[成为]|我[是说]|$)"
_SLIP = r"(?:我|刚才?)*(?:[说写记讲打看搞弄报填听算](?:错|岔|反)|口误|手误)了?"
_BACK = rf"(?:不不+|不对|不是{_GOES_ON}|{_SLIP}|(?:更正|纠正|订正)(?:一?下)?{_GOES_ON})"
_MARK = re.compile(
    rf"[吧呢嘛]?(?:{_STOP}*{_CRY}(?:{_BACK}|不(?={_STOP}|还是|应该|是(?!不)|[\d一二两三四五六七八九十周上下今明昨前])|错了)"
    rf"|(?<=[点半分时])不对(?=(?:上午|下午|晚上|中午)?{NUMERAL}点)"
    rf"|{_STOP}+(?:{_BACK}|不{_GOES_ON}|算了(?={_STOP}*还是)))(?:了|{_STOP}|不对|不是(?={_STOP}|还是|应该))*"
    r"(?:(?:(?:那|就|还)是|应该(?:就?是|为)?|我(?:是说|说的是|的意思是)|改[成为]|换成|是(?!不是|否))(?=\s*\w))?"
)
"""What takes back the words before it. «不是三家，是四家» and «不对，是昨天» find fault with what was said before that."""
_SAYS = re.compile(r"\w")
_WEEK_OF = re.compile(rf"(?P<head>(?:上上|下下|上|下|这|本)个?){WEEK}")
_MONTH_OF = re.compile(rf"(?P<head>(?:{NUMBER}|[上下本这]个?)月份?){NUMBER}[日号]")
_BARE_DAY = re.compile(rf"{WEEK}[一二三四五六日天]")
_LENGTH = re.compile(rf"{NUMERAL}个?半?(?:小时|钟头|钟(?!表))")
_BARE_LENGTH = re.compile(rf"{NUMERAL}个半?")
_BARE_NUMBER = re.compile(rf"{NUMBER}[日号]")


def told_in_turn(text: str) -> list[str]:
    """The text before, between and behind the places where it takes something back; the whole text where it does not."""
    message = normalise(text[:LONGEST])
    pieces, start = [], 0
    for mark in _MARK.finditer(message.text):
        if _SAYS.search(message.text, start, mark.start()) and _SAYS.search(message.text, mark.end()):
            pieces.append(message.written(start, mark.start()))
            start = mark.end()
    if not pieces:
        return [text]
    return [*pieces, message.written(start, len(message.text)) + text[LONGEST:]]


def first_words(piece: str) -> str:
    """What stands in place of what was taken back; behind it the telling goes on."""
    return re.split(r"[，,；;。！!\n]", piece.strip(), maxsplit=1)[0]


def completed(before: str, after: str) -> str:
    """«下周四» for the «周四» that stands in place of «下周三», «3月6号» for «6号» in place of «3月5号», «两个半小时» for the
    «两个半» in place of «两个钟头».
    """
    for whole, bare in ((_WEEK_OF, _BARE_DAY), (_MONTH_OF, _BARE_NUMBER)):
        *_, last = (None, *whole.finditer(before))
        if last and bare.match(after):
            return last["head"] + after
    if _BARE_LENGTH.fullmatch(after.strip()) and _LENGTH.search(before):
        return f"{after.strip()}小时"
    return after


def is_whole(piece: str) -> bool:
    """Whether nothing is told behind the words in place of others."""
    return first_words(piece) == piece.strip(" 。！!~")


def steps(text: str) -> Iterator[tuple[str, str]]:
    """Each time something is taken back: all that was said until then, and the words in its place."""
    before, *after = told_in_turn(text)
    for piece in after:
        yield before, completed(before, first_words(piece))
        before = f"{before}，{piece}"

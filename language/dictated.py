"""A telephone number as it is dictated: figure by figure, in pieces, and put right in the middle.

«一三八 四个零 二二三三», «一三八零零零零二二三三 不对后面是二二四四», «1380000» and then «后面2233».
"""

from __future__ import annotations

import re

from language.normalise import normalise
from language.numerals import digits

LENGTH, LONGEST = 11, 60
FIGURE = r"[零〇洞幺一二两三四五六七八九\d]"
_TOKENS = re.compile(
    rf"(?P<count>[一二两三四五六七八\d]位(?:数字?)?)|(?P<times>[两二三四五六七八2-8])个(?P<of>{FIGURE})|(?P<one>{FIGURE})"
    r"|(?P<beside>我?的?(?:联系)?(?:电话|手机号?|号码?)(?:就?是|改成)?|然后|接着|再|跟着|前面|后面|中间|开头|最后|末尾|尾[号数巴]|后|末|前|应该是|就?是|[少漏][打写念说讲报]?了?(?:一?个|[一两]位)?"
    r"|还有|那个|改成?|嗯+|呃+|哦|了|吧|的|啊|啦|咯|呀|嘅|即[系是]|系|才对|先啱|先对|啱|[,.:;。、\s\-－—+()]+)"
)
_REPAIR = re.compile(
    r"(?:哦|啊|呃|诶|嗯)*(?:不对|不是|错了|说错了?|念错了?|讲错了?|不不|哦不|打错了?|不(?=[零〇幺一二两三四五六七八九\d]))"
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_BEGUN = re.compile(r"1[3-9]\d{1,8}")
_CONTRAST = re.compile(
    rf"\D{{0,6}}?(?:不是|不系|唔系|唔是)(?P<old>{FIGURE}{{2,11}})[吧啊,.。\s]{{0,3}}(?:应该|而)?(?:是|系)(?P<new>{FIGURE}{{2,11}})[啊呀吧啦才对先啱的。!\s]{{0,6}}"
    rf"|\D{{0,6}}?(?:应该|就)?(?:是|系)(?P<right>{FIGURE}{{2,11}})[吧啊,.。\s]{{0,3}}(?:不是|不系|唔系|唔是)(?P<wrong>{FIGURE}{{2,11}})[啊呀吧啦的。!\s]{{0,6}}"
)
"""«不是8890 是8899», «是8899不是8890»."""
_PLACE = re.compile(r"(?P<front>前面|开头|前)|(?P<middle>中间)|后|末|尾")
LEAST = 2
"""Figures of a piece that is put in the place of another."""
NEARLY, TOO_MANY = 8, 16
"""Between so many figures somebody meant a mobile, and left out or doubled some."""


def dictated(text: str, begun: str = "") -> str:
    """The mobile number that a whole text dictates, behind what was begun of it; empty where it does not."""
    parts = _parts(text)
    if not parts:
        return ""
    number = _put(begun, parts[0]) if len(begun) == LENGTH else _joined(begun, parts[0])
    for part in parts[1:]:
        number = _put(number, part)
    return number if _MOBILE.fullmatch(number) else ""


def begun_with(text: str, begun: str = "") -> str:
    """The first figures of a number of which more are to come; empty where a text gives none."""
    parts = _parts(text)
    number = _joined(begun, parts[0]) if len(parts) == 1 else ""
    return number if _BEGUN.fullmatch(number) else ""


def miscounted(text: str) -> int:
    """How many figures a whole text gives that begins as a mobile does and is none; 0 where it is one, or says anything else."""
    parts = _parts(text)
    figures = _figures(parts[0]) if len(parts) == 1 and not _PLACE.search(parts[0]) else ""
    meant = re.match(r"1[3-9]", figures) and NEARLY <= len(figures) <= TOO_MANY
    return len(figures) if meant and len(figures) != LENGTH else 0


def says_where(text: str) -> bool:
    """Whether a text names a place in a number («后面», «尾号»), or gives a whole one: only a telephone is spoken of so."""
    parts = _parts(text)
    return any(_PLACE.search(part) or _MOBILE.fullmatch(_figures(part)) for part in parts)


def put_right(known: str, text: str) -> str:
    """A number that is known with what a whole text says of its beginning, middle or end; empty where it says none of it."""
    if found := _CONTRAST.fullmatch(normalise(text[: LONGEST + 1]).text.strip()):
        return _replaced(
            known, _figures(found["old"] or found["wrong"]), _figures(found["new"] or found["right"])
        )
    parts = _parts(text)
    number = known
    for part in parts:
        placed = _PLACE.search(part) or len(parts) > 1
        number = _put(number, part) if placed or _MOBILE.fullmatch(_figures(part)) else ""
    return number if parts and _MOBILE.fullmatch(number) else ""


def _replaced(number: str, old: str, new: str) -> str:
    """With figures in the place of others that stand in it, the last of them; the same number where the right ones are its end."""
    head, found, tail = number.rpartition(old)
    put = f"{head}{new}{tail}" if found else number if number.endswith(new) else ""
    return put if _MOBILE.fullmatch(put) else ""


def _parts(text: str) -> list[str]:
    """What stands before and behind each «不对»; nothing where a text says more than figures."""
    plain = normalise(text[: LONGEST + 1]).text.strip()
    parts = [one for one in _REPAIR.split(plain) if one.strip(" ,.。")]
    return parts if len(plain) <= LONGEST and all(map(_figures, parts)) else []


def _figures(part: str) -> str:
    found, at = "", 0
    while at < len(part):
        token = _TOKENS.match(part, at)
        if token is None:
            return ""
        figure = (token["of"] or token["one"] or "").replace("洞", "0")
        found += digits(figure.replace("幺", "一")) * int(digits(token["times"] or "1").replace("两", "2"))
        at = token.end()
    return found


def _joined(begun: str, part: str) -> str:
    figures = _figures(part)
    return figures if _MOBILE.fullmatch(figures) else begun + figures


def _put(number: str, part: str) -> str:
    """The figures of a part in the place that it names; the end, where it names none."""
    figures, place = _figures(part), _PLACE.search(part)
    if len(figures) == LENGTH:
        return figures
    if not LEAST <= len(figures) < len(number):
        return ""
    if place and place["front"]:
        return figures + number[len(figures) :]
    if place and place["middle"]:
        return number[:3] + figures + number[3 + len(figures) :]
    return number[: -len(figures)] + figures

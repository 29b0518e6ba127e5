"""What staff decide by a word and a name: one `Decision` a deed, from «通过» to «取消资格».

A shelf declares its own in a tuple `DECISIONS`; they are found as forms are. `handlers/conversations/staff/decide.py`
finds whom one is about, asks for what is missing and takes the second look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from handlers.engine import tokens
from handlers.engine.catalogue import catalogue
from handlers.engine.decision import Decision
from handlers.message import Choice
from language import normalise
from language.compatibility import IDEOGRAPH
from language.lexicon import words_of

_BETWEEN = re.compile(r"([，,。；;！!\n]+)")
_QUESTION = re.compile(
    r"[?？]|[吗呢]$|怎么|为什么|为啥|为何|凭什么|凭啥|咋|[谁哪]|了没|是不是|能不能|可不可以|行不行|多少"
)
_LEADS_UP = re.compile(
    r"(?:(?<!申)请|麻烦|先|再|就|那就|那|可以|直接|[给将把对][他她]|给|予以|应该|应当|都|也|我看|正式|已经|已|暂时?|(?<![第外])一[个次]|(?<![第外].)个|的|[把将](?=$)|(?<!剩)[发打开下出记]"
    r"|决定|改[成为]?|换成?|变成|算了|要不|还是|好吧|那行|行|唉|嗯)$"
)
_SPAN = r"(?:[一二两三四五六七八九十半\d]+个?(?:月|年|周|星期|天|季度)|一段时间|一阵)"
"""For how long: no decision has a span of its own, so it says neither whom nor why."""
_TRAILS = re.compile(rf"^(?:{_SPAN}|一下|一次|吧|了|掉|好了|算了|就行|去|回去|补正)+")
_NOT = re.compile(r"(?:不|别|没|没有|未|不能|不要|不用|勿|免|[刚正]在)$")
_OTHER_MATTER = re.compile(
    r"^(?:服务|营业|生产|经营|供货|合作|正常|了解|率"
    r"|[以之]后|后(?:仍|还|又|再|也|依然|继续|没|不|未)|过(?:[一二两三四五几\d]|了|他|她)|期[间满]|无效|未果)"
)
"""What follows is another matter, or tells of a decision that was taken before: «警告以后仍不开展服务» is a reason."""
_NUMBERED = re.compile(r"(?<!月)\d{1,9}\s*号")
_POINTED = re.compile(
    r"[那这][份个位件条]|^(?:刚才|刚刚|上面)|第[一二两三四五六七八九十\d]+[个位份件家条]?$"
    r"|^(?:另外?|其他|其余|剩下?)[的那]?[一两几]?[个位份件家条]?$|^(?:[这那]?[两俩几三四五]个?|全部|所有人?|大家|他们?|她们?)$"
)
_WHOM = re.compile(r"[给将把对让]([他她])")
_OF_SOMEBODY = re.compile(r"..的(?:申请|材料|投诉|异议|续聘|资格|称号|推荐|事)$")
_BODY = re.compile(r"..(?:园|所|站|中心|协会|公司|院|基地)(?:的?(?:申请|材料|资格))?$")
_PERSON = re.compile(
    rf"(?:[把给对将让])?(?:[小老]?[{''.join(words_of('surnames'))}]{IDEOGRAPH}{{1,4}}"
    rf"|{IDEOGRAPH}{{1,12}}(?:·{IDEOGRAPH}{{1,12}})+|[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)+)"
)
LONGEST_SUBJECT = 20


def decisions() -> Mapping[str, Decision]:
    """Every decision there is, by its code."""
    return catalogue().decisions


def button(code: str, subject: int, caption: str = "") -> Choice:
    """The choice on a notice that says this decision about this subject."""
    return Choice(caption or decisions()[code].caption, tokens.prompt("decide", subject, "decision", code))


@dataclass(frozen=True, slots=True)
class _Hit:
    """A decision's word in a clause, with what stands before, within («取消钱顾问的资格») and after it there."""

    decision: Decision
    word: str
    before: str
    within: str
    after: str


def said(text: str) -> tuple[Decision, str] | None:
    """The decision that a text says, and what else it says: whom it is about, and why. None where it says none.

    The word may stand anywhere: «退回 何志强 缺学历证明», «周教授那个先警告一下，半年没动静», «半年没动静，警告周教授».
    Asking («何志强通过了吗») is no deciding, and a word in a reason («投诉已查实») is about nobody.
    """
    return _said(text) or _said(normalise(text).text)


def goes_first_in(text: str) -> bool:
    """Whether a decision's word stands first, but for words that only lead up to it: «那就先不警告他»."""
    first = _BETWEEN.split(text.strip())[0]
    return any(hit.word in hit.decision.words and not hit.before for hit in _hits(first) if _says(hit, True))


def _said(text: str) -> tuple[Decision, str] | None:
    clauses = _BETWEEN.split(text.strip())
    if _QUESTION.search(text.strip()[-1:]):
        return None
    for place in range(0, len(clauses), 2):
        hits = [hit for hit in _hits(clauses[place].strip()) if _says(hit, first=place == 0)]
        if hits:
            hit = max(hits, key=lambda one: (len(one.word), one.decision.noun in text))
            around = " ".join(filter(None, (hit.before, hit.within, hit.after)))
            before, behind = "".join(clauses[:place]), "".join(clauses[place + 1 :])
            return hit.decision, (around + behind + ("，" + before if before else "")).strip(" ，,")
    return None


def _hits(clause: str) -> Iterator[_Hit]:
    for word, pattern, decision in _words():
        for found in pattern.finditer(clause):
            before = _placed(_without(_LEADS_UP, clause[: found.start()]), clause)
            after = _TRAILS.sub("", clause[found.end() :]).strip(" :：")
            whom = _WHOM.search(clause, 0, found.start()) if not before else None
            within = found["within"] or (whom[1] if whom else "")
            yield _Hit(decision, word or found[0], before, within, after)


def _placed(before: str, clause: str) -> str:
    """«霞山那个先不警告»: a place alone names somebody only with «那个» behind it."""
    that = f"{before}那个"
    return that if before and clause.startswith(that) and not _is_about_somebody(before) else before


def _without(ending: re.Pattern[str], text: str) -> str:
    """The text without these endings, one after the other."""
    while (shorter := ending.sub("", text.strip())) != text:
        text = shorter
    return text


def _says(hit: _Hit, first: bool) -> bool:
    """At the beginning, before whom it is about; or at the end of a clause, after them."""
    if _QUESTION.search(hit.before) or _OTHER_MATTER.search(hit.after):
        return False
    if not hit.before and hit.word not in hit.decision.after_a_name:
        return first or len(hit.after) <= LONGEST_SUBJECT
    return not hit.after and _is_about_somebody(hit.before)


def _is_about_somebody(text: str) -> bool:
    if len(text) > LONGEST_SUBJECT or _NOT.search(text):
        return False
    anywhere = (_NUMBERED, _POINTED, _OF_SOMEBODY, _BODY)
    return any(pattern.search(text) for pattern in anywhere) or bool(_PERSON.fullmatch(text))


@cache
def _words() -> tuple[tuple[str, re.Pattern[str], Decision], ...]:
    """All that says a decision; «…» stands for whom it is about."""
    rows = decisions().values()
    spelled = [(word, _pattern(word), row) for row in rows for word in (*row.words, *row.after_a_name)]
    spelled += [("", _with_whom(wording), row) for row in rows for wording in row.wordings]
    return tuple((word, re.compile(pattern), row) for word, pattern, row in spelled)


def _with_whom(wording: str) -> str:
    return wording if "(?P<within>" in wording else f"{wording}(?P<within>)"


def _pattern(word: str) -> str:
    first, open_within, last = word.partition("…")
    within = r"\s*(?P<within>[^，。]{2,16}?)的?" if open_within else "(?P<within>)"
    return f"{re.escape(first)}{within}{re.escape(last)}"

"""What firms want that somebody collected among them, however it is set out: lines, numbers, one sentence after the other."""

from __future__ import annotations

import re

from language import enterprise_names
from language.firms_problems import MOST, Told, firms_told, wants_none, where_all_are
from language.normalise import LONGEST, normalise

_LEAD = re.compile(
    r"^[^:：\n]{0,24}(?:走访|征集|收集|摸底|调研|问到|上门)[^:：\n]{0,20}[:：\n]\s*"
    r"|^(?:今天|昨天|上周|这周|这[个季]月?|本[月季]度?)?(?:走访|收集|征集)[到了]*(?:的)?(?:几条|[一二两三四五六\d]+[条个家])?(?:企业)?的?需求[，,]"
)
"""«今天走访了三家：», «这季收集到的需求：»."""
_NUMBER = r"(?:[(（]?\d{1,2}[)）.、]\s*|[一二三四五][、.]\s*|(?:第[一二三四五]家|一是|二是|三是|四是|还有|另外)[是,:]?)?"
_CLAUSE = re.compile(r"(?:[^,。;:!?\n]|(?<=\d)[.](?=\d))+")
_CONSENT = re.compile(
    r"[,，。;；\s]*(?:(?:企业|老板|他们|对方|[一两三四五\d]{1,4}家|都是?|也|已经?|当面|跟他们说过?)[,，]?)+(?:本人)?同意(?:了|的|过)*(?:帮忙)?(?:报|提|请专家|找专家)*[了的]?[。.!！]*\s*$"
)
"""«三家都同意了» at the end of what is told."""
_LEAST = 3
"""Characters that a problem has besides the firm's name."""


def is_collected(text: str) -> bool:
    """Whether a text says that it tells what was collected among firms, and does."""
    return _LEAD.match(text.strip()) is not None and bool(collected(text))


def has_consent(text: str) -> bool:
    """Whether a text ends in that the firms agree."""
    return _CONSENT.search(text) is not None


def collected(text: str) -> tuple[Told, ...]:
    """Each firm that wants something, in the order told; empty where the text does not begin with a firm, or tells of too many."""
    rest = _CONSENT.sub("", _LEAD.sub("", text.strip()[:LONGEST], count=1))
    listed, told = _listed(rest), firms_told(rest)
    found = listed if len(listed) >= len(told) else told
    is_clear = len({one.who for one in found}) == len(found) <= MOST
    return tuple(one for one in found if not wants_none(one)) if is_clear else ()


def _listed(text: str) -> tuple[Told, ...]:
    """Firms whose names begin a clause, each with all up to the next."""
    message = normalise(text)
    starts = [
        found for span in _CLAUSE.finditer(message.text) if (found := _begun(message.text, *span.span()))
    ]
    if not starts or message.text[: starts[0][0]].strip(" ,;1.、(（一)）第家是"):
        return ()
    ends = [*(begin for begin, _ in starts[1:]), len(message.text)]
    told = [
        Told(message.written(begin, end), _words(message.written(begin, stop), text))
        for (begin, end), stop in zip(starts, ends, strict=True)
    ]
    return tuple(told) if all(len(one.words) >= len(one.who) + _LEAST for one in told) else ()


def _begun(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a name stands that begins a clause, behind its number."""
    lead = re.compile(rf"\s*{_NUMBER}").match(text, start)
    begin = lead.end() if lead else start
    found = (one for one in enterprise_names.mentions(text[start:end]) if start + one.start == begin)
    return next(((begin, start + one.end) for one in found), None)


def _words(words: str, text: str) -> str:
    """Without the number of the next, and without where all of them are."""
    words = re.sub(rf"[\s,，。;；、]*{_NUMBER}$", "", words)
    where = where_all_are(text)
    return (
        re.sub(rf"[,，。;；]?[^,，。;；]{{0,8}}都在{re.escape(where)}[。]?$", "", words) if where else words
    )

"""What people say of a card and not of the matter on it: «那个社保的不要了», «先说工伤那个», «报税那件也帮我发了»."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from language.lexicon import any_of
from language.normalise import normalise

OFF, KEEP, SEND, FIRST, LATER = "off", "keep", "send", "first", "later"
_WORDS = (
    (OFF, "card_off"),
    (KEEP, "card_keep"),
    (SEND, "card_send"),
    (FIRST, "card_first"),
    (LATER, "card_later"),
)
"""Where the words for each stand."""
_CALLED = 14
"""Characters by which somebody calls what they ask about: «上面那个电话讲欠条的»."""
LONGEST = 40
"""Characters; whoever writes more than that tells something."""
_ONE = r"(?:[个条件份单桩](?:需求|问题|事情?|日记)?)"
_LEAD = r"(?:哎呀?|唉|那|就|还是|也|先|把|请|麻烦|帮我?|给我|我|嗯|好的?|算了|对的?|没错|是的?|啊|呀|都|又|再|刚刚|刚才|前面|上面|一下|行)*"
_WHAT = r"(?P<what>[^个条件份单]{1,12}?)"
_POINTING = (
    rf"(?:那|这){_ONE}{_WHAT}的{_ONE}?",
    rf"{_WHAT}的?(?:那|这)(?:一)?{_ONE}的?",
    r"(?:说|关于)?(?P<what>[^个条件份单那这]{1,12}?)的",
    rf"(?:(?:那|这)(?:一)?{_ONE}|它)(?P<what>)",
)
_TAIL = r"[吧啊呀了啦嘛哦哈的呗~]*"
_CLAUSES = re.compile(r"[,。;!?\s]+")

_OF_IT = r"(?:(?:刚才|刚刚|上面|前面)?(?:那|这)(?:个|条|件|份|句|笔)?(?:需求|日记)?|刚才的?|我说的)"
_ASKS_IF_SENT = re.compile(
    r"(?:你们?|您|那|我的?|我说的|这|[个条件份句笔]|需求|日记|到底|已经|都|现在|帮我|刚才的?|刚刚|上面|前面)*"
    r"(?:(?:收到|发|发出去|提交|交|交上去|报上去|登记|记|记下|记上|写|存|保存)(?:了|到|好|进去|上)?(?:没有?|没啊|吗|么|了没)"
    r"|(?:有|没)(?:没有?)?(?:发|提交|交|登记|记|写|存|收到)(?:上|下|出去|进去|好|了)*(?:吧|吗|么)?"
    r"|(?P<one>发|交|记|写|存)没(?P=one))"
    rf"[啊呀了呢?! 。]*{_OF_IT}?[的呢啊]*"
)
_THEM = r"(?:大家|他们?|她们?|各站|站里|工作站|专家们?|老师们?|企业|对方|人家|本人)"
_ASKS_IF_TOLD = re.compile(
    r"(?:那|这|刚才|你|您|请问|条|通知|消息|是不是|已经|都|全|现在|到底)*"
    rf"(?:(?:发|通知|告诉|群发|送)(?:给|到|出去)?{_THEM}?(?:那边|们)?(?:都|全)?(?:发|送)?(?:过去|出去|到)?了?(?:没有?|没啊|吗|么|了没)"
    rf"|{_THEM}(?:那边|们)?(?:都|全)?(?:收到|看到|知道)了?(?:通知|消息)?了?(?:没有?|没啊|吗|么|了没))[啊呀了呢?! 。]*"
)


_ASKED_AFTER = re.compile(
    r"(?P<which>.{2,20}?)(?:怎么(?:没了?|不见了|没有了?|办|弄)|去哪了|没[说记弄]|呢)+[呢啊呀吗?! 。]*"
)


class Said(NamedTuple):
    """`what` names the card by its matter; empty for «这个»."""

    act: str
    what: str


def said_of_cards(text: str) -> tuple[Said, ...]:
    """What a text says of cards, in its order; none where it tells something. Behind what is taken off a reason may stand."""
    plain = normalise(text).text
    if len(plain) > LONGEST or plain.rstrip("! 。").endswith(("?", "吗", "呢")):
        return _asked_after(plain)
    found: list[Said] = []
    act = ""
    for clause in filter(None, _CLAUSES.split(plain)):
        if one := _said(clause):
            found.append(one)
            act = "" if act == one.act else act
        elif act and (what := _pointed(clause)) is not None:
            found.append(Said(act, what))
            act = ""
        elif bare_act := _bare_act(clause):
            act = bare_act
        elif not _is_lead(clause) and not (found and found[-1].act == OFF):
            return ()
    return tuple(found) if not act else ()


def _asked_after(plain: str) -> tuple[Said, ...]:
    """«招人那个呢»: that one is to be seen."""
    found = _pointed(plain.rstrip("?!。呢 ")) if plain.rstrip("?!。 ").endswith("呢") else ""
    return (Said(FIRST, found),) if found else ()


def asks_if_sent(text: str) -> bool:
    """Whether somebody asks what has become of what they told: «收到没有啊», «发出去了吗»."""
    *before, asked = clauses(text) or [""]
    beside = len(before) <= 1 and all(len(one) <= _CALLED for one in before)
    return beside and _ASKS_IF_SENT.fullmatch(asked) is not None


def asks_if_told(text: str) -> bool:
    """Whether somebody asks if others have got what is written for them: «发给他们了吗», «各站收到没有»."""
    return _ASKS_IF_TOLD.fullmatch(normalise(text[:LONGEST]).text.strip()) is not None


def asked_after(text: str) -> str:
    """The words of the matter of a card that somebody asks for: «招人那个呢»; empty where they ask for none."""
    plain = normalise(text[:LONGEST]).text
    found = _ASKED_AFTER.fullmatch(plain)
    return (_pointed(found["which"]) or "") if found else ""


def pointed(text: str) -> str | None:
    """The words of the matter by which a text points at a card, and does nothing else: «对，就是四万八那个»; None where it does not."""
    parts = clauses(text)
    found = [what for one in parts if (what := _pointed(one)) is not None]
    rest = [one for one in parts if _pointed(one) is None and not _is_lead(one)]
    return found[0] if len(found) == 1 and not rest else None


def clauses(text: str) -> list[str]:
    """The clauses of a short text."""
    return [one for one in _CLAUSES.split(normalise(text[:LONGEST]).text) if one]


def _said(clause: str) -> Said | None:
    return next(
        (
            Said(act, found["what"])
            for act, pattern in _patterns()
            if (found := pattern.fullmatch(clause)) and found["what"] not in _NO_MATTER
        ),
        None,
    )


def _pointed(clause: str) -> str | None:
    found = (one["what"] for pattern in _pointings() if (one := pattern.fullmatch(clause)))
    return next((what for what in found if what not in _NO_MATTER), None)


def _bare_act(clause: str) -> str:
    return next((act for act, words in _acts() if re.fullmatch(rf"{_LEAD}(?:{words}){_TAIL}", clause)), "")


def _is_lead(clause: str) -> bool:
    return re.fullmatch(rf"{_LEAD}{_TAIL}", clause) is not None


@cache
def _acts() -> tuple[tuple[str, str], ...]:
    return tuple((act, any_of(words)) for act, words in _WORDS)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (act, re.compile(rf"{_LEAD}(?:{order}){_TAIL}"))
        for act, words in _acts()
        for pointing in _POINTING
        for order in (rf"{pointing}{_LEAD}(?:{words})", rf"(?:{words}){pointing}")
    )


@cache
def _pointings() -> tuple[re.Pattern[str], ...]:
    but_bare = (_POINTING[0], _POINTING[1], _POINTING[3])
    return tuple(re.compile(rf"{_LEAD}(?:就是|是|说)?{one}{_TAIL}") for one in but_bare)


_NO_MATTER = frozenset(
    {"算了", "还是", "先", "刚", "我", "你", "您", "他", "她", "说", "有", "没有", "这", "那", "是", "就是"}
)

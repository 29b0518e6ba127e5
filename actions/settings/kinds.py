"""What may be settled without a file: whose it is, and which values are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from actions.refusal import Refused
from language import regions
from language.domains import DOMAINS
from matching.weights import Weights
from programme.centres import Centre
from storage.queries.settings import Value

MOST_WORDS = 60
WORD = (2, 20)
"""Characters of a word of one's own."""
QUESTION = (2, 32)
MOST_QUESTIONS = 12
ANSWER = (4, 300)
MOST_POINTS = 1000.0
SHARES = frozenset({"online_place", "trial_share", "usual_answers"})
"""Weights that are a part of one."""


@dataclass(frozen=True, slots=True)
class SettingKind:
    """`right`: who may change it; `own`: only within their own jurisdiction, `key` or region. `read` makes a value of what was typed,
    and refuses «bad_setting».
    """

    name: str
    right: str
    read: Callable[[str, Mapping[str, str]], Value]


def _refuse(text: str) -> Refused:
    return Refused("bad_setting", text)


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in text.replace("、", "\n").splitlines() if line.strip()))


def _centre(key: str, typed: Mapping[str, str]) -> Value:
    hours = tuple(_lines(typed.get("hours", "").replace("，", "\n").replace(",", "\n")))
    name = typed.get("name", "").strip()
    if not name:
        raise _refuse("服务中心叫什么还没有写。")
    try:
        Centre(key, name, hours=hours)
    except ValueError as wrong:
        raise _refuse("开放时间要像 9:00-12:00，几段就写几行。") from wrong
    email = typed.get("email", "").strip()
    try:
        Centre(key, name, email=email)
    except ValueError as wrong:
        raise _refuse("邮箱要像 zx@example.cn，一个就好，没有就空着。") from wrong
    rest = {part: typed.get(part, "").strip()[:100] for part in ("address", "phone")}
    if rest["phone"] and not any(sign.isdigit() for sign in rest["phone"]):
        raise _refuse("电话里没有数字，请再看看。")
    return {"name": name[:50], "hours": list(hours), "email": email, **rest}


def _faq(key: str, typed: Mapping[str, str]) -> Value:
    asked, answer = _lines(typed.get("asked", "")), typed.get("answer", "").strip()
    if not asked or len(asked) > MOST_QUESTIONS:
        raise _refuse(f"问法要写 1 到 {MOST_QUESTIONS} 个，一行一个。")
    if wrong := next((one for one in asked if not QUESTION[0] <= len(one) <= QUESTION[1]), ""):
        raise _refuse(f"“{wrong}”不行：一个问法要 {QUESTION[0]} 到 {QUESTION[1]} 个字。")
    if not ANSWER[0] <= len(answer) <= ANSWER[1]:
        raise _refuse(f"答复要 {ANSWER[0]} 到 {ANSWER[1]} 个字，现在 {len(answer)} 个。")
    return {"asked": asked, "answer": answer}


def _words(known: Mapping[str, Any], what: str) -> Callable[[str, Mapping[str, str]], Value]:
    def read(key: str, typed: Mapping[str, str]) -> Value:
        if key not in known:
            raise _refuse(f"没有这个{what}。")
        words = _lines(typed.get("words", ""))
        if len(words) > MOST_WORDS:
            raise _refuse(f"一个{what}最多写 {MOST_WORDS} 个词，现在 {len(words)} 个。")
        if wrong := next((one for one in words if not _is_word(one)), ""):
            raise _refuse(f"“{wrong}”不行：一个词要 {WORD[0]} 到 {WORD[1]} 个字，不能只有数字。")
        return {"words": words}

    return read


def _is_word(text: str) -> bool:
    return WORD[0] <= len(text) <= WORD[1] and text.isalnum() and not text.isdecimal()


def _weight(key: str, typed: Mapping[str, str]) -> Value:
    if key not in WEIGHTS:
        raise _refuse("没有这一项。")
    most = 1.0 if key in SHARES else MOST_POINTS
    try:
        points = float(typed.get("points", "").strip())
    except ValueError as wrong:
        raise _refuse("要写一个数，比如 12 或 0.5。") from wrong
    if not 0 <= points <= most:
        raise _refuse(f"要在 0 到 {most:g} 之间，写的是 {points:g}。")
    return {"points": points}


WEIGHTS = tuple(one.name for one in fields(Weights))
KINDS: Mapping[str, SettingKind] = {
    one.name: one
    for one in (
        SettingKind("centre", "change_settings", _centre),
        SettingKind("faq", "change_settings", _faq),
        SettingKind("words", "manage_vocabulary", _words(DOMAINS, "领域")),
        SettingKind("places", "manage_vocabulary", _words(regions.names(), "地方")),
        SettingKind("weight", "set_weights", _weight),
    )
}

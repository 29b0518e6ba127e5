"""Characters that only look like others: radicals for characters, full width for half, figures in fancy dress."""

import re
import unicodedata
from functools import cache

from language.data import rows

_FORMS = re.compile(
    "["
    "\u2e80-\u2fdf"  # radicals
    "\uf900-\ufaff\U0002f800-\U0002fa1f"  # ideographs that stand twice in Unicode
    "\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5d"  # full width, but for Chinese marks
    "\uff61-\uff65"  # marks in half width
    "\U0001d400-\U0001d7ff"  # letters and figures of formulas
    "]"
)
_KEYCAP = re.compile("([0-9])\ufe0f?\u20e3")
IDEOGRAPH = "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\U00020000-\U0003ffff]"
"""A character of Chinese, rare ones among them, also such as Python's Unicode does not know yet."""
_DOT = re.compile(rf"(?<={IDEOGRAPH})[\u2022\u2027\u2219\u22c5\u30fb\uff65](?={IDEOGRAPH})")
"""The dot of a name, which keyboards write in six ways."""
_TEN = "\U0001f51f"


def unified(text: str) -> str:
    """The text with each compatibility form as the character that it stands for; all else stays as it was written.

    Chinese marks keep their width, and circled figures stay what they are beside words («①报税»): see `figure`.
    """
    return text if text.isascii() else _DOT.sub("·", char_by_char(_KEYCAP.sub(r"\1", text)))


def char_by_char(text: str) -> str:
    """The same, but that no character goes: each place of the result is that place of the text."""
    return _FORMS.sub(_stands_for, text)


def figure(text: str) -> str:
    """A message that is one figure in fancy dress (②, 5️⃣, ❺, ⑸, ㈤, Ⅴ) as plain digits; any other as it is."""
    lone = unified(text).strip().replace("\ufe0f", "")
    if lone == _TEN:
        return "10"
    return str(_worth(lone)) if len(lone) == 1 and _is_dressed(lone) else text


def figures(text: str) -> str:
    """The text with every figure in fancy dress as plain digits, for one who was asked for a figure."""
    return "".join(str(_worth(char)) if _is_dressed(char) else char for char in unified(text))


@cache
def _is_dressed(char: str) -> bool:
    return unicodedata.category(char) in ("No", "Nl") and _worth(char) > 0


def _worth(char: str) -> int:
    return int(unicodedata.numeric(char, 0))


def _stands_for(found: re.Match[str]) -> str:
    return _radicals().get(found[0]) or unicodedata.normalize("NFKC", found[0])


@cache
def _radicals() -> dict[str, str]:
    return {radical: char for row in rows("radicals.tsv") for radical, char in zip(*row, strict=True)}

"""Sums of money in yuan, as people tell them: «2000元», «2 万块钱», «两千元»."""

from __future__ import annotations

import re
from decimal import Decimal

from language.quantities import read_quantity

_SPELLED = "零〇一二两三四五六七八九十百千万亿"
NUMBER = rf"(?:(?<![\d.,])\d+(?:,\d{{3}})*(?:\.\d+)?\s*[百千万亿]{{0,2}}|(?<![几数多好近{_SPELLED}])[{_SPELLED}]{{1,12}})"
"""A pattern without groups; what is only about right («几千») is none."""
SUM = rf"{NUMBER}\s*(?:元|块钱|块(?![一-鿿])|块(?=[用花还剩的来买给整]|经费|赞助|资助))"
"""A pattern without groups: «一块牌匾» is no money."""
TOO_MUCH = Decimal(10) ** 10
"""From here on it is no sum that anybody gives."""


def yuan(text: str) -> Decimal | None:
    """The first sum of a text, or the number that it is as a whole; None where there is none, or one of 10**10 and more."""
    plain = text.strip()
    found = re.search(SUM, plain) or re.fullmatch(NUMBER, plain)
    figure = re.match(NUMBER, found[0]) if found else None
    value = read_quantity(re.sub(r"\s", "", figure[0]), "元") if figure else None
    return value if value is not None and value < TOO_MUCH else None

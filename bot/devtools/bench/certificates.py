"""How many letters are made in a second: set, numbered, signed. Seconds are of processor time."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from time import process_time

from documents.papers import drafts, numbers
from documents.papers.drafts import Issuer, Letter

_AT = datetime(2026, 3, 4, 9, tzinfo=timezone(timedelta(hours=8)))
_ISSUER = Issuer("茂名市中小企业服务中心", "MM", "https://yiqi.example.cn")
_BASIS, _POST = "《中小企业志愿服务专家管理办法（试行）》", "中小企业志愿服务专家"
_FAMILY, _GIVEN = "王李张刘陈杨黄赵吴周", "伟芳娜敏静秀英丽强磊"


def per_second(count: int = 100) -> int:
    """The figure over so many letters, with the first one, which reads the fonts, left out."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.generate()
    for serial in range(count + 1):
        if serial == 1:
            started = process_time()
        number = numbers.number_of("MM", numbers.LETTER, 2026, serial)
        name = _FAMILY[serial % 10] + _GIVEN[serial // 10 % 10]
        letter = Letter(name, date(2026, 3, 5), date(2029, 3, 4), _BASIS, _POST, ("财税管理",))
        drafts.check(letter, _ISSUER)
        drafts.make(letter, number, _ISSUER, _AT, private)
    return round(count / (process_time() - started))

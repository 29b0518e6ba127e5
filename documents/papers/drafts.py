"""What stands on a letter, a certificate and a proof; a draft and a number make the paper.

Never on any of them: phones of people, ID numbers, e-mails, names of enterprises served, pay, ratings, a drawn seal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from documents.papers import numbers, tokens, typeset
from documents.papers.signed_file import sign_file
from documents.papers.tokens import Claim
from programme.spans import add_years

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

MOST_ROWS = 15
"""Services that a proof lists one by one; of more, those of a month in one field stand in one row."""
LONG_ISSUER = 14
CHECKED_AT = "/v"
_PLACE = re.compile(r".*[省市区县州盟旗]")
_YEARS = "零一二三四五六七八九十"
_NO_NAME = re.compile(r'[\\/:*?"<>|\s]')


@dataclass(frozen=True, slots=True)
class Issuer:
    """A centre that issues. `site` is where papers are checked (https://…), `handler` the 经办人; each may be empty."""

    name: str
    prefix: str
    site: str = ""
    handler: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A 聘书 of an expert (N23-E 第九条). `until` is None without an end; `replaces` the number of the old letter."""

    name: str
    first: date
    until: date | None
    basis: str
    post: str
    domains: tuple[str, ...] = ()
    replaces: str = ""
    kind = numbers.LETTER
    template = "letter"

    def values(self) -> dict[str, Any]:
        term = _term("聘期", self.first, self.until)
        own = {"name": self.name, "address": "同志", "basis": self.basis, "post": self.post}
        return own | {"domains": "、".join(self.domains), "term": term, "replaces": self.replaces}

    def claim(self, number: str, issuer: str) -> Claim:
        return Claim(number, self.name, self.first, self.until, "", issuer)


@dataclass(frozen=True, slots=True)
class StationCertificate:
    """A 工作站证书 (N23-S 第五条、第十二条): the unit alone, never its contact person."""

    name: str
    first: date
    until: date | None
    basis: str
    post: str
    replaces: str = ""
    kind = numbers.STATION
    template = "station"

    def values(self) -> dict[str, Any]:
        term = _term("有效期", self.first, self.until)
        own = {"name": self.name, "basis": self.basis, "post": self.post, "term": term}
        return own | {"replaces": self.replaces, "year": f"{self.first.year}年"}

    def claim(self, number: str, issuer: str) -> Claim:
        return Claim(number, self.name, self.first, self.until, "", issuer)


@dataclass(frozen=True, slots=True)
class Service:
    """One service as a proof tells of it: its field and form, and nobody's name."""

    on: date
    content: str
    form: str
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Proof:
    """A 志愿服务记录证明 (民政部令第67号 第十五条): services of a span; `asked_on` is the day on which it was made.

    `standing` says what the person is to the centre, `letter` the number of their 聘书 or certificate, or «—».
    """

    name: str
    unit: str
    address: str
    standing: str
    letter: str
    first: date
    last: date
    services: tuple[Service, ...]
    enterprises: int
    asked_on: date
    kind = numbers.PROOF
    template = "proof"

    @property
    def hours(self) -> Decimal:
        return sum((one.hours for one in self.services), Decimal(0))

    def values(self) -> dict[str, Any]:
        span = {"first": in_words(self.first), "last": in_words(self.last)}
        own = {"name": self.name, "unit": self.unit, "address": self.address, "standing": self.standing}
        sums = {"hours": plain(self.hours), "times": str(len(self.services))}
        counted = in_words(self.asked_on) if self.last >= self.asked_on else ""
        rows = [[str(place), *row] for place, row in enumerate(_rows(self.services), 1)]
        rest = {"enterprises": str(self.enterprises), "letter": self.letter, "until_today": counted}
        return own | span | sums | rest | {"rows": rows}

    def claim(self, number: str, issuer: str) -> Claim:
        return Claim(number, self.name, self.first, self.last, plain(self.hours), issuer)


Draft = Letter | StationCertificate | Proof


@dataclass(frozen=True, slots=True)
class Made:
    """A paper, ready to be kept: the token of its QR code, the signed PDF, and how the file is called."""

    number: str
    token: str
    content: bytes
    file_name: str


def check(draft: Draft, issuer: Issuer) -> None:
    """Raise `MissingGlyphs` before a number is used."""
    typeset.check_glyphs(draft.values() | _of_issuer(issuer, date.min))


def make(draft: Draft, number: str, issuer: Issuer, at: datetime, private: Ed25519PrivateKey) -> Made:
    """The paper under this number, dated `at`: the same bytes for the same arguments. Raises `MissingGlyphs`."""
    token = tokens.sign(draft.claim(number, issuer.name), private)
    values = draft.values() | _of_issuer(issuer, at.date())
    values |= {"number": number, "qr": typeset.qr(address(issuer.site, token))}
    content = sign_file(typeset.pdf(draft.template, values, at), token, private)
    return Made(number, token, content, _file_name(draft, number))


def address(site: str, token: str) -> str:
    """What the QR code says: the token in the fragment, which never reaches a server's log."""
    return f"{site.rstrip('/')}{CHECKED_AT}#{token}" if site else f"yiqi:{token}"


def in_words(day: date) -> str:
    """«2027年3月6日», as GB/T 9704 writes a day."""
    return f"{day.year}年{day.month}月{day.day}日"


def plain(hours: Decimal) -> str:
    """Hours with two decimals at most and no needless nought."""
    return f"{hours:.2f}".rstrip("0").rstrip(".")


def _of_issuer(issuer: Issuer, day: date) -> dict[str, Any]:
    lines = {"issuer": issuer.name, "issuer_lines": _lines(issuer.name), "issued_on": in_words(day)}
    return lines | {"handler": issuer.handler, "phone": issuer.phone}


def _lines(name: str) -> list[str]:
    """A long name in two lines, parted behind its place."""
    if len(name) <= LONG_ISSUER:
        return [name]
    place = _PLACE.match(name[: len(name) * 2 // 3])
    cut = place.end() if place else (len(name) + 1) // 2
    return [name[:cut], name[cut:]]


def _term(word: str, first: date, until: date | None) -> str:
    if until is None:
        return f"自{in_words(first)}起，长期有效"
    before = first - timedelta(days=1)
    years = next((years for years in range(1, len(_YEARS)) if add_years(before, years) == until), 0)
    long = f"{word}{_YEARS[years]}年，" if years else ""
    return f"{long}自{in_words(first)}至{in_words(until)}"


def _rows(services: Sequence[Service]) -> Iterator[list[str]]:
    ordered = sorted(services, key=lambda one: one.on)
    if len(ordered) <= MOST_ROWS:
        for one in ordered:
            yield [in_words(one.on), one.content, one.form, plain(one.hours)]
        return

    for (year, month, content), group in groupby(sorted(ordered, key=_month), _month):
        together = list(group)
        form = "、".join(dict.fromkeys(one.form for one in together if one.form))
        hours = sum((one.hours for one in together), Decimal(0))
        yield [f"{year}年{month}月", f"{content}（{len(together)}次）", form, plain(hours)]


def _month(one: Service) -> tuple[int, int, str]:
    return one.on.year, one.on.month, one.content


def _file_name(draft: Draft, number: str) -> str:
    name = _NO_NAME.sub("", draft.name)[:30]
    if isinstance(draft, Letter):
        return f"聘书_{name}_{number}.pdf"
    if isinstance(draft, StationCertificate):
        return f"工作站证书_{number}.pdf"
    return f"志愿服务记录证明_{name}_{draft.first:%Y%m%d}-{draft.last:%Y%m%d}_{number}.pdf"

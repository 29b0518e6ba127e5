"""致所在单位的感谢函 (ZJ 七（二）, S10.16): what an expert has done, told to their employer, with their own consent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from documents.annexes.blocks import paragraph, signed, text, title
from documents.annexes.word import About, document
from documents.papers.drafts import in_words, plain

TITLE = "关于志愿服务情况的反馈函"


@dataclass(frozen=True, slots=True)
class EmployerLetter:
    """A span of service. Enterprises are counted and never named; no rating, no comparison with others."""

    name: str
    unit: str
    post: str
    first: date
    last: date
    hours: Decimal
    times: int
    enterprises: int
    fields: tuple[str, ...]
    centre: str
    phone: str

    def said(self) -> tuple[str, ...]:
        """The text, as the expert reads it before the yes."""
        fields = f"，服务领域为{'、'.join(self.fields)}" if self.fields else ""
        return (
            f"贵单位{self.name}同志担任{self.post}。{in_words(self.first)}至{in_words(self.last)}，"
            f"参加中小企业志愿服务{self.times}次、{plain(self.hours)}小时，服务企业{self.enterprises}家{fields}。",
            "以上服务均为无偿。感谢贵单位对中小企业志愿服务的支持。",
            "本函经本人同意出具。",
        )


def employer_letter(one: EmployerLetter, on: date, at: datetime) -> bytes:
    """The letter as docx, upright, to be sealed."""
    return document(_body(one, on), About(TITLE, one.centre, at), numbered=False)


def _body(one: EmployerLetter, on: date) -> Iterator[str]:
    yield from title(TITLE)
    yield paragraph(f"{one.unit}：")
    yield from text(*one.said(), keep=True)
    yield from signed(one.centre, in_words(on))
    if one.phone:
        yield paragraph("")
        yield paragraph(f"联系电话：{one.phone}", 14)

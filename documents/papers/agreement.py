"""志愿服务协议 (N20 二（二）, HB 四（10）、七（三）): its articles as they are read before they are agreed to, and as a PDF with both dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from documents.papers import typeset
from documents.papers.drafts import in_words

FORMS = {"both": "线上、线下都可以", "online": "只做线上", "offline": "只做线下"}
USUAL_TIME = "每次提前商定"
_TEMPLATE = "agreement"


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement between a centre and a holder. `form` is a key of `FORMS`; `until` None without an end."""

    centre: str
    name: str
    is_station: bool
    fields: tuple[str, ...]
    form: str
    times: str
    until: date | None

    def articles(self) -> tuple[tuple[str, str], ...]:
        """Caption and text of each article: the same in the talk and on paper."""
        fields = f"在{'、'.join(self.fields)}等领域，" if self.fields else ""
        ends = f"从签订起到{in_words(self.until)}" if self.until else "从签订起，长期有效"
        return (
            ("服务事项", f"{fields}无偿服务中小企业"),
            ("服务形式", FORMS[self.form]),
            ("服务时间", self.times),
            (self.centre, "介绍需求，提供培训和保障，无偿开证明"),
            (
                "工作站" if self.is_station else "专家",
                "免费服务，尊重企业意愿，保守商业秘密，如实记日记，随时可以婉拒、退出",
            ),
            ("期限", ends),
        )


def agreement_pdf(one: Agreement, offered: date, signed: date, at: datetime) -> bytes:
    """The agreement as it was signed. Raises `MissingGlyphs`."""
    values: dict[str, Any] = {
        "issuer": one.centre,
        "name": one.name,
        "articles": [list(article) for article in one.articles()],
        "offered": in_words(offered),
        "signed": in_words(signed),
    }
    return typeset.pdf(_TEMPLATE, values, at)

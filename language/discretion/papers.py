"""Numbers on papers: identity cards, accounts, credit codes, passports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from language.discretion.figures import Run
from language.discretion.spans import Kind, Span

_CODE = re.compile(
    r"(?<![0-9a-z])[159y](?:[ -]?[0-9a-hj-npqrtuwxy])(?:[ -]?\d){6}(?:[ -]?[0-9a-hj-npqrtuwxy]){10}(?![0-9a-z])"
)
"""The credit code of a firm, which is its number for the taxes too."""
_ONE_TIME = re.compile(r"(?<![0-9a-z])[0-9a-f]{32}(?![0-9a-z])")
"""What somebody binds an account with."""
_NAMED = re.compile(
    r"(?:(?:护照|通行证|军官证|台胞证|回乡证|驾驶证|许可证|机构代码|执照)(?:号码?|编号)?|税号|信用代码)[是为:# ]{0,3}([a-z]{0,3}\d[0-9a-z-]{6,19})"
)
_KEPT = re.compile(
    r"(?:订单|单|运单|合同|报关单?|提单|货|批|发票|批次|型|案|专利|商标|流水|条码|条形码)[号码]?(?:号码|编号)?[是为:# 第]{0,3}[a-z-]{0,6}$"
)
"""What is numbered here is the matter itself."""
_ASKED = re.compile(r"(?:卡号|[账帐]号|[账帐]户|银行卡|身份证|证件|证号)(?:号码?)?[是为:# ]{0,3}$")
_CITIZEN = re.compile(r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}")
_SHORTEST, _LONGEST = 14, 21
_CARD = range(15, 20)


def codes(text: str) -> Iterator[Span]:
    """Codes with letters in them."""
    for pattern in (_CODE, _ONE_TIME):
        yield from (Span(*match.span(), Kind.PAPER) for match in pattern.finditer(text))
    yield from (Span(*match.span(1), Kind.PAPER) for match in _NAMED.finditer(text))


def at(run: Run, first: int) -> int | None:
    """Behind the number of a paper that begins with this figure, or None."""
    before = run.text[max(0, run.places[first] - 16) : run.places[first]]
    if _KEPT.search(before):
        return None
    if citizen := _CITIZEN.match(run.figures, first):
        return citizen.end() + (citizen.end() < len(run.figures) and not _has_x(run, citizen.end()))
    if (after := _together(run, first)) - first in range(_SHORTEST, _LONGEST + 1):
        return after
    if _ASKED.search(before):
        return next(
            (
                end
                for end in range(first + 8, min(len(run.figures), first + _LONGEST) + 1)
                if _closes(run, end)
            ),
            None,
        )
    return _card(run, first)


def _has_x(run: Run, after: int) -> bool:
    return run.text[run.end(after) :].lstrip(" -")[:1] == "x"


def _together(run: Run, first: int) -> int:
    """Behind the last figure that no gap parts from the first."""
    last = min(len(run.figures), first + _LONGEST + 1)
    return next((at for at in range(first + 1, last) if run.gaps[at]), last)


def _closes(run: Run, end: int) -> bool:
    """Whether an account's number ends here: at the end, or before more than a blank or a dash."""
    return end == len(run.figures) or len(run.gaps[end].strip(" -._")) > 0


def _card(run: Run, first: int) -> int | None:
    """A card as it is printed: four by four, and neither years nor round amounts."""
    sizes = run.sizes(first, min(len(run.figures), first + _LONGEST))
    groups = [4]
    for size in sizes[1:]:
        if groups[-1] != 4:
            break
        groups.append(size)
    after = first + sum(groups)
    if sizes[0] != 4 or sum(groups) not in _CARD or len(groups) < 4 or not run.ends(after):
        return None
    if any(gap.strip(" -._") for gap in run.gaps[first + 1 : after]):
        return None
    parts = [run.figures[first + at : first + at + 4] for at in range(0, 16, 4)]
    listed = all(part[:2] in ("19", "20") for part in parts) or sum(part.endswith("00") for part in parts) > 2
    return None if listed else after

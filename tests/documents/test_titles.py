"""The cut of the bold weight for titles: it holds every character that stands in one, and papers are set in it."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from PIL import ImageFont
from pypdf import PdfReader

from documents.annexes.publicity import Publicity, publicity_pdf
from documents.papers.typeset import TEMPLATES, TITLES
from tests.documents.test_papers import AT, BASIS, CENTRE, LETTER, STATION, made, proof

CUT = TITLES / "NotoSerifCJKsc-Bold-titles.otf"
HELD = set((TITLES / "titles.txt").read_text(encoding="utf-8")) - {"\n"}
HEAVY = re.compile(r"heavy\([^\[\n]*\)\[((?:[^\[\]]|\[[^\]]*\])*)\]")
MARKUP = re.compile(r"#[\w.-]+(\([^)]*\))?|#\([^)]*\)")


def publicity(kind: str) -> Publicity:
    span = date(2027, 3, 1), date(2027, 3, 8)
    return Publicity(kind, 12, BASIS, *span, "5 个工作日", CENTRE.name, CENTRE.phone, "", [])  # type: ignore[arg-type]  # one of two


def titles() -> set[str]:
    """The characters of every title: those that templates spell out, those of lists, and figures of years and hours."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.glob("*.typ"))]
    spelled = [MARKUP.sub("", one) for text in texts for one in HEAVY.findall(text)]
    assert len(spelled) >= 7
    listed = [publicity(kind).title for kind in ("expert", "station")]
    return set("".join([*spelled, *listed, "0123456789.年小时"])) - set(" \n")


def test_every_character_of_a_title_is_in_the_cut() -> None:
    assert titles() - HELD == set()


def test_the_cut_draws_what_it_says_it_holds() -> None:
    font = ImageFont.truetype(CUT, 40)
    unknown = bytes(font.getmask("\U0010fffd"))
    assert [sign for sign in sorted(HELD) if bytes(font.getmask(sign)) == unknown] == []


@pytest.mark.parametrize("draft", [LETTER, STATION, proof()], ids=lambda one: one.template)
def test_a_paper_is_headed_in_bold(draft: object) -> None:
    assert "Bold" in fonts(made(draft).content)  # type: ignore[arg-type]  # one of the three drafts


def test_a_publicity_list_is_headed_in_bold() -> None:
    assert "Bold" in fonts(publicity_pdf(publicity("expert"), AT))


def fonts(content: bytes) -> str:
    """The names of the fonts that a file's first page has in it."""
    return " ".join(PdfReader(BytesIO(content)).pages[0]._get_fonts()[0])

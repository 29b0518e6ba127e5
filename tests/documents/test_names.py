"""通报: a notice whose annex begins a page of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from docx import Document

from documents.annexes.annex import EXPERTS, Annex
from documents.annexes.listing import SERIAL, Column
from documents.annexes.word import docx
from documents.letters.names import Group, NamesNotice, names_notice

AT = datetime(2027, 3, 1, tzinfo=UTC)
EXPERT = Group("专家名单", (SERIAL, Column("姓名", 30, True)), [["苏晓岚"]])


@pytest.mark.parametrize("groups", [(), (EXPERT,)])
def test_a_notice_with_an_annex_says_of_how_many_pages_it_is(groups: tuple[Group, ...]) -> None:
    notice = NamesNotice("关于表彰的通报", "各有关单位", ("现予通报。",), groups, "甲中心", date(2027, 3, 1))
    section = Document(BytesIO(names_notice(notice, AT))).sections[0]
    assert section.different_first_page_header_footer == bool(groups)
    assert ("NUMPAGES" in section.first_page_header._element.xml) == bool(groups)


def test_an_annex_of_the_source_has_nothing_added() -> None:
    annex = Annex(EXPERTS, "甲中心", "何畅", "0999-8230066", [])
    section = Document(BytesIO(docx(annex.listing, AT))).sections[0]
    assert not section.different_first_page_header_footer

"""Words of people in documents: whatever they write, the document opens and says it; forms are read back as they were."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.annexes.blocks import paragraph, signed
from documents.annexes.word import About, document
from documents.letters.application_form import ApplicationForm, application_form, read_form

AT = datetime(2027, 3, 1, tzinfo=UTC)
CAPTIONS = ("姓名", "单位", "擅长领域")
WORDS = st.text(st.characters(codec="utf-8"), max_size=40)


def _plain(said: str) -> str:
    return re.sub(r"[\x00-\x20\x7f-\x9f\ufffe\uffff\s]", "", said)


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_a_document_opens_whatever_somebody_wrote(said: str) -> None:
    made = document([paragraph(said)], About(said or "空", said, AT))
    assert _plain(Document(BytesIO(made)).paragraphs[0].text) == _plain(said)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("甲乙丙ABC12、·（）", min_size=1, max_size=20), min_size=3, max_size=3))
def test_a_form_is_read_back_as_it_was_filled_in(values: list[str]) -> None:
    lines = list(zip(CAPTIONS, values, strict=True))
    made = application_form(ApplicationForm("申请表", False, "甲中心", lines), AT)
    assert read_form(made, CAPTIONS) == dict(lines)


def test_what_is_no_form_says_nothing() -> None:
    assert read_form(b"PK\x03\x04 no zip", CAPTIONS) == {}
    assert read_form(document([paragraph("姓名：李明")], About("信", "甲", AT)), CAPTIONS) == {}


def test_the_issuer_is_centred_over_the_date_and_keeps_to_the_text() -> None:
    for issuer in ("甲中心", "青石市中小企业公共服务发展促进中心"):
        body = [paragraph("现予公示。", keep=True), *signed(issuer, "2027年3月6日")]
        found = Document(BytesIO(document(body, About("公示", issuer, AT)))).paragraphs
        assert [one.text for one in found[-2:]] == [issuer, "2027年3月6日"]
        assert all(one.paragraph_format.keep_with_next for one in found[:-1])
        assert 'w:rightChars="' in found[-1]._p.xml

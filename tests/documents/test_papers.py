"""Letters, certificates and proofs: what stands on them, what never does, and that no byte of them can be changed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from documents.papers import drafts, numbers, tokens, typeset
from documents.papers.drafts import Draft, Issuer, Letter, Made, Proof, Service, StationCertificate
from documents.papers.numbers import Mistyped, number_of, read_number
from documents.papers.signed_file import read_file
from documents.papers.tokens import Claim, Forged
from documents.papers.typeset import MissingGlyphs

KEY, OTHER_KEY = (Ed25519PrivateKey.from_private_bytes(bytes([one]) * 32) for one in (1, 2))
KEYS = {tokens.key_id(KEY.public_key().public_bytes_raw()): KEY.public_key().public_bytes_raw()}
AT = datetime(2026, 11, 30, 1, tzinfo=UTC)
CENTRE = Issuer("青石市中小企业服务中心", "QS", "https://yiqi.example.cn", "何畅", "0999-8230066")
BASIS = "《中小企业志愿服务专家管理办法（试行）》"
TERM = date(2026, 12, 1), date(2029, 11, 30)
LETTER = Letter("苏晓岚", *TERM, BASIS, "中小企业志愿服务专家", ("信贷融资", "管理咨询"))
STATION = StationCertificate("青石市装备制造行业协会", *TERM, BASIS, "中小企业志愿服务工作站")


def services(count: int) -> tuple[Service, ...]:
    days = (date(2026, 1 + place % 11, 1 + place % 28) for place in range(count))
    return tuple(Service(day, "财税管理服务", "线下", Decimal("1.5")) for day in days)


def proof(count: int = 3, last: date = date(2026, 10, 31)) -> Proof:
    unit = "青石市明诚会计师事务所"
    told = "苏晓岚", unit, "同志", "系本中心聘请的中小企业志愿服务专家", "QS-P-2026-00017-R"
    return Proof(*told, date(2026, 1, 1), last, services(count), 2, AT.date())


def made(draft: Draft, serial: int = 17, private: Ed25519PrivateKey = KEY) -> Made:
    number = number_of("QS", draft.kind, 2026, serial)
    return drafts.make(draft, number, CENTRE, AT, private)


def pages(content: bytes) -> list[str]:
    return [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(BytesIO(content)).pages]


@pytest.mark.parametrize("draft", [LETTER, STATION, proof()], ids=lambda one: one.template)
def test_the_same_paper_is_the_same_bytes(draft: Draft) -> None:
    assert made(draft) == made(draft)


@pytest.mark.parametrize(
    ("draft", "holds"),
    [
        (
            LETTER,
            [
                "苏晓岚",
                "同志",
                BASIS,
                "信贷融资、管理咨询",
                "聘期三年，自2026年12月1日至2029年11月30日",
                "此聘",
            ],
        ),
        (STATION, ["青石市装备制造行业协会", "有效期三年", "中小企业志愿服务工作站"]),
        (
            proof(),
            ["兹证明苏晓岚同志", "4.5小时", "3次，服务企业2家", "本证明无偿出具", "负责人", "经办人：何畅"],
        ),
    ],
    ids=lambda one: getattr(one, "template", ""),
)
def test_it_holds_what_it_must_and_nothing_else(draft: Draft, holds: list[str]) -> None:
    paper = made(draft)
    text = "".join(pages(paper.content))
    for part in (*holds, f"编号：{paper.number}", CENTRE.name, "2026年11月30日", "扫码核验真伪和现行状态"):
        assert part in text
    own = text.replace(CENTRE.phone, "")
    assert not re.search(r"1[3-9]\d{9}|\d{17}[\dX]|@|盖章处|费用|元", own)


def test_it_is_a4_with_its_fonts_in_it_and_names_the_centre() -> None:
    reader = PdfReader(BytesIO(made(LETTER).content))
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (842, 595)
    assert reader.metadata is not None
    assert reader.metadata.author == CENTRE.name
    fonts = reader.pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
    assert all("Noto" in font.get_object()["/BaseFont"] for font in fonts)


def test_a_proof_whose_span_runs_says_until_when_it_counts() -> None:
    assert "统计截至2026年11月30日" in "".join(pages(made(proof(last=date(2026, 12, 31))).content))
    assert "统计截至" not in "".join(pages(made(proof()).content))


def test_many_services_stand_by_month_and_sum_to_the_total() -> None:
    draft = proof(40)
    rows = draft.values()["rows"]
    assert len(rows) <= 12
    assert sum(Decimal(row[4]) for row in rows) == draft.hours == Decimal(60)
    assert len(pages(made(draft).content)) <= 2


def test_a_proof_of_several_pages_says_of_how_many() -> None:
    first, *more = pages(made(proof(120)).content)
    assert len(more) == 1
    assert "共2页" in first
    (only,) = pages(made(proof()).content)
    assert not re.search("共.页", only)


@pytest.mark.parametrize("draft", [LETTER, proof()], ids=lambda one: one.template)
def test_the_code_is_read_at_200_dpi_and_says_the_token(draft: Draft) -> None:
    paper = made(draft)
    values = draft.values() | {"number": paper.number, "issuer": CENTRE.name, "issuer_lines": [CENTRE.name]}
    values |= {"issued_on": "2026年11月30日", "handler": "何畅", "phone": ""}
    values["qr"] = typeset.qr(drafts.address(CENTRE.site, paper.token))
    with Image.open(BytesIO(typeset.png(draft.template, values)[-1])) as page:
        read = zxingcpp.read_barcodes(page.convert("L").resize((page.width * 3 // 4, page.height * 3 // 4)))
    assert [one.text for one in read] == [f"https://yiqi.example.cn/v#{paper.token}"]
    assert len(paper.token) <= 220


def test_the_ring_for_the_seal_stays_empty() -> None:
    values = LETTER.values() | {
        "number": "QS-P-2026-00017-R",
        "issuer": CENTRE.name,
        "issued_on": "2026年11月30日",
    }
    values |= {"issuer_lines": [CENTRE.name], "qr": typeset.qr("QS")}
    with Image.open(BytesIO(typeset.png("letter", values, 25.4)[0])) as page:  # a pixel a millimetre
        grey = page.convert("L")
    dark = [(x, y) for x in range(180, 243) for y in range(grey.height) if grey.getpixel((x, y)) < 128]  # type: ignore[operator]
    lines = [(x, y) for x, y in dark if 150 < y < 180]
    middle = [sum(values) / len(lines) for values in zip(*lines, strict=True)]
    ring = [(x, y) for x, y in dark if abs(complex(x - middle[0], y - middle[1])) < 22.5]
    assert lines
    assert set(ring) <= set(lines)


def test_a_name_that_no_font_can_draw_is_told() -> None:
    rare = Letter("苏\U0003106c", *TERM, BASIS, "专家")
    with pytest.raises(MissingGlyphs) as told:
        drafts.check(rare, CENTRE)
    assert str(told.value) == "\U0003106c（U+3106C）"
    drafts.check(Letter("阿依努尔·买买提", *TERM, BASIS, "专家"), CENTRE)
    drafts.check(Letter("㛃䶮〇", *TERM, BASIS, "专家"), CENTRE)


def test_signs_of_markup_are_printed_as_they_are() -> None:
    odd = r"#evil() *x* _y_ $z$ @a \n"
    assert re.sub(r"\s", "", odd) in "".join(pages(made(StationCertificate(odd, *TERM, BASIS, "站")).content))


@pytest.mark.parametrize(
    ("first", "until", "said"),
    [
        (date(2024, 2, 29), date(2027, 2, 28), "聘期三年，"),
        (date(2026, 12, 1), date(2029, 11, 30), "聘期三年，"),
        (date(2026, 12, 1), date(2029, 6, 30), ""),
    ],
)
def test_a_term_is_counted_in_years_where_it_is_whole(first: date, until: date, said: str) -> None:
    term = Letter("甲", first, until, BASIS, "专家").values()["term"]
    assert term.startswith(f"{said}自{first.year}年")
    assert Letter("甲", first, None, BASIS, "专家").values()["term"].endswith("长期有效")


# ---- numbers ----


def test_the_check_character_is_that_of_the_standard() -> None:
    assert number_of("QS", "P", 2026, 17) == "QS-P-2026-00017-R"
    assert read_number(" qs—p－2026 00017r") == "QS-P-2026-00017-R"


@given(
    st.integers(0, 9_999_999), st.sampled_from("PZS"), st.integers(0, 12), st.sampled_from("0123456789ABCXYZ")
)
def test_one_wrong_sign_is_told(serial: int, kind: str, place: int, sign: str) -> None:
    number = numbers.compact(number_of("QS", kind, 2026, serial))
    wrong = number[:place] + sign + number[place + 1 :]
    if wrong != number:
        with pytest.raises(Mistyped):
            read_number(wrong)


# ---- signatures ----


def test_what_was_signed_is_read() -> None:
    for draft in (LETTER, STATION, proof()):
        paper = made(draft)
        assert (
            read_file(paper.content, KEYS)
            == tokens.read(paper.token, KEYS)
            == draft.claim(paper.number, CENTRE.name)
        )


def test_no_byte_of_a_file_can_be_changed() -> None:
    content = made(LETTER).content
    for place in range(0, len(content), 97):
        changed = bytearray(content)
        changed[place] ^= 1
        with pytest.raises(Forged):
            read_file(bytes(changed), KEYS)
    with pytest.raises(Forged, match="没有签名"):
        read_file(content + b"\n%more", KEYS)


def test_a_key_that_nobody_knows_is_refused() -> None:
    with pytest.raises(Forged, match="不是已知的签发密钥"):
        read_file(made(LETTER, private=OTHER_KEY).content, KEYS)


def test_a_signature_moved_to_another_paper_is_refused() -> None:
    mine, other = made(LETTER).content, made(Letter("王五", *TERM, BASIS, "专家"), 18).content
    line = re.search(rb"%yiqi1 [^\n]+\n", mine)
    assert line
    moved = re.sub(rb"%yiqi1 [^\n]+\n", line[0], other)
    with pytest.raises(Forged, match="文件被改动过"):
        read_file(moved, KEYS)


def test_a_claim_of_another_key_under_a_known_id_is_refused() -> None:
    claim = Claim("QS-P-2026-00017-R", "王五", *TERM, "", CENTRE.name)
    raw = tokens.decoded(tokens.sign(claim, OTHER_KEY))
    with pytest.raises(Forged, match="签名不符"):
        tokens.read(tokens.encoded(next(iter(KEYS)) + raw[4:]), KEYS)


@given(st.data())
def test_forged_tokens_are_refused(data: st.DataObject) -> None:
    refused(made_token(), data.draw(st.integers(0, 10_000)), data.draw(st.integers(0, 63)))


@pytest.mark.soak
def test_ten_thousand_forged_tokens_are_refused() -> None:
    token = made_token()
    for forged in range(10_000):
        refused(token, forged, forged // len(token))


def refused(token: str, place: int, sign: int) -> None:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    at = place % len(token)
    forged = token[:at] + alphabet[sign % 64] + token[at + 1 :]
    if forged != token:
        with pytest.raises(Forged):
            tokens.read(forged, KEYS)


def made_token() -> str:
    return tokens.sign(Claim("QS-P-2026-00017-R", "苏晓岚", *TERM, "", CENTRE.name), KEY)


@given(st.text(max_size=300))
def test_any_text_is_refused(text: str) -> None:
    with pytest.raises(Forged):
        tokens.read(text, KEYS)


def test_a_field_with_a_line_break_is_never_signed() -> None:
    with pytest.raises(ValueError, match="line break"):
        tokens.sign(Claim("QS-P-2026-00017-R", "苏\n晓岚", *TERM, "", CENTRE.name), KEY)

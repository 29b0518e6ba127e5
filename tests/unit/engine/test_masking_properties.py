"""Nothing by which somebody can be reached or known gets past masking, however it is written; the matter stays."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.devtools.sample_world import sample_data
from handlers.rendering.masking import WORDS, mask
from language import regions
from language.discretion import Kind

MATTERS = [wish.text for wish in sample_data.wishes()]
FIRMS = sample_data.firms()
FIRM = FIRMS[0].enterprise
FORMS = (
    "", "有限公司", "有限责任公司", "股份有限公司", "合伙企业", "合伙企业（有限合伙）", "厂", "店", "商行", "经营部", "合作社", "个体户", "工作室",
    "中心", "学校", "医院", "集团",
)  # fmt: skip
SPOKEN = ("零一二三四五六七八九", "〇幺二三四五六拐八九", "洞幺两三四五六七八勾", "零壹贰叁肆伍陆柒捌玖")
KEYCAPS = tuple(f"{figure}\ufe0f\u20e3" for figure in range(10))
FULL_WIDTH, CIRCLED = "０１２３４５６７８９", "⓪①②③④⑤⑥⑦⑧⑨"
STYLES = ("0123456789", FULL_WIDTH, CIRCLED, KEYCAPS, *SPOKEN, "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "٠١٢٣٤٥٦٧٨٩")
GAPS = ("", " ", "-", "—", "–", ".", "．", "·", "_", "  ", "\n", "－", "~", "\u200b", "📞", "・")
VALUE = {char: str(value) for row in SPOKEN for value, char in enumerate(row)} | {
    "一": "1",
    "二": "2",
    "七": "7",
}
figures = st.text(st.sampled_from("0123456789"), min_size=12, max_size=12)


def normal(text: str) -> str:
    """Only the figures of a text, whatever they were written as."""
    plain = unicodedata.normalize("NFKC", text)
    told = (VALUE.get(char, unicodedata.digit(char, "")) for char in plain)
    return "".join(str(one) for one in told)


@st.composite
def mobiles(draw: st.DrawFn) -> tuple[str, str]:
    """A mobile's figures, and how they are written."""
    number = "1" + draw(st.sampled_from("3456789")) + draw(figures)[:9]
    style, gap = draw(st.sampled_from(STYLES)), draw(st.sampled_from(GAPS))
    sizes = draw(st.sampled_from([(3, 4, 4), (11,), (1,) * 11, (3, 8), (3, 3, 5), (7, 4), (3, 2, 2, 2, 2)]))
    prefix = draw(st.sampled_from(["", "+86", "86", "0086", "+86 ", "（+86）"]))
    return number, prefix + grouped(number, sizes, style, gap)


def grouped(number: str, sizes: tuple[int, ...], style: Sequence[str], gap: str) -> str:
    parts, at = [], 0
    for size in sizes:
        parts.append("".join(style[int(figure)] for figure in number[at : at + size]))
        at += size
    return gap.join(parts)


@st.composite
def landlines(draw: st.DrawFn) -> tuple[str, str]:
    area = draw(st.sampled_from(["0759", "020", "0668", "010"]))
    local = draw(st.sampled_from("2345678")) + draw(figures)[: 6 if len(area) == 4 else 7]
    style = draw(st.sampled_from(STYLES))
    written = "".join(style[int(figure)] for figure in local)
    head = "".join(style[int(figure)] for figure in area)
    shape = draw(
        st.sampled_from(["{}{}", "{}-{}", "（{}）{}", "({}) {}", "{} {}", "{}—{}", "{}－{}", "【{}】{}"])
    )
    extension = draw(st.sampled_from(["", "转801", "-801", " 分机 12", "转 8"]))
    return area + local, shape.format(head, written) + extension


@st.composite
def papers(draw: st.DrawFn) -> tuple[str, str]:
    number = "440802" + draw(st.sampled_from(["19800101", "20011231", "19650719"])) + draw(figures)[:3]
    last = draw(st.sampled_from("0123456789Xx"))
    sizes = draw(st.sampled_from([(17,), (6, 8, 3), (6, 4, 4, 3), (1,) * 17]))
    return number, grouped(
        number, sizes, draw(st.sampled_from(STYLES)), draw(st.sampled_from(["", " ", "-"]))
    ) + last


@st.composite
def places(draw: st.DrawFn) -> tuple[str, str]:
    """A need of the sample world, in two parts, where figures would not run into figures."""
    matter = draw(st.sampled_from(MATTERS))
    ends = [m.start() for m in re.finditer(r"[，。？]|$", matter)]
    at = draw(st.sampled_from(ends))
    return matter[:at], matter[at:]


@given(
    place=places(),
    secret=st.one_of(mobiles(), landlines(), papers()),
    lead=st.sampled_from(["，", "，电话", "，我的号码是", "，联系：", "，打"]),
)
def test_no_number_gets_past_and_no_figure_of_the_matter_is_lost(
    place: tuple[str, str], secret: tuple[str, str], lead: str
) -> None:
    before, after = place
    said = f"{before}{lead}{secret[1]}{after}"
    masked = mask(said, FIRM)
    assert secret[0] not in normal(masked)
    assert any(masked == f"{before}{lead}{WORDS[kind]}{after}" for kind in (Kind.PHONE, Kind.PAPER)), masked
    assert mask(masked, FIRM) == masked


@given(
    place=places(),
    name=st.from_regex(r"[a-z][a-z0-9_-]{5,15}", fullmatch=True),
    written=st.sampled_from(
        [
            "加我微信 {}",
            "微信：{}",
            "vx:{}",
            "VX {}",
            "V信{}",
            "薇信号是{}",
            "wx：{}",
            "加v {}",
            "ＶＸ：{}",
            "威信 {}",
            "QQ {}",
            "微信号：{}",
        ]
    ),
)
def test_no_account_gets_past(place: tuple[str, str], name: str, written: str) -> None:
    masked = mask(f"{place[0]}，{written.format(name)}{place[1]}", FIRM)
    assert name not in unicodedata.normalize("NFKC", masked).lower()
    assert masked.startswith(place[0])
    assert masked.endswith(place[1])
    assert mask(masked, FIRM) == masked


@given(
    place=places(),
    name=st.from_regex(r"[a-z][a-z0-9_.]{2,12}[a-z0-9]", fullmatch=True),
    written=st.sampled_from(
        ["{}@{}.com", "{}＠{}.com", "{} 艾特 {} 点 com", "{}(at){}.com", "{} @ {} . com", "{}@{}点com"]
    ),
)
def test_no_mail_gets_past(place: tuple[str, str], name: str, written: str) -> None:
    masked = mask(f"{place[0]}，发到{written.format(name, 'example')}{place[1]}", FIRM)
    assert masked == f"{place[0]}，发到（邮箱略）{place[1]}"


@given(
    number=figures,
    place=places(),
    word=st.sampled_from(["QQ", "qq号", "扣扣", "加Q", "Q Q：", "企鹅号", "ＱＱ "]),
)
def test_no_figures_of_qq_get_past(number: str, place: tuple[str, str], word: str) -> None:
    masked = mask(f"{place[0]}，{word}{number[:9]}{place[1]}", FIRM)
    assert masked == f"{place[0]}，{word}（账号略）{place[1]}"


@given(
    firm=st.sampled_from(FIRMS),
    form=st.sampled_from(FORMS),
    around=st.sampled_from(
        ["", "湛江", "湛江市", "广东省湛江市", "广东", "广东湛江{}", "广东省湛江市{}", "{}"]
    ),
    place=places(),
    gap=st.sampled_from(["", " ", "·", "\u200b"]),
)
def test_no_name_of_a_firm_gets_past(
    firm: sample_data.Firm, form: str, around: str, place: tuple[str, str], gap: str
) -> None:
    """Its whole name and its short one, behind any place and with any form, together with who asks."""
    short = firm.enterprise[:2]
    prefix = around.format(regions.name(firm.region))
    said = (
        f"{place[0]}，我们{prefix}{gap.join(short)}{form}，{prefix}{firm.enterprise}{place[1]}，{firm.name}"
    )
    masked = mask(said, firm.enterprise, firm.name)
    assert short not in unicodedata.normalize("NFKC", masked).replace(gap or " ", "")[
        len(place[0]) :
    ].replace(place[1], "")
    assert firm.name not in masked
    assert masked.startswith(f"{place[0]}，我们")
    assert mask(masked, firm.enterprise, firm.name) == masked


@pytest.mark.parametrize("matter", MATTERS)
def test_a_need_that_tells_of_nobody_stays_as_it_is(matter: str) -> None:
    assert mask(matter, FIRM, FIRMS[0].name) == matter

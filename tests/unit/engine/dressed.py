"""Words as phones send them: with faces, emoji, brackets, politeness and marks around them, or said twice."""

from __future__ import annotations

from hypothesis import strategies as st

FACES = (
    "[微笑]",
    "[OK]",
    "[ok]",
    "[强]",
    "[握手]",
    "[呲牙]",
    "[流泪]",
    "[玫瑰]",
    "[抱拳]",
    "/::)",
    "/:ok",
    "/:rose",
    "/:strong",
    "/::D",
    "/::-|",
)
EMOJI = (
    "👌",
    "👍",
    "👍🏻",
    "👌🏿",
    "😊",
    "😂",
    "😭",
    "🙏",
    "🌹",
    "❤️",
    "✅",
    "🤝",
    "🧑🏽\u200d🌾",
    "🇨🇳",
    "☀️",
    "⭐",
    "🎉",
)
MARKS = ("", " ", "！", "。", "～", "~~", "…", "，", "!!", "、", "\u3000", "\u200b")
WRAPS = (
    ("", ""),
    ("「", "」"),
    ("【", "】"),
    ("（", "）"),
    ("“", "”"),
    ('"', '"'),
    ("[", "]"),
    ("《", "》"),
    ("『", "』"),
    ("(", ")"),
)
COURT_BEFORE = ("", "", "请", "麻烦", "老师，", "不好意思，")
COURT_BEHIND = ("", "", "谢谢", "，谢谢老师", "，多谢", "，辛苦了", "啊", "哈", "，麻烦您了")
SIGNS = st.lists(st.sampled_from(FACES + EMOJI), max_size=3).map("".join)


@st.composite
def dressed(draw: st.DrawFn, words: tuple[str, ...], *, polite: bool = True) -> tuple[str, str]:
    """A word out of `words`, and the same with whatever may stand around it."""
    word = draw(st.sampled_from(words))
    opening, closing = draw(st.sampled_from(WRAPS))
    before = draw(st.sampled_from(COURT_BEFORE)) if polite else ""
    behind = draw(st.sampled_from(COURT_BEHIND)) if polite else ""
    mark, end = draw(st.sampled_from(MARKS)), draw(st.sampled_from(MARKS))
    said = f"{draw(SIGNS)}{before}{opening}{word}{closing}{mark}{behind}{end}{draw(SIGNS)}"
    return word, said

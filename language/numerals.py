"""Numbers in figures and in Chinese: 12, 1.5, 十二, 两百三十, 廿五, 俩."""

import re

NUMERAL = r"(?:\d{1,9}(?:\.\d{1,2})?|[零〇一二两俩三仨四五六七八九十廿卅百千]{1,9})"
"""A pattern without groups for a number that `number` reads."""
DECIMAL = r"(?:[零〇一二两三四五六七八九十]{1,3}点[零〇一二三四五六七八九]{1,2})"
"""零点五, 两点二五: a number where it counts something, and else a clock."""

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "俩": 2, "三": 3, "仨": 3, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5,
    "陆": 6, "柒": 7, "捌": 8, "玖": 9, "幺": 1,
}  # fmt: skip
_UNITS = {"十": 10, "百": 100, "千": 1000}
_FIGURE = re.compile(NUMERAL)
_MEASURED = re.compile(rf"(?P<figure>{NUMERAL})(?P<by>[个名位家间台件辆年月天岁万亿块元%])")
_MEASURES = "场次个家名位人期堂节篇份项"
_COUNT = re.compile(rf"(?P<figure>{NUMERAL})(?P<by>[{_MEASURES}])")
_CLAUSE = re.compile(r"[^，,。；;、\n]+")
_PERIOD = re.compile(r"(?:季度|月份?|半年|年|周)$")
_NEIGHBOURS = re.compile(r"[一二两三四五六七八九]{2}")


def number(text: str) -> float | None:
    """The value of one numeral, or None where it is no number or names two at once (七八, 二三十)."""
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return float(text)
    if re.fullmatch(DECIMAL, text):
        whole, _, part = text.partition("点")
        found = number(whole)
        return None if found is None else float(f"{int(found)}.{digits(part)}")
    text = text.replace("廿", "二十").replace("卅", "三十")
    if not text or any(char not in _DIGITS and char not in _UNITS for char in text):
        return None
    if not any(char in _UNITS for char in text):
        return _spelled(text)
    return None if _NEIGHBOURS.search(text) else _counted(text)


def refigured(words: str, old: str, new: str) -> str | None:
    """Words with `new` in the place of `old`, which they may spell otherwise: «12万» is «十二万»; None where it stands there
    not just once."""
    wrong = _FIGURE.match(old)
    if wrong is None:
        return None
    rest = old[wrong.end() :]
    stands = [
        one
        for one in _FIGURE.finditer(words)
        if number(one[0]) == number(wrong[0]) is not None and words.startswith(rest, one.end())
    ]
    if len(stands) != 1:
        return None
    end = stands[0].end() + len(rest)
    counts = is_count(new) and not rest and words[end : end + 1] in set(_MEASURES)
    said_twice = counts and new[-1] in ("个", words[end])
    return words[: stands[0].start()] + (new[:-1] if said_twice else new) + words[end:]


def in_measure_of(figure: str, other: str) -> str:
    """A bare figure with the measure of another: «五十» beside «四十分钟» are minutes; any other text as it is."""
    measured = _FIGURE.match(other)
    if measured is None or number(measured[0]) is None or number(figure) is None:
        return figure
    return figure + other[measured.end() :].removeprefix("多")


def begins_with_figure(text: str) -> bool:
    """Whether a text is a number, or one with what it counts: «31», «两场»."""
    found = _FIGURE.match(text)
    return found is not None and number(found[0]) is not None


def is_figure(text: str) -> bool:
    """Whether a text is a number, with its measure or without, and nothing else."""
    return is_count(text) or number(text) is not None


def is_count(text: str) -> bool:
    """Whether a text is a number and its measure and nothing else: «两场»."""
    return _COUNT.fullmatch(text) is not None


def recounted(words: str, thing: str, count: str) -> str | None:
    """Words in which there are so many of a thing («对接会», «两场»), or in which a period has so many («三季度», «两场»).

    None where the thing stands there not just once, or beside several figures of that measure.
    """
    told = _COUNT.fullmatch(count)
    clauses = [one for one in _CLAUSE.finditer(words) if thing in one[0]]
    if not told or len(clauses) != 1 or clauses[0][0].count(thing) != 1:
        return None
    clause = clauses[0][0]
    figures = [one for one in _COUNT.finditer(clause) if one["by"] == told["by"]]
    if len(figures) > 1 or (not figures and _PERIOD.search(thing)):
        return None
    if figures:
        right = clause[: figures[0].start()] + count + clause[figures[0].end() :]
    else:
        right = re.sub(rf"(?:{NUMERAL}?[{_MEASURES}])?{re.escape(thing)}", count + thing, clause)
    return words[: clauses[0].start()] + right + words[clauses[0].end() :]


def remeasured(words: str, text: str) -> str | None:
    """Words with the figure of a text («三个人») in the place of the only one that counts by the same measure («两个工人»)."""
    right = _MEASURED.match(text)
    stands = [one for one in _MEASURED.finditer(words) if right and one["by"] == right["by"]]
    if not right or len(stands) != 1:
        return None
    return words[: stands[0].start("figure")] + right["figure"] + words[stands[0].end("figure") :]


def integer(text: str) -> int | None:
    """Like `number`, for whole numbers only."""
    value = number(text)
    return int(value) if value is not None and value == int(value) else None


def digits(text: str) -> str:
    """Digits read out one by one, in figures: 一三八零 becomes 1380; other characters stay."""
    return "".join(str(_DIGITS[char]) if char in _DIGITS else char for char in text)


def _spelled(text: str) -> float | None:
    if len(text) == 1:
        return float(_DIGITS[text])
    return float(digits(text)) if len(text) == 4 or "零" in text or "〇" in text else None


def _counted(text: str) -> float | None:
    total, digit, unit = 0, None, 1
    for char in text:
        if char in _UNITS:
            unit = _UNITS[char]
            total += (1 if digit is None else digit) * unit
            digit = None
        else:
            digit = _DIGITS[char]
            unit = 10 if char in "零〇" else unit
    # 两百三 is short for 230; 二百零三 is 203
    return float(total + (digit or 0) * (unit // 10 if unit > 10 else 1))


_AMOUNT = re.compile(
    rf"(?:大概|大约|差不多|估计|约|有|就|共|一共|总共)*[零〇一二两俩三仨四五六七八九十廿卅百千几多\d.]+来?[几多]?个?(?:[{_MEASURES}年天月家岁户]|小时|钟头|分钟)(?:左右|上下|吧|了|多|的|啊)*"
)


def is_amount(text: str) -> bool:
    """Whether a whole text is an amount, be it a vague one: «七十来家», «大概七十六家»."""
    return _AMOUNT.fullmatch(text.strip(" 。！!，,")) is not None

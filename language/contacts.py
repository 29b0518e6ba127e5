"""Phone numbers and e-mail addresses."""

import re

from language.numerals import digits

_GAP = r"[ \-.]?"
_FIGURE = r"[零〇一幺二两三四五六七八九\d]"
_NO_MORE = rf"(?!{_FIGURE}|(?!\.0(?!\d))[ \-.]{_FIGURE}(?:[ \-.]?{_FIGURE}){{0,5}}(?:[,。;!?吧啊呀啦]|$))"
"""A number of more figures than a mobile has is none, in whatever groups it is told: it is never cut. A table writes «13800138000.0»."""
_MOBILE = re.compile(
    rf"(?<!\d)(?:\+?86{_GAP})?(1[3-9]\d{_GAP}\d{_GAP}\d{_GAP}\d{_GAP}\d{_GAP}\d{_GAP}\d{_GAP}\d{_GAP}\d){_NO_MORE}"
)
_LANDLINE = re.compile(r"(?<!\d)\(?(0\d{2,3})\)?[ \-]{0,2}(\d{7,8})(?:[ \-]?(?:转|分机)(\d{1,5}))?(?!\d)")
_SERVICE = re.compile(r"(?<!\d)([48]00[ \-]?\d{3}[ \-]?\d{4}|[48]00[ \-]?\d{4}[ \-]?\d{3})(?!\d)")
_LOCAL = re.compile(r"(?:电话|座机|固话|tel)[:: ]{0,2}((?!1[3-9])\d{7,8})(?!\d)", re.IGNORECASE)
"""No number of a house begins as a mobile does: «我电话 13800003» is a mobile of which figures are missing."""
_SPOKEN = re.compile(rf"(?<!{_FIGURE})[一幺][三四五六七八九](?:[ \-]?{_FIGURE}){{9}}{_NO_MORE}")
_TAIL = re.compile(
    r"(?:(?:最?[后末尾])[一二两三四五六七八\d]位(?:数字?)?|尾[号数]?)(?:应该|就)?[是系为]?[:： ]*(\d{1,8})(?!\d)"
)
EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]{0,80}\.[A-Za-z]{2,10}")


def find_phone(text: str) -> tuple[int, int, str] | None:
    """Where the first phone number stands, and its digits."""
    for pattern in (_MOBILE, _LANDLINE, _SERVICE, _LOCAL):
        match = pattern.search(text)
        if match:
            return (
                match.start(),
                match.end(),
                "".join(re.sub(r"\D", "", part or "") for part in match.groups()),
            )
    match = _SPOKEN.search(text)
    return (match.start(), match.end(), re.sub(r"\D", "", digits(match[0]))) if match else None


def phone(text: str) -> str | None:
    """The first phone number as digits, or None."""
    found = find_phone(text)
    return found[2] if found else None


def with_tail(known: str, text: str) -> str | None:
    """A number that is known, with the last figures that a text says: «尾号是1112»; None where it says none."""
    found = _TAIL.search(text)
    return known[: -len(found[1])] + found[1] if found and len(found[1]) < len(known) else None


def email(text: str) -> str | None:
    """The first e-mail address, or None."""
    match = EMAIL.search(text)
    return match[0].rstrip(".") if match else None

"""The numbers of a list, which count nothing: 1、昨天 2、三家企业 3、两小时."""

import re

_MARK = re.compile(
    r"(?:(?:^|(?<=[\s,;。:]))(?P<number>\d{1,2})(?:[、)]|[.:](?!\d))|\((?P<bracketed>\d{1,2})\)) ?(?!\d{1,2}[、,日号家户间])"
)
"""«1、2、3号» and «3、4家» are numbers of something."""
_FEWEST = 2


def blanked(text: str) -> str:
    """The text with blanks where its parts are numbered 1, 2, 3 in turn, and a point where (1) may part two names."""
    marks = list(_MARK.finditer(text))
    numbers = [int(match["number"] or match["bracketed"]) for match in marks]
    if len(marks) < _FEWEST or numbers != list(range(1, len(marks) + 1)):
        return text
    chars = list(text)
    for match in marks:
        point = ";" if match["bracketed"] else " "
        chars[match.start() : match.end()] = point.ljust(match.end() - match.start())
    return "".join(chars)

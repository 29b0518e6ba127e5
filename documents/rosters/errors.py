"""Why a file as a whole is no roster."""

from __future__ import annotations

from typing import Literal

Code = Literal[
    "unreadable", "locked", "unknown_format", "too_large", "empty", "no_headings", "wrong_columns", "no_rows"
]

WORDS: dict[Code, str] = {
    "unreadable": "这个文件打不开，可能损坏了。请另存一份 xlsx 再发一次。",
    "locked": "这个文件加了密码，我打不开。请去掉密码再发一次。",
    "unknown_format": "这种文件我读不了。请另存为 xlsx、docx 或 csv 再发一次。",
    "too_large": "这个文件太大了。请分成几份再发一次。",
    "empty": "这个文件里没有内容，请看看是不是发错了。",
    "no_headings": "没找到表头，看不出哪一列是什么。请把第一行写成列名再发一次。",
    "wrong_columns": "这份表的列对不上，请看看是不是发错了，或选错了种类。",
    "no_rows": "这份表只有表头，没有一行内容。请填好再发一次。",
}


class NotARoster(Exception):
    """The file cannot be taken as a roster of the kind asked for; `code` says why, the text in words for people."""

    def __init__(self, code: Code) -> None:
        super().__init__(WORDS[code])
        self.code = code

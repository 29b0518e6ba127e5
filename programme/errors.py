"""What policy may answer instead of a decision.

ProgrammeError
├── PackError      a rule pack cannot be read: file, line, what is wrong
├── UnknownYear    the working days of a year are not yet known
└── Refused        a deed is not allowed: reason code, text for people, clause
"""


class ProgrammeError(Exception):
    """Any refusal of the policy. `str()` is Chinese text fit to be shown."""


class PackError(ProgrammeError):
    """A rule pack is wrong. `line` is 1 where the fault has no line of its own."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file, self.line, self.message = file, line, message


class UnknownYear(ProgrammeError):
    """The State Council has not announced the year's holidays, or nobody has entered them."""

    def __init__(self, year: int, known: tuple[int, int]) -> None:
        super().__init__(
            f"{year} 年的放假调休安排尚不可知（现有 {known[0]}–{known[1]} 年），无法推算工作日。"
            "请待国务院办公厅通知公布后升级 chinesecalendar，或在日历文件中补上该年。"
        )
        self.year, self.known = year, known


class Refused(ProgrammeError):
    """A deed is refused. `code` names the reason for programs and tests, `clause` its ground."""

    def __init__(self, code: str, text: str, clause: str = "") -> None:
        super().__init__(text)
        self.code, self.text, self.clause = code, text, clause

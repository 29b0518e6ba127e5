"""警告通知书, 取消资格 and 撤销称号, 申诉复核结果: one person, one letter, with facts, clause and what can still be done.

Never on any of them: who complained, figures of others, threats.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from documents.annexes.blocks import SONG, TITLE, lines_of, paragraph, signed, text
from documents.annexes.word import About, document
from documents.papers.drafts import in_words

NOT_NUMBERED = "〔{year}〕　号"
"""A document number that is filled in by hand."""
_BESIDE = 8
"""Lines of a letter beside what it says: title, number, addressee, room for the seal, issuer, date, service."""
_SURELY_ONE_PAGE = 20
"""Of 22 lines, for programs break them differently: a letter that may be longer bears page numbers, and how many pages it is."""
_WARNED, _LOST, _HEARD = (
    "警告通知书",
    ("取消志愿专家资格决定书", "撤销工作站称号决定书"),
    "申诉复核结果通知书",
)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who decides and whom one turns to. `number`: the document number as «青企志〔2027〕3号», empty where it is not known yet."""

    centre: str
    phone: str
    address: str
    number: str = ""

    def numbered(self, year: int) -> str:
        return self.number or NOT_NUMBERED.format(year=year)


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning. `clause`: documents in full with article; `words`: the clause's own; `silent_since`, `until`: both days of
    the silence; `reason`: as the deciding member of staff gave it, may be empty; `appeal_until`: the last day for an appeal."""

    addressee: str
    is_station: bool
    silent_since: date
    until: date
    clause: str
    words: str
    reason: str
    decided: date
    appeal_until: date

    title = _WARNED

    def said(self, desk: Desk) -> Iterator[str]:
        you = _you(self.is_station)
        yield (
            f"经核对志愿服务记录，自{in_words(self.silent_since)}至{in_words(self.until)}，{you}没有开展活动的记录，"
            f"也没有报送志愿服务日记。{_reason(self.reason)}"
        )
        yield f"依据{self.clause}“{self.words}”的规定，本中心决定：自{in_words(self.decided)}起，对{you}予以警告。"
        yield f"{'称号' if self.is_station else '资格'}不受影响。补报服务日记或恢复服务后，请告知本中心，本中心将重新核对。"
        yield _what_can_be_done(desk, self.appeal_until)


@dataclass(frozen=True, slots=True)
class Lost:
    """A title taken away. `words`: the clause's own, empty where it speaks in figures; `readings`: what each clause says of
    the figures then; `letters`: numbers of the letters that are void with it; `appeal_until`: the last day for an appeal."""

    addressee: str
    is_station: bool
    title_name: str
    clause: str
    words: str
    reason: str
    readings: tuple[str, ...]
    letters: tuple[str, ...]
    decided: date
    appeal_until: date

    @property
    def title(self) -> str:
        return _LOST[self.is_station]

    def said(self, desk: Desk) -> Iterator[str]:
        you = _you(self.is_station)
        yield f"经核查，{you}作为{self.title_name}，情况如下：{self.reason.rstrip('。')}。"
        yield from self.readings
        deed = f"撤销{you}“{self.title_name}”称号" if self.is_station else f"取消{you}的{self.title_name}资格"
        yield f"依据{self.clause}{_quoted(self.words)}的规定，本中心决定：{deed}，自{in_words(self.decided)}起生效。"
        void = f"{'证书' if self.is_station else '聘书'}{'、'.join(self.letters)}" if self.letters else ""
        names = "“工作站”" if self.is_station else "“志愿专家”"
        yield (
            (f"自生效之日起，{void}作废，" if void else "自生效之日起，")
            + f"不得再以{names}的名义开展活动。已有的服务记录保留，仍可申请开具志愿服务记录证明。"
        )
        yield _what_can_be_done(desk, self.appeal_until)


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of an appeal. `outcome`: 维持, 变更 or 撤销, before 原决定; `clause`: what the review rests on."""

    addressee: str
    is_station: bool
    contested: str
    said_on: date
    statement: str
    found: str
    outcome: str
    decided: date

    title = _HEARD

    def said(self, desk: Desk) -> Iterator[str]:
        you = _you(self.is_station)
        yield f"{in_words(self.said_on)}，{you}对“{self.contested}”提出申诉。申诉理由：{self.statement.rstrip('。')}。"
        yield f"本中心由没有经办原决定的工作人员作了核查，情况如下：{self.found.rstrip('。')}。"
        yield f"本中心决定：{self.outcome}原决定，自{in_words(self.decided)}起生效。"
        yield f"对复核结果有疑问的，可向{desk.centre}询问。{_where(desk)}"


Decision = Warned | Lost | Heard


def letter(decision: Decision, desk: Desk, at: datetime) -> bytes:
    """The decision as docx, upright, to be numbered and sealed."""
    about, said = About(decision.title, desk.centre, at), list(decision.said(desk))
    runs_on = _BESIDE + sum(lines_of(one, indent=2) for one in said) > _SURELY_ONE_PAGE
    return document(_body(decision, desk, said), about, numbered=runs_on, counted=runs_on)


def file_name(decision: Decision, desk: Desk) -> str:
    """Without a name: it travels by mail."""
    kind = {_WARNED: "警告", _HEARD: "申诉复核", _LOST[0]: "取消资格", _LOST[1]: "撤销称号"}[decision.title]
    return f"{kind}_{desk.number or f'{decision.decided:%Y%m%d}_待编号'}.docx"


def _body(decision: Decision, desk: Desk, said: Sequence[str]) -> Iterator[str]:
    yield paragraph(decision.title, TITLE, SONG, "center", keep=True)
    yield paragraph(desk.numbered(decision.decided.year), align="center")
    yield paragraph(f"{decision.addressee}：")
    yield from text(*said, keep=True)
    yield from signed(desk.centre, in_words(decision.decided), keep=True)
    yield paragraph("送达方式：　　　　　　　　送达日期：　　　　　　　　", 14)


def _you(is_station: bool) -> str:
    return "你单位" if is_station else "您"


def _reason(reason: str) -> str:
    return f"{reason.rstrip('。')}。" if reason else ""


def _quoted(words: str) -> str:
    return f"“{words}”" if words else ""


def _what_can_be_done(desk: Desk, until: date) -> str:
    return (
        f"如有不同意见，可在{in_words(until)}前（含当日），向{desk.centre}说明情况或者提出申诉，"
        f"由没有经办本决定的工作人员核查。{_where(desk)}"
    )


def _where(desk: Desk) -> str:
    ways: Sequence[str] = [
        part
        for part in (
            f"电话：{desk.phone}" if desk.phone else "",
            f"地址：{desk.address}" if desk.address else "",
        )
        if part
    ]
    return f"{'；'.join(ways)}。" if ways else ""

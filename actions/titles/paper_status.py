"""What a paper is worth now, for whoever holds its number or its signed token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection

from documents.papers import numbers, tokens
from documents.papers.drafts import in_words
from documents.papers.tokens import Forged
from programme.papers import UNKNOWN, WORDS, Issued, worth
from storage.queries.titles.papers import PaperFacts, hours_left, paper_of, public_keys


@dataclass(frozen=True, slots=True)
class Status:
    """One word, and what is beside it: rows of label and value to compare with the paper; `genuine` where it was issued."""

    word: str
    rows: tuple[tuple[str, str], ...] = ()
    note: str = ""
    genuine: bool = False


def keys_of(connection: Connection) -> dict[bytes, bytes]:
    """All public keys by their ids."""
    return {tokens.key_id(public): public for public in public_keys(connection)}


def by_token(connection: Connection, token: str, today: date) -> Status:
    """What became of the paper that carries this token; the name is shown, to compare with the paper."""
    try:
        claim = tokens.read(token, keys_of(connection))
    except Forged as forged:
        return Status("核验不通过", note=str(forged))
    found = paper_of(connection, claim.number)
    if found is None or found.token != token:
        return Status(UNKNOWN, note="签名没错，但登记簿里没有这一份，请问服务中心。")
    return _status(connection, found, today, found.name)


def by_number(connection: Connection, typed: str, today: date) -> Status:
    """What became of the paper of this number; the name is masked, since serials can be counted through."""
    try:
        number = numbers.read_number(typed)
    except numbers.Mistyped:
        return Status("编号有误", note="编号的校验位对不上，请照纸面再输一次。")
    found = paper_of(connection, number)
    if found is None:
        return Status(UNKNOWN)
    return _status(connection, found, today, masked(found.name))


def masked(name: str) -> str:
    """«苏＊岚», «陈＊»; of a longer name first and last are left."""
    if len(name) < 2:
        return "＊"
    return name[0] + "＊" * max(len(name) - 2, 1) + (name[-1] if len(name) > 2 else "")


def _status(connection: Connection, paper: PaperFacts, today: date, name: str) -> Status:
    proves = paper.kind == numbers.PROOF
    still = not proves or hours_left(connection, paper) == Decimal(paper.hours)
    stands = worth(Issued(paper.state, proves, paper.title, paper.last, still), today)
    return Status(WORDS[stands], _rows(paper, name), _note(paper, stands), genuine=True)


def _rows(paper: PaperFacts, name: str) -> tuple[tuple[str, str], ...]:
    until = in_words(paper.last) if paper.last else "长期"
    rows = (
        ("种类", numbers.KINDS[paper.kind]),
        ("编号", paper.number),
        ("姓名或单位", name),
        ("起止", f"{in_words(paper.first)}—{until}"),
    )
    return (*rows, ("服务时长", f"{paper.hours} 小时")) if paper.hours else rows


def _note(paper: PaperFacts, stands: str) -> str:
    if stands == "replaced":
        return f"已由 {paper.replaced_by} 替换。"
    if stands == "corrected":
        return "开出以后，服务记录有更正；以新开的证明为准。"
    return ""

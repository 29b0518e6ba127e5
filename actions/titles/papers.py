"""Issuing papers: a number, a signature, and the file kept as it went out; and taking one back."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from actions.audit import note
from actions.settings.house import centre_for
from documents.papers import drafts, numbers
from documents.papers.drafts import Draft, Issuer
from programme.packs import RulePack
from storage.queries.titles.papers import PaperFacts, content_of, paper_of
from storage.tables import Account, File, IssuedPaper, PaperSeries, SigningKey
from storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FILE_KEY = "paper:"
"""How the keys of files begin that were made for somebody."""


class NoIssuer(Exception):
    """No centre of the settings issues papers for this place."""


class CannotRevoke(Exception):
    """There is no such paper in use; `str()` says so, in Chinese."""


def issuer_for(work: UnitOfWork, rules: RulePack, region: str | None) -> Issuer:
    """The centre that issues for a place; raises `NoIssuer`."""
    centre = centre_for(work, rules, region)
    if centre is None or not centre.prefix:
        raise NoIssuer
    return Issuer(centre.name, centre.prefix, centre.site, centre.handler, centre.phone)


def issue(
    work: UnitOfWork, qualification_id: int, draft: Draft, issuer: Issuer, by: int | None, now: datetime
) -> PaperFacts:
    """Make the paper and keep it. Raises `documents.papers.typeset.MissingGlyphs` before a number is used."""
    drafts.check(draft, issuer)
    number = next_number(work, issuer.prefix, draft.kind, now.year)
    made = drafts.make(draft, number, issuer, now, signing_key(work, now))
    claim = draft.claim(number, issuer.name)
    row = IssuedPaper(
        number=number,
        kind=draft.kind,
        qualification_id=qualification_id,
        name=draft.name,
        first=claim.first,
        last=claim.until,
        hours=claim.hours,
        token=made.token,
        content=made.content,
        file_name=made.file_name,
        state="valid",
        issued_at=now,
        changed_at=now,
    )
    work.session.add(row)
    work.session.flush()
    note(work, "issue_paper", "issued_paper", row.id, by, now, number=number)
    found = paper_of(work.connection, number)
    assert found is not None
    return found


def replace(work: UnitOfWork, old: PaperFacts, number: str, now: datetime) -> None:
    """The old paper says from now on by which it was replaced."""
    _change(work, old, now, state="replaced", replaced_by=number)


def revoke(work: UnitOfWork, number: str, reason: str, by: int | None, now: datetime) -> None:
    """Take a paper back; its number stays taken. Raises `CannotRevoke`."""
    found = paper_of(work.connection, number)
    if found is None:
        raise CannotRevoke(f"没有编号 {number} 的证书或证明。")
    if found.state != "valid":
        raise CannotRevoke(f"{number} 早已不在用了。")
    _change(work, found, now, state="revoked", reason=reason)
    note(work, "revoke_paper", "issued_paper", found.id, by, now, reason=reason)


def handed_to(work: UnitOfWork, person_id: int, paper: PaperFacts, now: datetime) -> tuple[str, int] | None:
    """Put a copy where its holder's channels find it: key and size; None where the person has no account."""
    content = content_of(work.connection, paper.id)
    key = keep_file(work, person_id, content, "application/pdf", now)
    return (key, len(content)) if key else None


def keep_file(work: UnitOfWork, person_id: int, content: bytes, media_type: str, now: datetime) -> str | None:
    """Keep a file that was made for somebody, the same one once; its key, or None where nobody could see it."""
    account = work.session.scalars(select(Account.id).where(Account.person_id == person_id)).first()
    if account is None:
        return None
    key = FILE_KEY + sha256(f"{person_id}:".encode() + content).hexdigest()[:36]
    if work.session.get(File, key) is None:
        kept = {"media_type": media_type, "content": content, "created_at": now}
        work.session.add(File(key=key, account_id=account, **kept))
        work.session.flush()
    return key


def next_number(work: UnitOfWork, prefix: str, kind: str, year: int) -> str:
    """The next number of a series; two that ask at once get two."""
    insert = sqlite.insert if work.on_sqlite else postgresql.insert
    row = insert(PaperSeries).values(prefix=prefix, kind=kind, year=year, last=1)
    taken = row.on_conflict_do_update(
        index_elements=["prefix", "kind", "year"], set_={"last": PaperSeries.last + 1}
    ).returning(PaperSeries.last)
    return numbers.number_of(prefix, kind, year, work.connection.execute(taken).scalar_one())


def signing_key(work: UnitOfWork, now: datetime) -> Ed25519PrivateKey:
    """The key that signs; made when the first paper is."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    newest = select(SigningKey.private).where(SigningKey.private.is_not(None)).order_by(SigningKey.id.desc())
    if kept := work.session.scalars(newest).first():
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept))
    made = Ed25519PrivateKey.generate()
    public, private = made.public_key().public_bytes_raw().hex(), made.private_bytes_raw().hex()
    work.session.add(SigningKey(public=public, private=private, created_at=now))
    work.session.flush()
    return made


def _change(work: UnitOfWork, paper: PaperFacts, now: datetime, **values: str) -> None:
    row = update(IssuedPaper).where(IssuedPaper.id == paper.id)
    work.connection.execute(row.values(changed_at=now, **values))

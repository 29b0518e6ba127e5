"""聘书、工作站证书: one for each term of a title, given again byte for byte as often as it is asked for."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from actions.access import pack_of
from actions.titles.papers import issue, issuer_for, replace
from documents.papers.drafts import Draft, Letter, StationCertificate
from language.domains import label
from programme.packs import RulePack
from programme.packs.citations import ground_title
from programme.qualification import IN_FORCE
from programme.spans import ENDLESS
from storage.queries.titles.holders import holder_of
from storage.queries.titles.papers import PaperFacts, papers_of_title, term_before
from storage.queries.titles.standing import QualificationFacts
from storage.tables import Expert
from storage.unit_of_work import UnitOfWork

KINDS = {"expert": "P", "station": "Z"}
OTHER = "other"
_NEXT = timedelta(days=1)


def letter_of(
    work: UnitOfWork, held: QualificationFacts, rules: RulePack, by: int | None, now: datetime
) -> PaperFacts:
    """The letter or certificate for the term that runs: the one there is, else a new one that replaces the old.

    ValueError where the title is not in force. Raises `NoIssuer`, `MissingGlyphs`.
    """
    if held.state not in IN_FORCE:
        raise ValueError(held.state)
    old = papers_of_title(work.connection, held.id, KINDS[held.holder])
    until = None if held.until == ENDLESS else held.until
    if old and old[0].last == until:
        return old[0]
    holder = holder_of(work, held.id)
    assert holder is not None
    issuer = issuer_for(work, rules, holder.region)
    draft = _draft(work, held, holder.name, rules, old[0].number if old else "")
    made = issue(work, held.id, draft, issuer, by, now)
    for one in old:
        replace(work, one, made.number, now)
    return made


def _draft(work: UnitOfWork, held: QualificationFacts, name: str, rules: RulePack, replaces: str) -> Draft:
    pack = pack_of(held.pack, rules)
    kind = pack.rules(held.holder)
    clause = kind.term.clause if kind.term else kind.conferral.clause
    until = None if held.until == ENDLESS else held.until
    counts_in = kind.term is not None and kind.term.first_day_counts
    term = (
        _first_day(work, held, counts_in=counts_in),
        until,
        ground_title(clause, pack.documents),
        kind.called,
    )
    if held.holder == "station":
        return StationCertificate(name, *term, replaces)
    expert = work.session.get_one(Expert, held.holder_id)
    fields = tuple(label(code) for code in expert.domains if code != OTHER)
    return Letter(name, *term, fields, replaces)


def _first_day(work: UnitOfWork, held: QualificationFacts, *, counts_in: bool) -> date:
    """The day after certification, or after the end of the term before: the day that begins a span is not counted, unless the
    pack counts it in."""
    before = term_before(work.connection, held.id, held.until)
    if before is None and counts_in:
        return held.certified_on
    return (before or held.certified_on) + _NEXT

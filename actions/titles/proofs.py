"""志愿服务记录证明 (民政部令第67号 第十四条、第十五条): from the record, free of charge, at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from actions.titles.letters import KINDS
from actions.titles.papers import issue, issuer_for
from documents.papers.drafts import Proof, Service, plain
from documents.papers.numbers import PROOF
from language.domains import label
from programme.packs import RulePack
from programme.served import enterprises_served
from storage.queries.diaries.written import DiaryFacts, services_between
from storage.queries.titles.holders import holder_of
from storage.queries.titles.papers import PaperFacts, papers_of_title
from storage.queries.titles.standing import QualificationFacts
from storage.unit_of_work import UnitOfWork

FORMS = {"online": "线上", "offline": "线下"}
NONE = "—"


class NothingRecorded(Exception):
    """The span has no service that stands, and what was not served is not proved."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days, both included, of which a proof is asked."""

    first: date
    last: date


def proof_of(
    work: UnitOfWork, held: QualificationFacts, span: Span, rules: RulePack, by: int | None, now: datetime
) -> PaperFacts:
    """The proof of a span: the one of the same days and sums, else a new one.

    Raises `NoIssuer`, `NothingRecorded`, `MissingGlyphs`.
    """
    work.flush()
    issuer = issuer_for(work, rules, _region(work, held))
    written = services_between(work, held.holder, held.holder_id, span.first, span.last)
    services = tuple(_service(one) for one in written if one.state == "recorded")
    if not services:
        raise NothingRecorded
    draft = _draft(work, held, span, services, written, now.date())
    for old in papers_of_title(work.connection, held.id, PROOF):
        settled = span.last < now.date() or old.issued_at.astimezone(now.tzinfo).date() == now.date()
        if settled and (old.first, old.last, old.hours) == (span.first, span.last, plain(draft.hours)):
            return old
    return issue(work, held.id, draft, issuer, by, now)


def _draft(
    work: UnitOfWork,
    held: QualificationFacts,
    span: Span,
    services: tuple[Service, ...],
    written: list[DiaryFacts],
    today: date,
) -> Proof:
    holder = holder_of(work, held.id)
    assert holder is not None
    letters = papers_of_title(work.connection, held.id, KINDS[held.holder])
    stands = [one for one in written if one.state == "recorded"]
    is_expert = held.holder == "expert"
    return Proof(
        name=holder.name,
        unit=(holder.unit if is_expert else holder.name) or NONE,
        address="同志" if is_expert else "",
        standing=f"系本中心{'聘请的中小企业志愿服务专家' if is_expert else '认定的中小企业志愿服务工作站'}",
        letter=letters[0].number if letters else NONE,
        first=span.first,
        last=span.last,
        services=services,
        enterprises=enterprises_served((one.enterprises, one.names) for one in stands),
        asked_on=today,
    )


def _service(written: DiaryFacts) -> Service:
    fields = "、".join(label(code) for code in written.domains if code != "other")
    return Service(
        written.served_on, f"{fields or '中小企业'}服务", FORMS.get(written.form or "", ""), written.hours
    )


def _region(work: UnitOfWork, held: QualificationFacts) -> str | None:
    holder = holder_of(work, held.id)
    return holder.region if holder else None

"""服务协议: what is offered to a holder, word for word, and its signing with form and time of service (S2.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actions.access import pack_of
from actions.office import NOBODY, in_a_name
from actions.settings.house import centre_for
from actions.titles.confer import Unsigned, answer_agreement, unsigned
from documents.papers.agreement import Agreement, agreement_pdf
from documents.papers.typeset import MissingGlyphs
from language.domains import label
from programme.packs import RulePack
from programme.spans import ENDLESS
from storage.queries.people.speakers import Speaker
from storage.queries.titles.holders import holder_of
from storage.tables import Agreement as AgreementRow
from storage.tables import Expert
from storage.unit_of_work import UnitOfWork

LONGEST = 100
"""Characters that are kept of the time of service."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Form (online, offline or both) and time of service, as the holder wishes them."""

    form: str
    times: str


@dataclass(frozen=True, slots=True)
class Signed:
    """An agreement that was just signed; `missing` are signs of the name that the fonts lack, and then there is no file."""

    name: str
    content: bytes | None
    file_name: str
    missing: str = ""


def offered(work: UnitOfWork, speaker: Speaker, terms: Terms, rules: RulePack) -> Agreement | None:
    """The agreement that waits for the speaker, with these terms; None where none waits."""
    waiting = unsigned(work, speaker, rules)
    return _agreement(work, waiting[0], terms, rules) if waiting else None


def sign(work: UnitOfWork, speaker: Speaker, terms: Terms, rules: RulePack, now: datetime) -> list[Signed]:
    """Sign what is offered, and keep each as a PDF with both dates. Refused «nothing_offered»."""
    waiting = unsigned(work, speaker, rules)
    days = [one.paper.changed_at.astimezone(now.tzinfo).date() for one in waiting]
    answer_agreement(work, speaker, "sign", rules, now)
    found = []
    for one, day in zip(waiting, days, strict=True):
        agreement = _agreement(work, one, terms, rules)
        name = f"志愿服务协议_{in_a_name(agreement.name)}_{now:%Y%m%d}.pdf"
        try:
            signed = Signed(agreement.name, agreement_pdf(agreement, day, now.date(), now), name)
        except MissingGlyphs as missing:
            signed = Signed(agreement.name, None, name, str(missing))
        row = AgreementRow(
            qualification_id=one.paper.qualification_id,
            form=terms.form,
            times=terms.times[:LONGEST],
            offered_on=day,
            signed_on=now.date(),
            content=signed.content,
            file_name=name,
        )
        work.session.add(row)
        found.append(signed)
    work.session.flush()
    return found


def _agreement(work: UnitOfWork, one: Unsigned, terms: Terms, rules: RulePack) -> Agreement:
    who = holder_of(work, one.paper.qualification_id)
    assert who is not None
    codes = work.session.get_one(Expert, one.holder_id).domains if one.kind == "expert" else []
    centre = centre_for(work, rules, who.region) or NOBODY
    return Agreement(
        centre=centre.name or pack_of(one.pack.id, rules).issuer,
        name=who.name,
        is_station=one.kind == "station",
        fields=tuple(label(code) for code in codes if code != "other"),
        form=terms.form,
        times=terms.times[:LONGEST],
        until=None if one.paper.until == ENDLESS else one.paper.until,
    )

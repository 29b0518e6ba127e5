"""Which experts a need must not be shown to, beside those that its firm's ties bar (`storage.queries.offers.ties`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from language import called
from language.rivals import are_rivals
from matching.deduplication import same_firm
from storage.queries.needs import NeedFacts
from storage.queries.offers.ties import accused_by
from storage.tables import Enterprise, Need
from storage.unit_of_work import UnitOfWork

CITY = 4
"""Digits of a region's code: whoever is called by surname and title is somebody of the same city."""


class Known(Protocol):
    """What is known of an expert who might be asked."""

    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def domains(self) -> tuple[str, ...]: ...
    @property
    def region(self) -> str | None: ...
    @property
    def specialities(self) -> str: ...


@dataclass(frozen=True, slots=True)
class KeptOut:
    """The firm's own people are kept out, whom it has an undecided complaint about, whom the text names as a party or
    turns away, and who works for a rival."""

    firm: str
    region: str
    text: str = ""
    accused: tuple[str, ...] = ()

    def bars(self, expert: Known, *, wished: bool = False) -> bool:
        """Whether this expert may not see it. Whom the firm has chosen itself is no adversary in its text."""
        near = (expert.region or "")[:CITY] == self.region[:CITY]
        accused = any(called.is_named(one, expert.name, expert.domains, near=near) for one in self.accused)
        own = bool(self.firm and same_firm(expert.unit, self.firm))
        return accused or own or (not wished and self._is_against(expert, near))

    def _is_against(self, expert: Known, near: bool) -> bool:
        """A party of what is told, one turned away, one who works for a rival."""
        who = expert.name, expert.domains
        named = called.is_party(self.text, *who, near=near) or called.is_turned_away(
            self.text, *who, near=near
        )
        return named or are_rivals(self.firm, self.text, expert.unit, expert.specialities)


def kept_out_of(work: UnitOfWork, need: Need | NeedFacts) -> KeptOut:
    """Who is kept out of a posted need."""
    firm = (
        need.enterprise
        if isinstance(need, NeedFacts)
        else work.session.get_one(Enterprise, need.enterprise_id).name
    )
    return KeptOut(firm, need.region, need.text, accused_by(work, need.enterprise_id))

"""Posting a need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actions.audit import note
from actions.needs.major_event import tag
from actions.needs.notices import UrgentWished
from actions.needs.trade import learn_trade
from actions.needs.wait import hold_for_choice
from actions.notify import notify, to_staff
from actions.offers.access import access_enterprise
from actions.offers.ask import offer_next
from actions.offers.call import wished_in
from actions.refusal import Refused
from matching.deduplication import same_need
from programme.major_events import EMERGENCY
from programme.packs import RulePack
from programme.roles import MEMBERS
from storage.queries.needs import in_state, running_texts
from storage.queries.people.speakers import Speaker
from storage.tables import Need, Station, Wish
from storage.unit_of_work import UnitOfWork

RUNNING = ("open", "accepted", "unanswered")
"""States of a need that somebody is seeing to."""
SERVED = ("served", "rated")

ONE_OPEN = (
    "您的 {} 号需求还在办，还没核实的企业一次办一件。要补充就说「补充需求」；"
    "想再提一件，说「找工作人员」核实一下。"
)

MOST_OPEN = 20
MANY_OPEN = "贵公司有 {} 条需求在办，先办完几条再提；不要了的，说“撤回需求”。"


@dataclass(frozen=True, slots=True)
class Posting:
    """A need as the enterprise confirmed it; codes as in `language.domains` and `language.regions`."""

    text: str
    domain: str
    region: str
    also: tuple[str, ...] = ()
    urgent: bool = False
    form: str | None = None
    focus: tuple[str, ...] = ()
    prefers: tuple[str, ...] = ()
    wish: int | None = None
    """The expert that the enterprise asks for (S3.2)."""
    track: str | None = None
    """What the firm wants of an open major event, where it answered its question (S3.4)."""
    enterprise_id: int | None = None
    """Whose problem it is, where an expert, a station or staff tell it for a firm."""


def post_need(
    work: UnitOfWork, speaker: Speaker, posting: Posting, rules: RulePack, now: datetime
) -> tuple[int, int]:
    """Keep the need and ask the first experts; return its number and how many were asked: nobody either where its firm may
    say whether to wait for the right one.
    """
    enterprise_id = posting.enterprise_id or access_enterprise(speaker)
    unknown = not is_known(work, speaker)
    _check_room(work, enterprise_id, unknown)
    learn_trade(work, enterprise_id, posting.text)
    need = _need(speaker.person_id, enterprise_id, posting, now)
    tag(work, need, posting.track)
    hurries = posting.urgent or need.track == EMERGENCY
    need.urgent = hurries and not unknown
    if rules.service_times:
        need.answer_by = rules.service_times.answer_by(now, need.urgent, rules.calendar)
    work.session.add(need)
    work.flush()
    wish = posting.wish if posting.wish is not None else wished_in(work, posting.text, posting.region)
    if wish is not None:
        work.session.add(Wish(need_id=need.id, expert_id=wish))
    note(work, "post_need", "need", need.id, speaker.person_id, now)
    if posting.enterprise_id is not None:
        needs_told(work, speaker, now)
    if hurries and unknown:
        told = UrgentWished(need.id)
        notify(work, to_staff(work, need.region, told, f"urgent_wished:{need.id}", urgent=True), now)
    if posting.enterprise_id is None and hold_for_choice(work, need, rules, now):
        return need.id, 0
    return need.id, offer_next(work, need, rules, now, asker_listens=True)


def needs_told(work: UnitOfWork, speaker: Speaker, now: datetime) -> None:
    """Where the speaker does a station's work it has told what it collected: for this span it is asked no more."""
    if speaker.station_id is not None and not speaker.only_looks:
        work.session.get_one(Station, speaker.station_id).needs_told_at = now


def is_known(work: UnitOfWork, speaker: Speaker) -> bool:
    """Whether anything stands for whoever asks: a title or an office, a firm that was there or that staff vouch for, a
    service that it had. The others have one open need, and nothing urgent without staff (decision 0125).
    """
    if speaker.roles & MEMBERS or speaker.vouched or speaker.enterprise_id is None:
        return True
    return in_state(work, speaker.enterprise_id, SERVED) is not None


def _check_room(work: UnitOfWork, enterprise_id: int, unknown: bool) -> None:
    """Refused «one_open» where one is running of a firm that is unknown, «many_open» where very many are."""
    running = running_texts(work, enterprise_id, RUNNING)
    if unknown and running:
        raise Refused("one_open", ONE_OPEN.format(min(running)))
    if len(running) >= MOST_OPEN:
        raise Refused("many_open", MANY_OPEN.format(len(running)))


def asked_before(work: UnitOfWork, speaker: Speaker, text: str) -> int | None:
    """The running need of the speaker's enterprise that asks the same, or None."""
    if speaker.enterprise_id is None:
        return None
    return same_need(text, running_texts(work, speaker.enterprise_id, RUNNING))


def _need(person_id: int, enterprise_id: int, posting: Posting, now: datetime) -> Need:
    return Need(
        person_id=person_id,
        enterprise_id=enterprise_id,
        text=posting.text,
        domain=posting.domain,
        also=list(posting.also),
        region=posting.region,
        urgent=posting.urgent,
        form=posting.form,
        focus=list(posting.focus),
        prefers=list(posting.prefers),
        state="open",
        created_at=now,
    )

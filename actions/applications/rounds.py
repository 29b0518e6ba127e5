"""Recruitment rounds: a centre opens one with a closing date, extends or closes it; applications keep to it (S2.1)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from actions.access import may_ever, policy, require, step
from actions.audit import note
from actions.refusal import Refused
from language import regions
from programme.application import UNDER_REVIEW
from programme.cases import check_rounds, recruitment_round
from programme.packs import Kind, RulePack
from programme.packs.model import Round
from programme.programmes import open_to
from programme.qualification import IN_FORCE
from storage.queries.applications.filed import has_application, has_title
from storage.queries.applications.rounds import RoundFacts, open_rounds, open_rounds_in, rounds_of
from storage.queries.people.speakers import Speaker
from storage.tables import Recruitment
from storage.unit_of_work import UnitOfWork


def open_round(
    work: UnitOfWork, speaker: Speaker, closes: date, notice: str, rules: RulePack, now: datetime
) -> int:
    """Take applications of the speaker's jurisdiction through the closing day, by this notice; return the round's id."""
    require(speaker, "open_round", speaker.jurisdiction)
    assert speaker.jurisdiction is not None
    if any(one.region == speaker.jurisdiction for one in open_rounds(work, rules.id, now.date())):
        raise Refused("round_open", "已经有一个批次在招募，可以延期，不用另开。")
    _check_ahead(closes, now)
    state = step(recruitment_round(Round("", notice, closes)), "planned", "open", speaker).target
    known = {"region": speaker.jurisdiction, "person_id": speaker.person_id, "opened_at": now}
    one = Recruitment(pack=rules.id, notice=notice, closes=closes, state=state, **known)
    work.session.add(one)
    work.session.flush()
    note(work, "open_round", "recruitment", one.id, speaker.person_id, now, closes=str(closes), notice=notice)
    return one.id


def extend_round(work: UnitOfWork, speaker: Speaker, round_id: int, closes: date, now: datetime) -> None:
    """Another closing day for a round that is still open."""
    one = access_round(work, speaker, round_id)
    target = step(recruitment_round(_as_round(one)), one.state, "extend", speaker).target
    _check_ahead(closes, now)
    before, one.closes, one.state = one.closes, closes, target
    note(work, "extend_round", "recruitment", one.id, speaker.person_id, now, before=str(before))


def close_round(work: UnitOfWork, speaker: Speaker, round_id: int, now: datetime) -> None:
    """End a round from today on."""
    one = access_round(work, speaker, round_id)
    one.state = step(recruitment_round(_as_round(one)), one.state, "close", speaker).target
    before, one.closes = one.closes, min(one.closes, now.date() - timedelta(days=1))
    note(work, "close_round", "recruitment", one.id, speaker.person_id, now, before=str(before))


def why_not_now(work: UnitOfWork, kind: Kind, rules: RulePack, on: date, region: str | None) -> str:
    """Why no application is taken on this day, or nothing: the round is over, or the pack knows no such title."""
    try:
        check_round_open(work, kind, rules, on, region)
    except Refused as refusal:
        return refusal.text
    return ""


def open_programmes(
    work: UnitOfWork, person_id: int, kind: Kind, rules: RulePack, on: date, region: str | None
) -> tuple[RulePack, ...]:
    """The programmes around a place that take this kind's applications on a day, but for what the person holds or has applied for."""
    return tuple(
        pack
        for pack in open_to(rules, kind, region, on)
        if not why_not_now(work, kind, pack, on, region)
        and not has_title(work, person_id, kind, pack.id, IN_FORCE)
        and not has_application(work, person_id, kind, pack.id, UNDER_REVIEW)
    )


def check_round_open(work: UnitOfWork, kind: Kind, rules: RulePack, on: date, region: str | None) -> None:
    """Refuse after the closing day of the year's round: the pack's, or the centre's of this region."""
    known = rounds_of(work, rules.id)
    own = [_as_round(one) for one in known if region and regions.within(region, one.region)]
    with policy():
        rules.rules(kind)
        check_rounds([*rules.rounds, *own], on)


def rounds(work: UnitOfWork, rules: RulePack, today: date) -> list[Round]:
    """All rounds under a pack that may be ending: the pack's, and the centres' that are open."""
    return [*rules.rounds, *(_as_round(one) for one in open_rounds(work, rules.id, today))]


def own_rounds(work: UnitOfWork, speaker: Speaker, rules: RulePack, today: date) -> list[RoundFacts]:
    """Those that the speaker may extend or close, the first to close first."""
    if not may_ever(speaker, "open_round"):
        return []
    return open_rounds_in(work, speaker.jurisdiction, rules.id, today)


def access_round(work: UnitOfWork, speaker: Speaker, round_id: int) -> Recruitment:
    """A round, locked. Refused where there is none, or the speaker may not touch it."""
    one = work.session.get(Recruitment, round_id, with_for_update=True)
    if one is None:
        raise Refused("no_round", "没有这个批次。")
    require(speaker, "open_round", one.region)
    return one


def _as_round(one: Recruitment | RoundFacts) -> Round:
    return Round(str(one.id), one.notice, one.closes)


def _check_ahead(closes: date, now: datetime) -> None:
    if closes < now.date():
        raise Refused("past", "截止日期要在今天或以后。")

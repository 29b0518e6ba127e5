"""Recruitment rounds: a centre opens one with a closing date, extends or closes it; applications keep to it (S2.1)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from actions.access import kind_of, may_ever, policy, require, step
from actions.audit import note
from actions.refusal import Refused
from language import regions
from programme.application import UNDER_REVIEW
from programme.cases import check_rounds, recruitment_round
from programme.packs import Kind, RulePack
from programme.packs.model import Round
from programme.programmes import open_to, packs
from programme.qualification import IN_FORCE
from storage.queries.applications.filed import has_application, has_title
from storage.queries.applications.rounds import RoundFacts, open_rounds, open_rounds_in, rounds_of
from storage.queries.people.speakers import Speaker
from storage.tables import Recruitment
from storage.unit_of_work import UnitOfWork


def open_round(
    work: UnitOfWork,
    speaker: Speaker,
    closes: date,
    notice: str,
    pack: RulePack,
    now: datetime,
    kind: Kind | None = None,
) -> int:
    """Take applications under a pack, of a kind or of all, from the speaker's jurisdiction through the closing day, by this notice;
    return the round's id.
    """
    require(speaker, "open_round", speaker.jurisdiction)
    assert speaker.jurisdiction is not None
    under_way = [
        one for one in open_rounds(work, [pack.id], now.date()) if one.region == speaker.jurisdiction
    ]
    if any(None in (kind, one.kind) or one.kind == kind for one in under_way):
        raise Refused("round_open", "已经有一个批次在招募，可以延期，不用另开。")
    _check_ahead(closes, now)
    state = step(recruitment_round(Round("", notice, closes)), "planned", "open", speaker).target
    known = {"region": speaker.jurisdiction, "person_id": speaker.person_id, "opened_at": now}
    one = Recruitment(pack=pack.id, kind=kind, notice=notice, closes=closes, state=state, **known)
    work.session.add(one)
    work.session.flush()
    about = {"closes": str(closes), "notice": notice, "holder": kind or ""}
    note(work, "open_round", "recruitment", one.id, speaker.person_id, now, **about)
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
    """Why no application is taken on this day, or nothing: the round is over or takes others, or the pack knows no such title."""
    try:
        check_round_open(work, kind, rules, on, region)
    except Refused as refusal:
        return refusal.text
    return ""


def closed_programmes(
    work: UnitOfWork, kind: Kind, rules: RulePack, on: date, region: str | None
) -> tuple[tuple[RulePack, str], ...]:
    """The programmes around a place that take no application of the kind on a day, each with the reason."""
    each = ((pack, why_not_now(work, kind, pack, on, region)) for pack in open_to(rules, kind, region, on))
    return tuple((pack, why) for pack, why in each if why)


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
    """Refuse after the closing day of the year's round: the pack's, or the centre's of this region; while nobody knows the region,
    the centre's whose round is for all that the pack speaks of.
    """
    place = region or rules.region
    own = [_as_round(one) for one in rounds_of(work, rules.id) if regions.within(place, one.region)]
    with policy():
        rules.rules(kind)
        check_rounds([*rules.rounds, *own], on, kind)


def rounds(work: UnitOfWork, rules: RulePack, today: date) -> list[Round]:
    """All rounds that may be ending: the packs' own, and the centres' that are open."""
    written = (one for pack in packs(rules) for one in pack.rounds)
    return [*written, *(_as_round(one) for one in open_rounds(work, _ids(rules), today))]


def own_rounds(work: UnitOfWork, speaker: Speaker, rules: RulePack, today: date) -> list[RoundFacts]:
    """Those that the speaker may extend or close, the first to close first."""
    if not may_ever(speaker, "open_round"):
        return []
    return open_rounds_in(work, speaker.jurisdiction, _ids(rules), today)


def access_round(work: UnitOfWork, speaker: Speaker, round_id: int) -> Recruitment:
    """A round, locked. Refused where there is none, or the speaker may not touch it."""
    one = work.session.get(Recruitment, round_id, with_for_update=True)
    if one is None:
        raise Refused("no_round", "没有这个批次。")
    require(speaker, "open_round", one.region)
    return one


def _as_round(one: Recruitment | RoundFacts) -> Round:
    kind = kind_of(one.kind) if one.kind else None
    return Round(str(one.id), one.notice, one.closes, kind)


def _ids(rules: RulePack) -> list[str]:
    return [pack.id for pack in packs(rules)]


def _check_ahead(closes: date, now: datetime) -> None:
    if closes < now.date():
        raise Refused("past", "截止日期要在今天或以后。")

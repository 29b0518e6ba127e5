"""Recruitment rounds: a centre opens one with a closing date, extends or closes it; applications keep to it (S2.1)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select

from actions.access import actor_of, may, policy, require
from actions.audit import note
from actions.refusal import Refused
from language import regions
from programme.cases import check_rounds, recruitment_round
from programme.lifecycle import Lifecycle
from programme.packs import Kind, RulePack
from programme.packs.model import Round
from storage.queries.people.speakers import Speaker
from storage.tables import Recruitment
from storage.unit_of_work import UnitOfWork


def open_round(
    work: UnitOfWork, speaker: Speaker, closes: date, notice: str, rules: RulePack, now: datetime
) -> Recruitment:
    """Take applications of the speaker's jurisdiction through the closing day, by this notice."""
    require(speaker, "open_round", speaker.jurisdiction)
    assert speaker.jurisdiction is not None
    if any(one.region == speaker.jurisdiction for one in open_rounds(work, rules, now.date())):
        raise Refused("round_open", "已经有一个批次在招募，可以延期，不用另开。")
    one = Recruitment(
        pack=rules.id,
        region=speaker.jurisdiction,
        notice=notice,
        closes=_future(closes, now),
        person_id=speaker.person_id,
        opened_at=now,
    )
    with policy():
        one.state = _life(one).step("planned", "open", actor_of(speaker).roles).target
    work.session.add(one)
    work.session.flush()
    note(work, "open_round", "recruitment", one.id, speaker.person_id, now, closes=str(closes), notice=notice)
    return one


def extend_round(
    work: UnitOfWork, speaker: Speaker, round_id: int, closes: date, now: datetime
) -> Recruitment:
    """Another closing day for a round that is still open."""
    one = _stepped(work, speaker, round_id, "extend")
    before, one.closes = one.closes, _future(closes, now)
    note(work, "extend_round", "recruitment", one.id, speaker.person_id, now, before=str(before))
    return one


def close_round(work: UnitOfWork, speaker: Speaker, round_id: int, now: datetime) -> Recruitment:
    """End a round from today on."""
    one = _stepped(work, speaker, round_id, "close")
    before, one.closes = one.closes, min(one.closes, now.date() - timedelta(days=1))
    note(work, "close_round", "recruitment", one.id, speaker.person_id, now, before=str(before))
    return one


def why_not_now(work: UnitOfWork, kind: Kind, rules: RulePack, on: date, region: str | None) -> str:
    """Why no application is taken on this day, or nothing: the round is over, or the pack knows no such title."""
    try:
        check_round_open(work, kind, rules, on, region)
    except Refused as refusal:
        return refusal.text
    return ""


def check_round_open(work: UnitOfWork, kind: Kind, rules: RulePack, on: date, region: str | None) -> None:
    """Refuse after the closing day of the year's round: the pack's, or the centre's of this region."""
    own = [_as_round(one) for one in _rounds_of(work, rules, region)]
    with policy():
        rules.rules(kind)
        check_rounds([*rules.rounds, *own], on)


def rounds(work: UnitOfWork, rules: RulePack, today: date) -> list[Round]:
    """All rounds under a pack that may be ending: the pack's, and the centres' that are open."""
    return [*rules.rounds, *(_as_round(one) for one in open_rounds(work, rules, today))]


def open_rounds(work: UnitOfWork, rules: RulePack, today: date) -> list[Recruitment]:
    """Rounds that take applications today, the first to close first."""
    found = select(Recruitment).where(
        Recruitment.pack == rules.id, Recruitment.state == "open", Recruitment.closes >= today
    )
    return list(work.session.scalars(found.order_by(Recruitment.closes, Recruitment.id)))


def own_rounds(work: UnitOfWork, speaker: Speaker, rules: RulePack, today: date) -> list[Recruitment]:
    """Those that the speaker may extend or close."""
    return [one for one in open_rounds(work, rules, today) if may(speaker, "open_round", one.region)]


def _rounds_of(work: UnitOfWork, rules: RulePack, region: str | None) -> list[Recruitment]:
    found = work.session.scalars(select(Recruitment).where(Recruitment.pack == rules.id))
    return [one for one in found if region and regions.within(region, one.region)]


def _as_round(one: Recruitment) -> Round:
    return Round(str(one.id), one.notice, one.closes)


def _life(one: Recruitment) -> Lifecycle:
    return recruitment_round(_as_round(one))


def _stepped(work: UnitOfWork, speaker: Speaker, round_id: int, deed: str) -> Recruitment:
    one = work.session.get(Recruitment, round_id, with_for_update=True)
    if one is None:
        raise Refused("no_round", "没有这个批次。")
    require(speaker, "open_round", one.region)
    with policy():
        one.state = _life(one).step(one.state, deed, actor_of(speaker).roles).target
    return one


def _future(closes: date, now: datetime) -> date:
    if closes < now.date():
        raise Refused("past", "截止日期要在今天或以后。")
    return closes

"""志愿日记: record, correct, take back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from actions.access import require_work
from actions.audit import note
from actions.diaries.access import access_activity_to_tell, access_diary, access_need_to_reopen
from actions.diaries.confirmations import ask, hand_on
from actions.diaries.day import Times, Whose, require_room
from actions.diaries.notices import RateService, SolvedNow
from actions.notify import Addressed, notify
from actions.offers.capacity import free_expert
from actions.refusal import Refused
from programme.offers import can_undo
from programme.packs import RulePack
from storage.queries.diaries.reviews import diary_of_service
from storage.queries.diaries.written import DiaryFacts, written_by
from storage.queries.offers.meetings import meetings_of
from storage.queries.people.speakers import Speaker
from storage.queries.titles.due_holders import mark_due_for_check
from storage.tables import Diary, Need
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Service:
    """A service as its giver confirmed it (S5.1, S5.2: `hours` are those really served).

    `kind` is one of `language.reading.kinds.LABELS`; `outcome` is what was told, `result` what came of it.
    `times` are beginnings and ends in minutes of the day; `activity_id` is what it tells of;
    `besides` is a diary of the day that it is said not to repeat. `goes_on`: the service may not be over with it.
    """

    served_on: date
    hours: Decimal
    enterprises: int
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    form: str | None = None
    kind: str | None = None
    region: str | None = None
    outcome: str = ""
    result: str = ""
    need_id: int | None = None
    activity_id: int | None = None
    times: Times = ()
    besides: int | None = None
    goes_on: bool = False


def holder_of(speaker: Speaker) -> tuple[str, int]:
    """Whose diary the speaker keeps: the expert's own, else the station's. Refused «no_diary»."""
    if speaker.expert_id is not None:
        return "expert", speaker.expert_id
    if speaker.station_id is not None:
        return "station", speaker.station_id
    raise Refused("no_diary", "志愿日记由已认定的专家和工作站来记。")


def holder_to_write(speaker: Speaker) -> tuple[str, int]:
    """The same for a deed in the holder's name. Refused «only_looks», «no_diary»."""
    holder = holder_of(speaker)
    if holder[0] == "station":
        require_work(speaker)
    return holder


def record_diary(work: UnitOfWork, speaker: Speaker, service: Service, rules: RulePack, now: datetime) -> int:
    """Keep a diary; one for a need completes it, and the enterprise is asked how it was. Return its number.

    Whose firm has said that nothing was solved stays under way, and the firm is asked whether it is now. One for which a
    meeting is still ahead, or that goes on, stays under way too until `finish_service`.

    Refused «only_looks», «no_diary», «over_a_day», and as by `access_activity_to_tell`.
    """
    holder = holder_to_write(speaker)
    access_activity_to_tell(work, holder, service.activity_id)
    require_room(work, Whose(*holder, speaker.person_id), service.served_on, service.hours)
    need = _under_way(work, speaker, service.need_id)
    diary = _write(work, speaker, holder, service, None, now)
    note(work, "record_diary", "diary", diary.id, speaker.person_id, now, **_besides(service))
    if need is not None:
        _complete(
            work, need, diary.id, rules, now, goes_on=service.goes_on or meeting_ahead(work, need.id, now)
        )
    return diary.id


def correct_diary(
    work: UnitOfWork, speaker: Speaker, diary_id: int, service: Service, rules: RulePack, now: datetime
) -> int:
    """Put a corrected entry in the place of one that may still be changed; the old one is kept and marked.

    Refused as by `access_diary`, and «over_a_day».
    """
    old = access_diary(work, speaker, diary_id, rules, now)
    holder = old.holder, old.holder_id
    require_room(work, Whose(*holder, speaker.person_id, old.id), service.served_on, service.hours)
    old.state, old.closed_at = "replaced", now
    diary = _write(work, speaker, holder, service, old, now)
    hand_on(work, old.id, diary.id)
    note(
        work,
        "correct_diary",
        "diary",
        diary.id,
        speaker.person_id,
        now,
        replaces=old.id,
        **_besides(service),
    )
    return diary.id


def retract_diary(work: UnitOfWork, speaker: Speaker, diary_id: int, rules: RulePack, now: datetime) -> None:
    """Take an entry back while it may still be changed: it is kept, marked and counts no more.

    Its need is under way again, in the same hands: so an expert who has no room left is refused.
    """
    diary = access_diary(work, speaker, diary_id, rules, now)
    need = access_need_to_reopen(work, diary)
    diary.state, diary.closed_at = "retracted", now
    if need is not None:
        need.state, need.served_at, need.review_by = "accepted", None, None
    mark_due_for_check(work.connection, diary.holder, diary.holder_id)
    note(work, "retract_diary", "diary", diary.id, speaker.person_id, now)


def undoable_diaries(work: UnitOfWork, speaker: Speaker, rules: RulePack, now: datetime) -> list[DiaryFacts]:
    """The speaker's entries that can still be corrected or taken back, newest first."""
    return [
        diary
        for diary in written_by(work, speaker.person_id)
        if can_undo(rules.diaries, diary.recorded_at, now)
    ]


def _write(
    work: UnitOfWork,
    speaker: Speaker,
    holder: tuple[str, int],
    service: Service,
    old: Diary | None,
    now: datetime,
) -> Diary:
    diary = Diary(
        holder=holder[0],
        holder_id=holder[1],
        person_id=speaker.person_id,
        need_id=service.need_id,
        activity_id=old.activity_id if old else service.activity_id,
        served_on=service.served_on,
        hours=service.hours,
        enterprises=service.enterprises,
        names=list(service.names),
        domains=list(service.domains),
        times=[list(stretch) for stretch in service.times],
        form=service.form,
        kind=service.kind,
        region=service.region,
        outcome=service.outcome,
        result=service.result,
        state="recorded",
        replaces_id=old.id if old else None,
        recorded_at=now,
    )
    work.session.add(diary)
    work.flush()
    mark_due_for_check(work.connection, *holder)
    return diary


def _besides(service: Service) -> dict[str, int]:
    """For the record: which diary it is said not to repeat."""
    return {"besides": service.besides} if service.besides else {}


def _under_way(work: UnitOfWork, speaker: Speaker, need_id: int | None) -> Need | None:
    """The need that the diary completes: None where it is no longer the speaker's to serve."""
    if need_id is None or speaker.expert_id is None:
        return None
    need = work.session.get(Need, need_id, with_for_update=True, populate_existing=True)
    if need is None or need.expert_id != speaker.expert_id or need.state != "accepted":
        return None
    return need


def meeting_ahead(work: UnitOfWork, need_id: int, now: datetime) -> bool:
    """Whether both sides have agreed, or one has proposed, to meet later than now."""
    return any(one.starts_at > now for one in meetings_of(work, [need_id]))


def finish_service(work: UnitOfWork, speaker: Speaker, need_id: int, rules: RulePack, now: datetime) -> None:
    """The expert says that a service with a diary is over: its need is closed, and the firm asked how it was.

    Refused «nothing_to_finish».
    """
    need, diary_id = _under_way(work, speaker, need_id), diary_of_service(work, need_id)
    if need is None or diary_id is None:
        raise Refused("nothing_to_finish", "没有等着办结的服务：先记了日记，才能办结。")
    note(work, "finish_service", "need", need.id, speaker.person_id, now)
    _close(work, need, diary_id, rules, now)


def _complete(
    work: UnitOfWork, need: Need, diary_id: int, rules: RulePack, now: datetime, *, goes_on: bool
) -> None:
    ask(work, diary_id, need.person_id, now)
    if need.unsolved_at is not None:
        told = Addressed(need.person_id, SolvedNow(need.id), f"solved_now:{need.id}:{diary_id}")
        notify(work, [told], now)
    elif not goes_on:
        _close(work, need, diary_id, rules, now)


def _close(work: UnitOfWork, need: Need, diary_id: int, rules: RulePack, now: datetime) -> None:
    close_need(work, need, rules, now)
    notify(work, [Addressed(need.person_id, RateService(need.id), f"rate:{need.id}:{diary_id}")], now)


def close_need(work: UnitOfWork, need: Need, rules: RulePack, now: datetime) -> None:
    """What was served is under way no more."""
    need.state, need.served_at = "served", now
    need.review_by = rules.service_times.review_by(now) if rules.service_times else None
    if need.expert_id is not None:
        free_expert(work, need.expert_id)

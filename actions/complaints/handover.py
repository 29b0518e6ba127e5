"""A talk between somebody and the staff of their place: asked for, taken over by the first answer, over after a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from actions.access import step
from actions.audit import note
from actions.complaints.access import access_request
from actions.complaints.cases import ask_office
from actions.complaints.notices import PersonSaid, RequestClosed, StaffAnswered, TalkEnded
from actions.notify import Addressed, notify
from actions.refusal import Refused
from programme.cases import OPEN_REQUESTS, TALK_LASTS, request
from storage.queries.complaints.cases import get_case
from storage.queries.complaints.talks import open_request, talks_of
from storage.queries.people.speakers import Speaker
from storage.tables import Case, Dialogue, Staff
from storage.unit_of_work import UnitOfWork

HUMAN = "human"
ENDS = frozenset({"结束", "结束对话", "结束了", "结束聊天"})
_MARKS = " 。，！!.,～~"


@dataclass(frozen=True, slots=True)
class Called:
    """A call for staff: the number of its case, and whether it waits already since an earlier one."""

    case: int
    again: bool


def call_staff(work: UnitOfWork, speaker: Speaker, said: str, now: datetime) -> Called:
    """Ask for a person, with what was `said` lately; one call is enough until it is settled."""
    waiting = open_request(work, speaker.person_id, HUMAN, OPEN_REQUESTS)
    if waiting is not None:
        return Called(waiting, again=True)
    return Called(ask_office(work, speaker, HUMAN, said, speaker.home, now), again=False)


def answer_request(work: UnitOfWork, speaker: Speaker, case_id: int, text: str, now: datetime) -> bool:
    """Answer who brought a request; return whether the talk is taken over by it, as the first answer to a call does.

    Refused as `access_request`, «taken» where a colleague is talking, «wrong_state» where it is settled.
    """
    case = access_request(work, speaker, case_id)
    if _is_running(case, now) and case.staff_id != speaker.staff_id:
        raise Refused("taken", f"{case_id} 号事项{get_case(work, case_id).staff}正在谈。")
    case.state = step(request(), case.state, "answer", speaker).target
    takes_over = case.about == HUMAN and not _is_running(case, now)
    if takes_over:
        case.staff_id, case.taken_at = speaker.staff_id, now
        _lead_to(work, case.person_id, case.id)
    line = _write_down(case, speaker.name or "工作人员", text)
    told, key = StaffAnswered(case.id, line), f"staff_answered:{case.id}:{line}"
    notify(work, [Addressed(case.person_id, told, key, urgent=True)], now)
    note(work, "answer_request", "case", case.id, speaker.person_id, now)
    return takes_over


def close_request(work: UnitOfWork, speaker: Speaker, case_id: int, now: datetime) -> None:
    """Staff say that a request is settled; a talk about it is over. Refused as `access_request`, or «wrong_state»."""
    case = access_request(work, speaker, case_id)
    state = step(request(), case.state, "close", speaker).target
    if _is_running(case, now):
        _end(work, case, speaker, now)
        return
    case.state, case.decided_at = state, now
    notify(work, [Addressed(case.person_id, RequestClosed(case.id), f"request_closed:{case.id}")], now)
    note(work, "close_request", "case", case.id, speaker.person_id, now)


def running_talk(work: UnitOfWork, speaker: Speaker, now: datetime) -> int | None:
    """The case of the talk that the speaker is in; None where there is none, or where it is over by now."""
    case = work.session.get(Case, speaker.case_id) if speaker.case_id else None
    return case.id if case and _is_running(case, now) and _officer(work, case) else None


def relay(work: UnitOfWork, speaker: Speaker, case_id: int, text: str, now: datetime) -> bool:
    """Bring what somebody says before the member of staff who has taken the talk over; False when it is over."""
    case = _locked(work, case_id)
    officer = _officer(work, case) if case else None
    if case is None or officer is None or not _is_running(case, now):
        _lead_to(work, speaker.person_id, None)
        speaker.case_id = None
        return False
    if text.strip(_MARKS) in ENDS:
        _end(work, case, speaker, now)
        return True
    line = _write_down(case, speaker.name or "访客", text)
    notify(work, [Addressed(officer, PersonSaid(case.id, line), f"person_said:{case.id}:{line}")], now)
    return True


def end_talk(work: UnitOfWork, speaker: Speaker, now: datetime) -> bool:
    """结束, said by either side: the talk that the speaker is in is over; False where there is none, or several."""
    case_id = speaker.case_id or _only_talk(work, speaker, now)
    case = _locked(work, case_id) if case_id else None
    if case is None or not _is_running(case, now):
        return False
    _end(work, case, speaker, now)
    return True


def _only_talk(work: UnitOfWork, speaker: Speaker, now: datetime) -> int | None:
    if speaker.staff_id is None:
        return None
    talks = talks_of(work, speaker.staff_id, now - TALK_LASTS)
    return talks[0] if len(talks) == 1 else None


def _end(work: UnitOfWork, case: Case, speaker: Speaker, now: datetime) -> None:
    case.state, case.decided_at = "closed", now
    _lead_to(work, case.person_id, None)
    speaker.case_id = None if speaker.person_id == case.person_id else speaker.case_id
    both = [case.person_id, _officer(work, case) or speaker.person_id]
    told = TalkEnded(case.id, speaker.person_id)
    notify(work, [Addressed(one, told, f"talk_ended:{case.id}:{one}", urgent=True) for one in both], now)
    note(work, "close_request", "case", case.id, speaker.person_id, now)


def _locked(work: UnitOfWork, case_id: int) -> Case | None:
    return work.session.get(Case, case_id, with_for_update=True, populate_existing=True)


def _officer(work: UnitOfWork, case: Case) -> int | None:
    """The person of the member of staff who talks; None where that is nobody, or nobody any more."""
    return work.session.scalars(select(Staff.person_id).where(Staff.id == case.staff_id)).first()


def _is_running(case: Case, now: datetime) -> bool:
    return case.state == "answered" and case.taken_at is not None and now < case.taken_at + TALK_LASTS


def _lead_to(work: UnitOfWork, person_id: int, case_id: int | None) -> None:
    """From now on the person's words belong to this case, or to none."""
    work.session.execute(update(Dialogue).where(Dialogue.person_id == person_id).values(case_id=case_id))


def _write_down(case: Case, name: str, text: str) -> int:
    """Add a line to the case; return which one it is."""
    case.text = f"{case.text}\n{name}：{' '.join(text.split())}"
    return case.text.count("\n")

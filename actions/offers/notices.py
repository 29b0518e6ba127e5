"""What experts, enterprises and staff are told while somebody is found for a need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class Offered(Notice):
    """To an expert: will you take this need?"""

    kind: ClassVar[str] = "offer"
    offer: int


@dataclass(frozen=True, slots=True)
class OfferClosed(Notice):
    """To an expert who was asked: no answer is needed any more. `why` overrides what the need's state says."""

    kind: ClassVar[str] = "offer_closed"
    need: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Accepted(Notice):
    """To the enterprise: an expert has taken the need on."""

    kind: ClassVar[str] = "accepted"
    need: int


@dataclass(frozen=True, slots=True)
class AskedNext(Notice):
    """To the enterprise: whoever was asked could not (the last of them by this offer), and others are asked."""

    kind: ClassVar[str] = "asked_next"
    need: int
    offer: int = 0


@dataclass(frozen=True, slots=True)
class HandedOver(Notice):
    """To the enterprise: staff are looking for somebody."""

    kind: ClassVar[str] = "handed_over"
    need: int


@dataclass(frozen=True, slots=True)
class Unanswered(Notice):
    """To staff: nobody is left whom matching could ask."""

    kind: ClassVar[str] = "unanswered"
    need: int


@dataclass(frozen=True, slots=True)
class GivenBack(Notice):
    """To the enterprise: the expert who had accepted cannot come."""

    kind: ClassVar[str] = "given_back"
    need: int


@dataclass(frozen=True, slots=True)
class Returned(Notice):
    """To staff: an expert has given this need back."""

    kind: ClassVar[str] = "returned"
    need: int
    expert: int


@dataclass(frozen=True, slots=True)
class TakenAgain(Notice):
    """To staff: an expert has taken a need that they had given back."""

    kind: ClassVar[str] = "taken_again"
    need: int
    expert: int


@dataclass(frozen=True, slots=True)
class TermsProposed(Notice):
    """To the enterprise: an expert would take the need under a condition."""

    kind: ClassVar[str] = "terms_proposed"
    offer: int


@dataclass(frozen=True, slots=True)
class TermsAnswered(Notice):
    """To the expert: the enterprise has agreed to the condition, or not, or has not answered."""

    kind: ClassVar[str] = "terms_answered"
    offer: int


@dataclass(frozen=True, slots=True)
class OfferLapsing(Notice):
    """The expert: this offer is about to lapse without an answer."""

    kind = "offer_lapsing"
    offer: int


@dataclass(frozen=True, slots=True)
class NeedAddition(Notice):
    """To an expert who has accepted or is asked: the enterprise has added this part (from 1) to its need."""

    kind: ClassVar[str] = "need_addition"
    need: int
    part: int


@dataclass(frozen=True, slots=True)
class TakenOff(Notice):
    """To the expert who had accepted: the enterprise would like another one, or staff ask another (`by_office`)."""

    kind: ClassVar[str] = "taken_off"
    need: int
    by_office: bool = False


@dataclass(frozen=True, slots=True)
class AppointmentWished(Notice):
    """To the other side of a service: when and where the one would like to meet. The case holds the words for staff.

    «明天» in them is counted from `said_at` (ISO).
    """

    kind: ClassVar[str] = "appointment_wished"
    need: int
    case: int
    by_expert: bool
    said_at: str = ""


@dataclass(frozen=True, slots=True)
class OthersAsked(Notice):
    """To the enterprise: staff have taken its need from the expert who did not come, and ask others."""

    kind: ClassVar[str] = "others_asked"
    need: int


@dataclass(frozen=True, slots=True)
class MeetingProposed(Notice):
    """To the other side of a service: a day, an hour and a place, which one tap agrees to."""

    kind: ClassVar[str] = "meeting_proposed"
    meeting: int


@dataclass(frozen=True, slots=True)
class MeetingWaits(Notice):
    """The same side, once more, while it has not answered."""

    kind = "meeting_waits"
    meeting: int


@dataclass(frozen=True, slots=True)
class MeetingAnswered(Notice):
    """To who proposed an appointment: the other side agrees, or cannot."""

    kind: ClassVar[str] = "meeting_answered"
    meeting: int


@dataclass(frozen=True, slots=True)
class MeetingCancelled(Notice):
    """To the other side: what was agreed, or proposed, is off."""

    kind: ClassVar[str] = "meeting_cancelled"
    meeting: int


@dataclass(frozen=True, slots=True)
class MeetingNear(Notice):
    """To both: the appointment is tomorrow, or in an hour."""

    kind = "meeting_near"
    meeting: int


@dataclass(frozen=True, slots=True)
class ContactAsked(Notice):
    """To the enterprise: this expert took its need on; are they in touch?"""

    kind = "contact_asked"
    need: int
    expert: int


@dataclass(frozen=True, slots=True)
class ContactDue(Notice):
    """To the expert: nobody has said that both are in touch."""

    kind = "contact_due"
    need: int
    expert: int


@dataclass(frozen=True, slots=True)
class ContactMissing(Notice):
    """To staff: neither side has said so; somebody else may be asked."""

    kind = "contact_missing"
    need: int
    expert: int


@dataclass(frozen=True, slots=True)
class ChatSaid(Notice):
    """To the other side of a service: a line of the chat."""

    kind: ClassVar[str] = "chat_said"
    chat: int
    line: int


@dataclass(frozen=True, slots=True)
class ChatEnded(Notice):
    """To the other side: this person has ended the chat."""

    kind: ClassVar[str] = "chat_ended"
    chat: int
    by: int


@dataclass(frozen=True, slots=True)
class ChatClosed(Notice):
    """To both sides: the office has ended their chat, and why."""

    kind = "chat_closed"
    chat: int
    reason: str


@dataclass(frozen=True, slots=True)
class ChatOver(Notice):
    """To the expert: nobody has written for hours, and what was said may be a diary."""

    kind = "chat_over"
    chat: int


@dataclass(frozen=True, slots=True)
class TeamSent(Notice):
    """To the members of a team but its leader: the leader has taken on a need to which staff sent the team."""

    kind: ClassVar[str] = "team_sent"
    need: int
    team: int


@dataclass(frozen=True, slots=True)
class TeamStays(Notice):
    """To those members who heard that: the leader has this need in hand no more."""

    kind: ClassVar[str] = "team_stays"
    need: int
    team: int
    leader: int

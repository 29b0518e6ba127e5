"""What is told about a service that was done, and about what is needed on the spot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class RateService(Notice):
    """To the enterprise: how was it?"""

    kind: ClassVar[str] = "rate"
    need: int


@dataclass(frozen=True, slots=True)
class SolvedNow(Notice):
    """To an enterprise that has said that nothing was solved: its expert has recorded a service; is it solved now?"""

    kind: ClassVar[str] = "solved_now"
    need: int


@dataclass(frozen=True, slots=True)
class RateReminder(Notice):
    """To the enterprise, once more, where nothing was said."""

    kind: ClassVar[str] = "rate_reminder"
    need: int


@dataclass(frozen=True, slots=True)
class LowRating(Notice):
    """To staff: the enterprise was not satisfied."""

    kind: ClassVar[str] = "low_rating"
    need: int


@dataclass(frozen=True, slots=True)
class ProtectionAsked(Notice):
    """To staff: a volunteer needs insurance or protection on the spot."""

    kind: ClassVar[str] = "protection"
    protection: int


@dataclass(frozen=True, slots=True)
class ProtectionArranged(Notice):
    """To the volunteer: it has been seen to."""

    kind: ClassVar[str] = "protection_arranged"
    protection: int


@dataclass(frozen=True, slots=True)
class Undiaried(Notice):
    """The expert: a service taken on, and no diary yet."""

    kind = "undiaried"
    need: int
    expert: int


@dataclass(frozen=True, slots=True)
class ServiceConfirmed(Notice):
    """To the expert: the enterprise says that the service took place; a diary of it is not there yet."""

    kind: ClassVar[str] = "service_confirmed"
    need: int


@dataclass(frozen=True, slots=True)
class DiaryMended(Notice):
    """To whoever kept the diary `old`: staff have put `new` in its place."""

    kind: ClassVar[str] = "diary_mended"
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class ServiceWaits(Notice):
    """The enterprise: this expert has taken its need on, and no service was heard of; have they been in touch?"""

    kind = "service_waits"
    need: int
    expert: int


@dataclass(frozen=True, slots=True)
class DiaryQuestioned(Notice):
    """To whoever kept a diary: staff ask about it, or its firm tells it otherwise."""

    kind: ClassVar[str] = "diary_questioned"
    review: int


@dataclass(frozen=True, slots=True)
class DiaryAnswered(Notice):
    """To the member of staff who asked: its writer has answered."""

    kind: ClassVar[str] = "diary_answered"
    review: int


@dataclass(frozen=True, slots=True)
class DiaryStruck(Notice):
    """To whoever kept a diary: staff have struck it."""

    kind: ClassVar[str] = "diary_struck"
    review: int


@dataclass(frozen=True, slots=True)
class ConfirmService(Notice):
    """To somebody of a firm that a diary names: was that so, and how was it?"""

    kind: ClassVar[str] = "confirm_service"
    diary: int


@dataclass(frozen=True, slots=True)
class HoursSaid(Notice):
    """To whoever kept a diary: its firm says that the service took other hours."""

    kind: ClassVar[str] = "hours_said"
    diary: int


@dataclass(frozen=True, slots=True)
class EffectAsked(Notice):
    """To the enterprise, once, a month after a service that it has rated: what came of it?"""

    kind = "effect_asked"
    need: int


@dataclass(frozen=True, slots=True)
class FollowUpAsked(Notice):
    """To a firm of a focus group, some days after it was served: how does it go, is more help wanted (S1.4)?"""

    kind: ClassVar[str] = "follow_up_asked"
    need: int


@dataclass(frozen=True, slots=True)
class ContactSaid(Notice):
    """To a diary's writer: whoever had the one-time link has answered."""

    kind = "contact_said"
    link: int


@dataclass(frozen=True, slots=True)
class ContactDenied(Notice):
    """To staff: by the one-time link of a diary somebody says that the service did not take place."""

    kind = "contact_denied"
    link: int

"""What people are told about their accounts."""

from __future__ import annotations

from dataclasses import dataclass

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class Unbound(Notice):
    """An account that was let go: its person writes from another one of the same channel now."""

    kind = "unbound"


@dataclass(frozen=True, slots=True)
class Undelivered(Notice):
    """To whoever caused this notice (a row of the outbox): it reached nobody, or nobody knows whether it did."""

    kind = "undelivered"
    message: int


@dataclass(frozen=True, slots=True)
class ProfileChanged(Notice):
    """Staff of the place: this person has changed these of the own facts (phone, firm, unit, region)."""

    kind = "profile_changed"
    person: int
    what: list[str]


@dataclass(frozen=True, slots=True)
class Unconfirmed(Notice):
    """Whoever told something and left it: the form, its number within their talk, and when it was last told of (ISO)."""

    kind = "unconfirmed"
    form: str
    key: int
    told: str


@dataclass(frozen=True, slots=True)
class VoiceClaimed(Notice):
    """To the owners of a firm and its office: this person says to speak for it."""

    kind = "voice_claimed"
    person: int


@dataclass(frozen=True, slots=True)
class VoiceAnswered(Notice):
    """To whoever said to speak for this firm: its owner, or staff, agreed or did not."""

    kind = "voice_answered"
    firm: int
    agreed: bool


@dataclass(frozen=True, slots=True)
class NoLongerVoice(Notice):
    """To whom the owner of this firm has removed."""

    kind = "no_longer_voice"
    firm: int


@dataclass(frozen=True, slots=True)
class ClerkCame(Notice):
    """To the head of a station: this person came by a code, and is this there (`programme.clerks`)."""

    kind = "clerk_came"
    station: int
    person: int
    role: str


@dataclass(frozen=True, slots=True)
class ClerkRemoved(Notice):
    """To whom the head of this station has removed."""

    kind = "clerk_removed"
    station: int


@dataclass(frozen=True, slots=True)
class SignedIn(Notice):
    """To somebody, on the device they used last: this account came to them by their telephone."""

    kind = "signed_in"
    account: int


@dataclass(frozen=True, slots=True)
class CodeNotSent(Notice):
    """To whoever waits for a one-time code by short message: the vendor did not take it, or took it and reports it as lost."""

    kind = "code_not_sent"
    taken: bool = False


@dataclass(frozen=True, slots=True)
class FirmHandedOver(Notice):
    """To whom the owner of this firm has made its owner."""

    kind = "firm_handed_over"
    firm: int

"""Needs, the offers made for them, and how the service was rated."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import SealedText
from storage.tables.base import Base, Code, Key, Region


class Need(Base):
    """An enterprise's call for help. States: open → accepted → served → rated; withdrawn; unanswered; unserved (staff said no).

    `prefers`: what its firm would like in who helps, as codes of `language.traits`. Until `waits_until` nobody is asked: its firm
    may say whether to wait for `waits_for`, the right one, or has said so. `contacted_at`: when one of both last said that firm and expert
    are in touch, `unsolved_at`: when its firm last said that the service had not solved it; the first counts
    since `accepted_at`, the second ends when another expert takes it on.
    `answer_by`, `contact_by`, `review_by`: by when it was to be taken on, its firm called, its service reviewed, as the pack promised then.
    `follow_up`: how its firm, of a focus group, said that it goes since it was served: fine, or more help is wanted; `followed_up_at`: when.
    `track`: what it is in a major event, as a code of `programme.major_events`; `major_event_id`: which one.
    """

    __tablename__ = "need"
    __table_args__ = (
        Index("ix_need_state_region", "state", "region"),
        Index("ix_need_state_accepted_at", "state", "accepted_at"),
        Index("ix_need_state_served_at", "state", "served_at"),
    )

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), index=True)
    text: Mapped[str] = mapped_column(SealedText("need.text"))
    domain: Mapped[Code]
    also: Mapped[list[str]]
    region: Mapped[Region] = mapped_column(index=True)
    urgent: Mapped[bool]
    form: Mapped[Code | None]
    focus: Mapped[list[str]]
    prefers: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    state: Mapped[Code] = mapped_column(default="open")
    expert_id: Mapped[int | None] = mapped_column(ForeignKey("expert.id"), index=True)
    track: Mapped[Code | None]
    major_event_id: Mapped[int | None] = mapped_column(index=True)
    waits_for: Mapped[int | None]
    waits_until: Mapped[datetime | None] = mapped_column(index=True)
    created_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    contacted_at: Mapped[datetime | None]
    unsolved_at: Mapped[datetime | None]
    served_at: Mapped[datetime | None]
    answer_by: Mapped[datetime | None]
    contact_by: Mapped[datetime | None] = mapped_column(index=True)
    review_by: Mapped[datetime | None]
    follow_up: Mapped[Code | None]
    followed_up_at: Mapped[datetime | None]


class VisitNeed(Base):
    """What a firm told a station or an expert who came to see it, before anybody is asked for help (S3.3).

    Nobody else hears of it until the firm agrees; then it becomes `need_id`. `person_id`: whom it was told; `contact_id`: who of the
    firm is asked, or came with the code. States: asked → agreed / refused / lapsed; after the last two the words are gone.
    """

    __tablename__ = "visit_need"
    __table_args__ = (Index("ix_visit_need_state_asked_at", "state", "asked_at"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    enterprise: Mapped[str] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(SealedText("visit_need.text"))
    phone: Mapped[str] = mapped_column(SealedText("visit_need.phone"), default="")
    domain: Mapped[Code]
    also: Mapped[list[str]]
    region: Mapped[Region]
    urgent: Mapped[bool]
    state: Mapped[Code] = mapped_column(default="asked")
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"))
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class Offer(Base):
    """One expert asked for one need. States: pending → accepted / declined / expired / closed, or unreached (it came back).

    `terms`: the condition under which the expert would take it, put to the enterprise as a proposal. `phrase`: what of
    the expert's own words answered the need; `unskilled`: they declined it as none of their skill. `given_back`: how
    often the expert took it and gave it back.
    """

    __tablename__ = "offer"
    __table_args__ = (
        UniqueConstraint("need_id", "expert_id"),
        Index("ix_offer_state_expires_at", "state", "expires_at"),
        Index("ix_offer_expert_id_state", "expert_id", "state"),
    )

    id: Mapped[Key]
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"))
    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id"))
    state: Mapped[Code] = mapped_column(default="pending")
    score: Mapped[float]
    reasons: Mapped[list[str]]
    phrase: Mapped[str | None] = mapped_column(String(100))
    decline_reason: Mapped[str | None] = mapped_column(SealedText("offer.decline_reason"))
    unskilled: Mapped[bool] = mapped_column(default=False)
    terms: Mapped[str | None] = mapped_column(SealedText("offer.terms"))
    given_back: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class Rating(Base):
    """The enterprise's satisfaction 满意度, 1 to 5, with one service, and its effect 效果.

    `effect`: how far the stated problem was solved, in per cent; empty where nobody said. `lasting`: the same a month later.
    """

    __tablename__ = "rating"

    id: Mapped[Key]
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), unique=True)
    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id"), index=True)
    stars: Mapped[int]
    effect: Mapped[int | None]
    lasting: Mapped[int | None]
    comment: Mapped[str | None] = mapped_column(SealedText("rating.comment"))
    created_at: Mapped[datetime]

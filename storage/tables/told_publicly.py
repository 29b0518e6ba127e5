"""What the public pages tell of: the service menu that staff write, and stories 新闻、案例 with the consent of those in them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption.columns import SealedText
from storage.tables.base import Base, Code, Key, Region


class ServiceItem(Base):
    """A line of the service menu 服务清单 (S10.9). States: listed, withdrawn. `domain`: the field that a need of it has."""

    __tablename__ = "service_item"

    id: Mapped[Key]
    title: Mapped[str] = mapped_column(String(30))
    text: Mapped[str] = mapped_column(String(300))
    domain: Mapped[Code | None]
    region: Mapped[Region]
    state: Mapped[Code]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]


class Story(Base):
    """News of an activity or a case of a service (S10.7). `kind`: news (`activity_id`) or case (`need_id`).

    States: asked (of those in it) → agreed → released; declined (one of them said no, before or after), withdrawn (by staff).
    """

    __tablename__ = "story"

    id: Mapped[Key]
    kind: Mapped[Code]
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id"))
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"))
    region: Mapped[Region] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(SealedText("story.title"))
    text: Mapped[str] = mapped_column(SealedText("story.text"))
    state: Mapped[Code] = mapped_column(index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    released_at: Mapped[datetime | None]


class StoryConsent(Base):
    """Whom a story tells of. `side`: enterprise, expert, station or for_firm (`programme.stories`). States: asked, yes, no."""

    __tablename__ = "story_consent"
    __table_args__ = (UniqueConstraint("story_id", "person_id"),)

    id: Mapped[Key]
    story_id: Mapped[int] = mapped_column(ForeignKey("story.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    side: Mapped[Code]
    state: Mapped[Code]
    changed_at: Mapped[datetime]

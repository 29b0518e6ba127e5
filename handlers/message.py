"""What travels between a channel and a talk, the same for every channel.

A channel turns a vendor's body into an `Incoming` and shows a `Reply` with its own means.
Replies are stored as JSON (`Reply.to_json`), so that a redelivery and a reload show the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Mark = Literal["", "inferred", "changed"]
Asks = Literal["", "phone", "place"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message, already checked and kept: `key` finds it in the file store.

    Of one that goes out `name` is how it is called, and `link` where it can be fetched for a while: for channels that show
    no files.
    """

    key: str
    media_type: str
    size: int
    name: str = ""
    link: str = ""

    def to_json(self) -> list[Any]:
        """As JSON, without what is empty at the end."""
        rest = [self.name, self.link] if self.link else [self.name] if self.name else []
        return [self.key, self.media_type, self.size, *rest]


@dataclass(frozen=True, slots=True)
class Incoming:
    """One inbound message.

    `sender` is the account on the channel; `external_id` is unique on the channel, so that a
    redelivery is known. `choice` is the token of a tapped choice; `text` is then its caption.
    `location` is (latitude, longitude), `contact` a phone number that the platform vouches for.
    `room` is the group it was said in, as the channel names it (up to a colon: the group itself, up to a slash: without
    its topic): answers go there; `thread` the topic of a private chat, which shuts nobody out. `unreadable` says,
    in words to the person, why what came could not be read (a file too large, a voice without words).

    `message_id` is the vendor's own id of the message, unique among those of the sender's account; `written_at` the
    moment of writing, as the platform says; `points_at` the id of the message that this one replies to or quotes, `edits`
    that of the one which this is a new wording of. `quotes` are the words of what it points at, where the vendor tells no id.
    `part_of` is the same for all messages of one album. `address` is where a browser is, for limits; it is not kept.
    """

    channel: str
    sender: str
    external_id: str
    text: str = ""
    choice: str = ""
    files: tuple[Attachment, ...] = ()
    location: tuple[float, float] | None = None
    contact: str = ""
    room: str = ""
    thread: str = ""
    unreadable: str = ""
    message_id: str = ""
    written_at: datetime | None = None
    points_at: str = ""
    quotes: str = ""
    edits: str = ""
    part_of: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A button. `token` says what it means; it fits Telegram's 64 bytes with room for a signature."""

    label: str
    token: str


@dataclass(frozen=True, slots=True)
class Link:
    """Something to open beside the chat. `path` is relative to the person's own web chat, which lets nobody else in."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a card; `mark` says that the value was inferred or has just been changed."""

    label: str
    value: str
    mark: Mark = ""

    @property
    def shown(self) -> str:
        """The value as text, with its mark."""
        return f"{self.value}{MARKS[self.mark]}"


@dataclass(frozen=True, slots=True)
class Card:
    """What is read back before it is done, or a record shown."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to a person: text, then a card, then choices; any may be missing.

    `files` go with it, `links` open beside it. `asks` says what a phone can send by itself in answer;
    `room` is the group, or the topic, that it is said in. `in_words`: its choices have no numbers, as a question is open
    that a number answers.
    """

    text: str = ""
    card: Card | None = None
    choices: tuple[Choice, ...] = field(default=())
    files: tuple[Attachment, ...] = ()
    asks: Asks = ""
    room: str = ""
    links: tuple[Link, ...] = ()
    in_words: bool = False

    def to_json(self) -> dict[str, Any]:
        """As JSON, without empty parts."""
        body: dict[str, Any] = {"text": self.text} if self.text else {}
        if self.card:
            rows = [[row.label, row.value, row.mark] for row in self.card.rows]
            body["card"] = {"title": self.card.title, "rows": rows}
        if self.choices:
            body["choices"] = [[choice.label, choice.token] for choice in self.choices]
        if self.files:
            body["files"] = [file.to_json() for file in self.files]
        if self.links:
            body["links"] = [[link.label, link.path] for link in self.links]
        rest = {"asks": self.asks, "room": self.room, "in_words": self.in_words}
        return body | {name: value for name, value in rest.items() if value}

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Reply:
        """The inverse of `to_json`."""
        card = body.get("card")
        return cls(
            body.get("text", ""),
            Card(card["title"], tuple(Row(*row) for row in card["rows"])) if card else None,
            tuple(Choice(*choice) for choice in body.get("choices", ())),
            tuple(Attachment(*file) for file in body.get("files", ())),
            body.get("asks", ""),
            body.get("room", ""),
            tuple(Link(*link) for link in body.get("links", ())),
            body.get("in_words", False),
        )

    def plain(self) -> str:
        """All that a person sees, as text: for channels without cards, the terminal and tests."""
        parts = [self.text] if self.text else []
        if self.card:
            parts.append(f"【{self.card.title}】")
            parts += [f"{row.label}：{row.shown}" for row in self.card.rows]
        parts += [f"{link.label}（在网页对话里打开）" for link in self.links]
        return "\n".join(parts)


MARKS: dict[Mark, str] = {"": "", "inferred": "（我补的）", "changed": "（已修改）"}

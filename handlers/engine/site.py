"""Where the pages are, for links that a message carries."""

from __future__ import annotations

from handlers.engine.context import ConversationContext
from programme.centres import centre_of


def site_of(talk: ConversationContext) -> str:
    """As the settings say, else as the centre of the speaker's place does; empty where neither is known."""
    centre = centre_of(talk.rules.centres, talk.home)
    return (talk.reader_options.site or (centre.site if centre else "")).rstrip("/")

"""Figures of the rules as the asker has to go by: of one's own title, of the pack in use, or of the place."""

from __future__ import annotations

from collections.abc import Callable

import language
from actions.access import pack_of
from handlers.engine.context import ConversationContext
from handlers.rendering.plain import show_region
from programme import told
from programme.packs import KINDS, Kind, RulePack, known_packs
from programme.qualification import IN_FORCE
from storage.queries.titles.standing import qualifications_of

Figure = Callable[[RulePack, Kind], str]


def kind_meant(talk: ConversationContext) -> Kind:
    """Whom the question is about: named in it, else what the asker is, else whom the rules speak of."""
    named: dict[str, Kind] = {"工作站": "station", "专家": "expert", "志愿者": "expert"}
    words = next((kind for word, kind in named.items() if word in talk.said), None)
    own = next((kind for kind in KINDS if kind in talk.speaker.roles), None)
    return words or own or talk.rules.kinds[0]


def rules_for(talk: ConversationContext, kind: Kind) -> RulePack | None:
    """The pack that decides about the asker."""
    titles = qualifications_of(talk.work, talk.speaker, IN_FORCE)
    if own := next((title for title in titles if title.holder == kind), None):
        return pack_of(own.pack, talk.rules)
    return told.pack_for(known_packs(), talk.rules, kind, place(talk))


def place(talk: ConversationContext) -> str | None:
    """The place that the question names, else where the asker is."""
    return language.read_region(talk.said, talk.home) or talk.home


def figure(talk: ConversationContext, what: Figure, silent: str) -> str:
    """A figure in words, or `silent` where the rules say nothing of it; a nearer place's own, where it is another."""
    kind = kind_meant(talk)
    pack = rules_for(talk, kind)
    if pack is None:
        return silent
    said = what(pack, kind)
    near = told.local_pack(known_packs(), pack, kind, place(talk))
    other = what(near, kind) if near else ""
    more = f"\n{_whose(near)}：{other}。" if near and other and other != said else ""
    return f"{said or silent}。{more}"


def _whose(pack: RulePack) -> str:
    status = "征求意见稿" if pack.status == "draft" else "规定"
    return f"{show_region(pack.region)}另有{status}"

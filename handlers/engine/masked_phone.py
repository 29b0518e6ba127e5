"""A telephone as staff read it before they say what they need it for: masked, beside the tap that shows it."""

from __future__ import annotations

from handlers.engine import tokens
from handlers.message import Choice
from handlers.rendering.masking import mask_phone
from handlers.rendering.plain import Called
from programme.telephones import marked


def masked(phone: str | None, verified: bool) -> str:
    """«139****3333（未核实）»; empty where none was left."""
    return marked(mask_phone(phone), verified) if phone else ""


def masked_of(one: Called) -> str:
    """Somebody's number, masked; empty where none was left."""
    return masked(one.phone, one.phone_verified)


def show_it(person_id: int, phone: str | None, name: str = "") -> tuple[Choice, ...]:
    """The tap that shows it, where there is one to show; `name` tells several apart."""
    return (
        (Choice(f"看电话 {name}".strip(), tokens.start("see_phone", "person", person_id)),) if phone else ()
    )

"""Somebody who is in distress or danger, whatever else is said."""

import re

_DESPAIR = re.compile(r"不想活|活不下去|没法活|想去?死(?![磕心])|自杀|跳楼|轻生")
_FIRE = re.compile(r"^.{0,8}[着起失]火了")


def despairs(text: str) -> bool:
    """Whether somebody speaks of ending their life."""
    return bool(_DESPAIR.search(text))


def is_on_fire(text: str) -> bool:
    """Whether a few words cry fire."""
    return bool(_FIRE.search(text))

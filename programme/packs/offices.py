"""Kinds of holders, and the offices and steps that rules speak of."""

from typing import Literal

Kind = Literal["expert", "station"]
Level = Literal["city", "province", "centre"]
Office = Literal["country", "province", "city", "county", "centre", "any"]
Step = Literal[
    "file", "review", "publish", "certify", "assess", "warn", "revoke", "renew", "objection", "appeal"
]
KINDS: tuple[Kind, ...] = ("expert", "station")

"""Hiding who asks, until an expert has accepted (S9.1)."""

from __future__ import annotations

from typing import Protocol

from language.discretion import WAYS, Asker, Kind, hidden

WORDS = {
    Kind.PHONE: "（电话略）",
    Kind.PAPER: "（证件号略）",
    Kind.MAIL: "（邮箱略）",
    Kind.ACCOUNT: "（账号略）",
    Kind.SITE: "（网址略）",
    Kind.PLATE: "（车牌略）",
    Kind.ADDRESS: "（地址略）",
    Kind.FIRM: "某企业",
    Kind.PERSON: "（人名略）",
    Kind.SURNAME: "某",
}
"""What stands in the place of each: 某厂长, 请打（电话略）."""


class Asked(Protocol):
    """Something that a firm asked for, and whose firm it is."""

    @property
    def text(self) -> str: ...
    @property
    def enterprise(self) -> str: ...
    @property
    def asker(self) -> str: ...


def discreet(need: Asked) -> str:
    """A need as somebody reads it who has not taken it on."""
    return mask(need.text, need.enterprise, need.asker)


def mask(text: str, enterprise: str, asker: str = "") -> str:
    """A firm's words without its own name, without people, and without any way to reach or find them.

    Names of other firms stay: who is on the other side tells an expert whether to keep out of it.
    """
    return hidden(text, WORDS, Asker((enterprise,), (asker,)))


def mask_ways(text: str) -> str:
    """Words without any way to reach somebody; who they are stays."""
    return hidden(text, WORDS, kinds=WAYS)


def mask_phone(phone: str) -> str:
    """«138****1234», as a person's own number is read back."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) > 7 else phone

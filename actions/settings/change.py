"""Settle something about the house, or put it back as it was: each time a new row, so that the history stays whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from actions.access import require
from actions.audit import note
from actions.refusal import Refused
from actions.settings.kinds import KINDS, SettingKind
from storage.queries.people.speakers import Speaker
from storage.queries.settings import Value, history, the_one_in_force
from storage.queries.settings import change as change_of
from storage.tables import Setting
from storage.unit_of_work import UnitOfWork

Typed = Mapping[str, str]


def require_setting(work: UnitOfWork, speaker: Speaker, name: str, key: str) -> SettingKind:
    """The kind of a setting that the speaker may change. Refused «no_setting», or by the table of authority."""
    kind = KINDS.get(name)
    if kind is None:
        raise Refused("no_setting", "没有这一项设置。")
    region = key if name == "centre" else speaker.jurisdiction
    require(speaker, kind.right, region)
    known = history(work, name, key, 1) if name == "faq" else []
    if known:
        require(speaker, kind.right, known[0].region)
    return kind


def settle(
    work: UnitOfWork, speaker: Speaker, name: str, key: str, typed: Typed | None, now: datetime
) -> Value | None:
    """Keep what was typed as what is in force from now on; None takes it out. Return the value.

    Refused «bad_setting», «same_setting», or as `require_setting`.
    """
    kind = require_setting(work, speaker, name, key)
    return _keep(work, speaker, name, key, None if typed is None else kind.read(key, typed), now)


def put_back(work: UnitOfWork, speaker: Speaker, change_id: int, now: datetime) -> None:
    """As it was before this change. Refused «no_setting», «same_setting», or as `require_setting`."""
    one = change_of(work, change_id)
    if one is None:
        raise Refused("no_setting", "没有这一项设置。")
    require_setting(work, speaker, one.name, one.key)
    older = [each for each in history(work, one.name, one.key, 1000) if each.id < change_id]
    _keep(work, speaker, one.name, one.key, older[0].value if older else None, now)


def _keep(
    work: UnitOfWork, speaker: Speaker, name: str, key: str, value: Value | None, now: datetime
) -> Value | None:
    if the_one_in_force(work, name, key) == value:
        raise Refused("same_setting", "跟现在一样，没有改。")
    row = Setting(
        name=name,
        key=key,
        region=speaker.jurisdiction or "",
        value=value,
        person_id=speaker.person_id,
        changed_at=now,
    )
    work.session.add(row)
    work.session.flush()
    note(work, "change_setting", "setting", row.id, speaker.person_id, now, name=name, key=key)
    return value

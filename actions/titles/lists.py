"""公示名单 and 签到表 as the register fills them in."""

from __future__ import annotations

from documents.annexes.publicity import Publicity
from documents.annexes.sign_in import Guest, SignIn
from language.domains import label
from language.regions import names
from programme.centres import Centre
from programme.packs import Kind, RulePack
from programme.packs.citations import ground_title
from programme.programmes import speaking_of
from storage.queries.activities.coming import contacts_of
from storage.queries.activities.events import COMING, event
from storage.queries.complaints.publicity import Listed, listed
from storage.unit_of_work import UnitOfWork


def publicity_of(
    work: UnitOfWork, kind: Kind, region: str, batch: int, rules: RulePack, centre: Centre
) -> Publicity | None:
    """The list of those whose publicity ends last; None where nobody is in publicity, or the pack has none."""
    work.flush()
    found = listed(work.connection, kind, region)
    pack = speaking_of(rules, kind)
    rule = pack.rules(kind).publicity
    if not found or rule is None:
        return None
    last = max(one.last for one in found)
    together = [one for one in found if one.last == last]
    rows = [_row(kind, one) for one in together]
    return Publicity(
        kind=kind,
        batch=batch,
        basis=ground_title(rule.clause, pack.documents),
        first=min(one.first for one in together),
        last=last,
        length=rule.length,
        issuer=centre.name,
        phone=centre.phone,
        address=centre.address,
        rows=rows,
        email=centre.email,
    )


def sign_in_of(work: UnitOfWork, event_id: int, host: str) -> SignIn | None:
    """An event and who comes to it; None where there is no such event."""
    work.flush()
    found = event(work, event_id)
    if found is None:
        return None
    coming = [one for one in contacts_of(work, event_id) if one.state in COMING]
    guests = [Guest(one.name, one.unit, one.phone, one.verified) for one in coming]
    return SignIn(found.title, found.held_on, found.place, host, guests)


def _row(kind: Kind, one: Listed) -> list[str]:
    if kind == "station":
        return [one.name, names().get(one.region, "")]
    return [one.name, one.unit, "、".join(label(code) for code in one.domains)]

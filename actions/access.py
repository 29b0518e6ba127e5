"""Who may do it: the programme's table of authority, asked before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import select

from actions.refusal import Refused
from programme import authority
from programme.authority import Actor
from programme.errors import PackError, UnknownYear
from programme.errors import Refused as RefusedByPolicy
from programme.jurisdiction import covers
from programme.lifecycle import Lifecycle, Transition
from programme.packs import Kind, RulePack, load_pack
from programme.packs.model import KindRules
from programme.programmes import pack_in
from programme.roles import Role
from programme.spans import plain_day
from storage.lengths import TooLong
from storage.queries.people.speakers import Speaker
from storage.queries.titles.standing import QualificationFacts
from storage.tables import Account, Credential, Person, Qualification
from storage.unit_of_work import UnitOfWork

FRESH = timedelta(minutes=10)
"""For so long whoever has proved who they are is not asked again."""
AGAIN = "这一步要先确认是您本人：把验证器上的 6 位数字发来，像「验证 123456」，然后再办一次。"
ELSEWHERE = "这一步要先确认是您本人：请在您平时的聊天里办，或在那里说“网页登录”重新进来。"
BY_PHONE = "这一步要先确认是您本人：请说「登录」，用您登记的手机号收一条验证码，再办一次。"
NEW_NUMBER = "这个号码刚换不久，{}起才能用它证明是您本人。急着办，请找工作人员，核实后替您办。"
ONLY_LOOKS = "您在站里是「只看」，这件事请站里的负责人或经办人来办。"
SET_UP = "这一步要先确认是您本人，您还没有验证器：请管服务器的人用 yiqi staff password 给您设好，再从网页的 /staff/ 登录来办。"


def actor_of(speaker: Speaker) -> Actor:
    """The speaker as policy sees them: who only looks at a station's has no right of it."""
    roles = {Role(name) for name in speaker.roles if name != "staff"}
    roles -= {Role.station} if speaker.only_looks else set()
    roles |= {Role(name) for name in speaker.staff_roles or ()}
    return Actor(speaker.person_id, frozenset(roles), speaker.jurisdiction)


def require(speaker: Speaker, action: str, region: str | None = None, owners: Collection[int] = ()) -> None:
    """Refuse what the speaker may not do to a subject in this region, belonging to these persons."""
    if speaker.only_looks and not may(speaker, action, region, owners):
        raise Refused("only_looks", ONLY_LOOKS)
    with policy():
        authority.require(actor_of(speaker), action, region, owners)


def require_work(speaker: Speaker) -> None:
    """Before a station's own deeds, whatever else the speaker is. Refused «only_looks»."""
    if speaker.only_looks:
        raise Refused("only_looks", ONLY_LOOKS)


def may(speaker: Speaker, action: str, region: str | None = None, owners: Collection[int] = ()) -> bool:
    """Whether `require` would let it pass."""
    return authority.may(actor_of(speaker), action, region, owners)


def sees(speaker: Speaker, region: str | None) -> bool:
    """Whether the region lies in the staff member's jurisdiction."""
    return covers(speaker.jurisdiction, region)


def may_ever(speaker: Speaker, action: str) -> bool:
    """Whether any of the speaker's roles has this right at all, be it over others."""
    return authority.may_ever(actor_of(speaker), action)


@contextmanager
def policy() -> Iterator[None]:
    """What policy refuses is refused to the person, with its clause; so is a day that no calendar knows yet, and a text that no column takes.

    A rule pack that cannot be read is a fault of the installation and goes on as it is.
    """
    try:
        yield
    except RefusedByPolicy as refusal:
        ground = f"（{refusal.clause}）" if refusal.clause else ""
        raise Refused(refusal.code, f"{refusal.text}{ground}") from refusal
    except UnknownYear as unknown:
        raise Refused("unknown_year", str(unknown)) from unknown
    except TooLong as long:
        raise Refused("too_long", f"太长了没存下，{long.longest} 字以内再说一次，好吗？") from long


def step(life: Lifecycle, state: str, deed: str, speaker: Speaker) -> Transition:
    """The transition that this deed makes. Refused where the state or the speaker's role forbids it."""
    with policy():
        return life.step(state, deed, actor_of(speaker).roles)


def pack_of(name: str, rules: RulePack | None = None) -> RulePack:
    """The pack of this id: as the deployment runs it, where it does."""
    return (pack_in(rules, name) if rules else None) or load_pack(name)


def title_rules(held: Qualification | QualificationFacts, rules: RulePack) -> KindRules:
    """What the title's own pack says, whichever pack is in use."""
    return pack_of(held.pack, rules).rules(kind_of(held.holder))


def known_pack(name: str) -> RulePack | None:
    """The pack of this id, or None where its file is gone: the calendar goes on with the others."""
    try:
        return load_pack(name)
    except PackError:
        return None


def kind_of(name: str) -> Kind:
    """A stored kind of holder or applicant, as policy calls it."""
    return "expert" if name == "expert" else "station"


def require_fresh(work: UnitOfWork, speaker: Speaker, now: datetime) -> None:
    """Before what is risky: whoever has an authenticator proves again who they are, a page in a browser is opened anew.

    A chat of a vendor's, which its owner's telephone guards, is enough for who has none; who has no such chat either is
    told how to come by an authenticator. Refused «prove_again».
    """
    account = work.session.get(Account, speaker.account_id) if speaker.account_id else None
    if account is None or (account.confirmed_at and now - account.confirmed_at <= FRESH):
        return
    if work.session.get(Credential, speaker.person_id):
        raise Refused("prove_again", AGAIN)
    if account.ends_at is not None or account.secret_hash is not None:
        raise Refused("prove_again", ELSEWHERE if _has_a_chat(work, speaker.person_id) else SET_UP)


def unproved(work: UnitOfWork, speaker: Speaker, texts: bool, now: datetime) -> str:
    """How a person at a page older than ten minutes proves who they are, before what takes or shows all that is theirs; empty where they need not.

    `texts`: whether codes can be sent. Who has neither authenticator nor verified telephone nor chat has nothing to prove
    by: the page is all that they are, and shows it anyhow.
    """
    account = work.session.get(Account, speaker.account_id) if speaker.account_id else None
    if account is None or account.secret_hash is None:
        return ""
    if now - (account.confirmed_at or account.created_at) <= FRESH:
        return ""
    if work.session.get(Credential, speaker.person_id):
        return AGAIN
    person = work.session.get_one(Person, speaker.person_id)
    if speaker.staff_id is None and (until := person.phone_settles_at) and now < until:
        return (
            ELSEWHERE
            if _has_a_chat(work, person.id)
            else NEW_NUMBER.format(plain_day(until.astimezone(now.tzinfo).date(), now.date()))
        )
    if texts and speaker.staff_id is None and person.phone and person.phone_verified:
        return BY_PHONE
    return ELSEWHERE if _has_a_chat(work, person.id) else ""


def _has_a_chat(work: UnitOfWork, person_id: int) -> bool:
    """Whether they have an account that a vendor opens to them alone, beside pages in a browser."""
    guarded = Account.secret_hash.is_(None) & Account.closed_at.is_(None) & (Account.channel != "web")
    return (
        work.session.scalar(select(Account.id).where(guarded, Account.person_id == person_id).limit(1))
        is not None
    )

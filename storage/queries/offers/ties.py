"""What binds an enterprise to experts when one is looked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Integer, Select, and_, bindparam, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from programme.cases import UNDECIDED
from storage.encryption.columns import is_one_of
from storage.prepared import Prepared
from storage.tables import (
    Agreement,
    Case,
    Enterprise,
    Expert,
    Need,
    Offer,
    Person,
    Qualification,
    Refusal,
    Wish,
)
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Ties:
    """What binds a need's firm to experts: whom it wishes for, and who may not be asked."""

    wish: int | None
    barred: frozenset[int]


def ties(work: UnitOfWork, need_id: int, enterprise_id: int) -> Ties:
    """The firm's wish for a need; barred are its own people, those asked before, those not wanted again, and those
    whose agreement is for the other form of service alone."""
    work.flush()
    rows = _TIES.run(work.connection, {"need": need_id, "enterprise": enterprise_id})
    wish = next((expert for what, expert in rows if what == "wish"), None)
    return Ties(wish, frozenset(expert for what, expert in rows if what == "barred"))


def ties_by_need(work: UnitOfWork, needs: Collection[int]) -> dict[int, Ties]:
    """The same for several posted needs, in one query."""
    wishes: dict[int, int] = {}
    barred: dict[int, set[int]] = {need: set() for need in needs}
    for what, need, expert in work.session.execute(_ties_by_need(needs)):
        if what == "wish":
            wishes[need] = expert
        else:
            barred[need].add(expert)
    return {need: Ties(wishes.get(need), frozenset(barred[need])) for need in needs}


def is_of_the_firm(work: UnitOfWork, expert_id: int, need_id: int) -> bool:
    """Whether the expert speaks for the firm of this need, says to, or has the telephone of who told it."""
    asker, firm, own = aliased(Person), aliased(Enterprise), aliased(Enterprise)
    its_phone = work.session.scalar(select(Person.phone).join(Need).where(Need.id == need_id))
    found = select(Need.id).select_from(Need).join(asker, asker.id == Need.person_id)
    found = found.join(firm, firm.id == Need.enterprise_id)
    found = found.join(Expert, Expert.id == expert_id).join(Person, Person.id == Expert.person_id)
    found = found.outerjoin(own, own.id == Person.enterprise_id)
    same = or_(
        own.id == firm.id,
        own.claims == firm.id,
        own.id == firm.claims,
        Person.id == asker.id,
        is_one_of(Person.phone_index, [its_phone or ""]),
    )
    return work.session.scalars(found.where(Need.id == need_id, same)).first() is not None


def accused_by(work: UnitOfWork, enterprise_id: int | None) -> tuple[str, ...]:
    """Whom the people of an enterprise have complained of, as they wrote it, where nothing is decided yet."""
    rows = _ACCUSED.run(work.connection, {"enterprise": enterprise_id or 0})
    return tuple(against or text for against, text in rows)


def accused_by_each(work: UnitOfWork, enterprises: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The same of several enterprises, in one query."""
    found = select(Person.enterprise_id, Case.against, Case.text).join(Person, Person.id == Case.person_id)
    own = (Person.enterprise_id.in_(enterprises), Case.kind == "complaint", Case.state.in_(UNDECIDED))
    rows = work.session.execute(found.where(*own)).all()
    return {one: tuple(against or text for firm, against, text in rows if firm == one) for one in enterprises}


def _ties() -> Select[*tuple[Any, ...]]:
    need: BindParameter[int] = bindparam("need")
    enterprise: BindParameter[int] = bindparam("enterprise")
    parts = union_all(
        select(literal("wish").label("what"), Wish.expert_id).where(Wish.need_id == need),
        select(literal("barred"), Offer.expert_id).where(Offer.need_id == need),
        select(literal("barred"), Refusal.expert_id).where(Refusal.enterprise_id == enterprise),
        select(literal("barred"), Expert.id).join(Person).where(Person.enterprise_id == enterprise),
        _agreed_otherwise(Qualification.holder_id).where(Need.id == need),
    ).subquery()
    return select(parts.c.what, parts.c.expert_id)


def _ties_by_need(needs: Collection[int]) -> Select[*tuple[Any, ...]]:
    one = Need.id.in_(needs)
    refused = select(literal("barred"), Need.id, Refusal.expert_id)
    own = select(literal("barred"), Need.id, Expert.id).select_from(Expert)
    own = own.join(Person, Person.id == Expert.person_id)
    parts = union_all(
        select(literal("wish").label("what"), Wish.need_id, Wish.expert_id).where(Wish.need_id.in_(needs)),
        select(literal("barred"), Offer.need_id, Offer.expert_id).where(Offer.need_id.in_(needs)),
        refused.join(Need, Need.enterprise_id == Refusal.enterprise_id).where(one),
        own.join(Need, Need.enterprise_id == Person.enterprise_id).where(one),
        _agreed_otherwise(Need.id, Qualification.holder_id).where(one),
    ).subquery()
    return select(parts.c.what, parts.c.need_id, parts.c.expert_id)


def _agreed_otherwise(*columns: Any) -> Select[*tuple[Any, ...]]:
    """Experts whose agreement is for the other form of service alone than the one that a need asks for."""
    found = select(literal("barred"), *columns).select_from(Agreement)
    found = found.join(Qualification, Qualification.id == Agreement.qualification_id)
    found = found.join(Need, and_(Need.form.is_not(None), Need.form != Agreement.form))
    return found.where(Qualification.holder == "expert", Agreement.form != "both")


def _accused() -> Select[*tuple[Any, ...]]:
    found = select(Case.against, Case.text).join(Person, Person.id == Case.person_id)
    own = Person.enterprise_id == bindparam("enterprise", type_=Integer())
    return found.where(own, Case.kind == "complaint", or_(*(Case.state == state for state in UNDECIDED)))


_TIES = Prepared(lambda dialect: _ties())
_ACCUSED = Prepared(lambda dialect: _accused())

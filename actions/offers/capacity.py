"""How many services an expert has in hand, kept within what they take on, whoever accepts at the same moment."""

from __future__ import annotations

from sqlalchemy import CursorResult, update

from actions.refusal import Refused
from programme.qualification import SERVING
from storage.changes import touch
from storage.queries.offers.experts import awaiting_training, serves
from storage.tables import Expert
from storage.unit_of_work import UnitOfWork

FULL = "您手上的服务已经到上限，记完一件的日记就能再接；这条也可以婉拒。"
NOT_SERVING = "您的专家资格现在暂停或已到期，不能接单。想问清楚，说「找工作人员」。"

UNTRAINED = "接单以前要先参加一次培训，参加了就能接。说「培训报名」看有没有培训。"


def access_capacity(work: UnitOfWork, expert_id: int) -> None:
    """Take one more service on, the last check of a deed. Refused «untrained», «not_serving», «full»; then nothing is written."""
    check_serves(work, expert_id)
    if not take_room(work, expert_id):
        raise Refused("full", FULL)


def check_serves(work: UnitOfWork, expert_id: int) -> None:
    """Refuse «untrained» an expert who is to be trained first, «not_serving» one whose title is suspended or over."""
    if awaiting_training(work, expert_id, SERVING):
        raise Refused("untrained", UNTRAINED)
    if not serves(work, expert_id, SERVING):
        raise Refused("not_serving", NOT_SERVING)


def take_room(work: UnitOfWork, expert_id: int) -> bool:
    """One service more, in a single statement, so that capacity holds; False where there is no room."""
    work.flush()
    room = update(Expert).where(Expert.id == expert_id, Expert.load < Expert.capacity)
    done: CursorResult[object] = work.connection.execute(room.values(load=Expert.load + 1))
    touch(work.connection, [expert_id] * done.rowcount)
    return done.rowcount == 1


def free_expert(work: UnitOfWork, expert_id: int) -> None:
    """One service fewer in hand."""
    work.flush()
    busy = update(Expert).where(Expert.id == expert_id, Expert.load > 0)
    work.connection.execute(busy.values(load=Expert.load - 1))
    touch(work.connection, [expert_id])

"""What is going on right now, so that whoever steps in has something to do at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import select

from actions.diaries.rate import rate_service
from actions.diaries.record import Service, record_diary
from actions.needs.post import Posting, post_need
from actions.offers.answer import accept_offer, decline_offer
from actions.offers.meetings import answer_meeting, propose_meeting
from bot.channels.web.adapter import hashed
from bot.delivery.due import DeliveryConfig, deliver_due
from bot.delivery.rates import RateLimiter
from bot.devtools.sample_world.hours import last_awake
from bot.devtools.sample_world.sample_data import Persona
from bot.devtools.sample_world.seed import Seeded
from bot.runtime.receive import receive
from handlers.engine import tokens
from handlers.engine.context import ReaderOptions
from handlers.message import Incoming
from language.meetings import Meeting
from programme.packs import RulePack
from storage.queries.needs import needs_to_rate, services_under_way
from storage.tables import Account, Dialogue, Need, Offer, Person
from storage.unit_of_work import UnitOfWork

BUSY = "这周手上的事排满了，怕耽误企业"


class Call(NamedTuple):
    """Who asks for what."""

    enterprise: str
    domain: str
    text: str
    urgent: bool = False


HELD_UP = Call("菠萝妹果业合作社", "trade", "菠萝想卖到新加坡，出口备案和检疫怎么办，第一次做没头绪")
STUCK = Call("暖堂电饭煲有限公司", "trade", "中东客户要做信用证，外贸单证一样都没做过，想请人带一带")
DONE = Call("蓝屿水产食品有限公司", "law", "经销商收了货拖着应收账款不给，合同怎么看，怎么催")
TAKEN = Call("蓝屿水产食品有限公司", "tax", "冻虾出口的进项发票对不上，退税申报被退回来两次，想请会计看看")
OPEN = Call("小灶电器厂", "digital", "车间五十个人，排产和库存都靠纸单，想上个系统又怕用不起来")
PRESSING = Call(
    "塘蓬铜件加工部", "law", "急，工人离职去劳动仲裁了，后天上午就开庭，我们什么都没准备", urgent=True
)
TRIED_OUT = timedelta(days=36500)
"""Whoever tries the sample world out is everybody in it, and is never asked to prove it."""


class Present:
    """The last two days, scene by scene."""

    def __init__(self, work: UnitOfWork, people: Seeded, rules: RulePack, now: datetime) -> None:
        self._work, self._people, self._rules, self._now = work, people, rules, now

    def let_in(self, personas: list[Persona], secret: str) -> None:
        """Bind each visitor's web chat: it begins empty, older notices went to an account of before."""
        people = self._people.people()
        for persona in personas:
            person = people[persona.name].person_id if persona.name else self._stranger()
            self._work.session.add(
                Account(
                    channel="web",
                    external_id=persona.slot,
                    secret_hash=hashed(secret.format(persona.slot)),
                    person_id=person,
                    confirmed_at=self._now + TRIED_OUT,
                    created_at=self._now,
                )
            )
        self._work.flush()

    def play(self) -> None:
        """Every scene leaves one thing to do for somebody one can be."""
        self._rates_what_is_left(DONE.enterprise)
        self._rates_what_is_left(OPEN.enterprise)
        self._nobody_can(HELD_UP, hours=31)
        self._nobody_can(STUCK, hours=26)
        self._served(self._accepted(DONE, "苏启航", hours=25), "苏启航", hours=4)
        self._expert_takes(TAKEN, "陈慧敏", "chen", hours=3)
        self._meet(TAKEN)
        self._asked(OPEN, "吴晓岚", hours=2)
        self._keeps_a_diary("fuhua", "昨天下午在孵化器给6家企业讲了两个小时创业补贴", hours=1)
        self._post(PRESSING, self._now - timedelta(minutes=6))

    def _ago(self, hours: float) -> datetime:
        return last_awake(self._now - timedelta(hours=hours))

    def _post(self, call: Call, at: datetime) -> Need:
        firm = self._people.firms[call.enterprise]
        posting = Posting(call.text, call.domain, firm.row.region, urgent=call.urgent, focus=firm.row.focus)
        need_id, _ = post_need(self._work, firm.speaker, posting, self._rules, at)
        self.deliver(at)
        return self._work.session.get_one(Need, need_id)

    def _rates_what_is_left(self, enterprise: str) -> None:
        """So that one service alone waits for stars, and a bare «5» is clear."""
        speaker = self._people.firms[enterprise].speaker
        for need in needs_to_rate(self._work, speaker.enterprise_id):
            rate_service(self._work, speaker, need.id, 5, None, self._ago(35))

    def _nobody_can(self, call: Call, hours: float) -> None:
        """Everybody who is asked declines, until nobody is left."""
        at = self._ago(hours)
        need = self._post(call, at)
        for offer in self._one_by_one(need):
            self._decline(offer, at)

    def _asked(self, call: Call, expert: str, hours: float) -> Offer:
        """Others decline until it is this expert's turn."""
        at = self._ago(hours)
        need = self._post(call, at)
        for offer in self._one_by_one(need):
            if offer.expert_id == self._people.experts[expert].speaker.expert_id:
                return offer
            self._decline(offer, at)
        raise LookupError(f"{expert} is never asked for {call.text}")

    def _accepted(self, call: Call, expert: str, hours: float) -> Need:
        offer = self._asked(call, expert, hours)
        speaker = self._people.experts[expert].speaker
        taken = accept_offer(self._work, speaker, offer.id, self._rules, self._ago(hours - 1))
        self.deliver(self._ago(hours - 1))
        return self._work.session.get_one(Need, taken.need_id)

    def _expert_takes(self, call: Call, expert: str, slot: str, hours: float) -> None:
        offer = self._asked(call, expert, hours)
        at = self._ago(hours - 0.5)
        self._say(slot, "接受", at, tokens.prompt("offer", offer.id, "answer", "accept"))

    def _meet(self, call: Call) -> None:
        """Firm and expert have agreed on the day after tomorrow, so that both see what is to come."""
        firm, expert = self._people.firms[call.enterprise].speaker, self._people.experts["陈慧敏"].speaker
        need = services_under_way(self._work, expert.expert_id)[-1]
        day = (self._now + timedelta(days=2)).replace(hour=15, minute=0, second=0, microsecond=0)
        words = f"{day.month}月{day.day}日下午三点到厂里"
        offered = Meeting(day.date(), day, "厂里", "", online=False)
        asked, agreed = self._ago(2), self._ago(1.5)
        made = propose_meeting(self._work, firm, need.id, words, offered, asked)
        self.deliver(asked)
        answer_meeting(self._work, expert, made.id, True, agreed)
        self.deliver(agreed)

    def _served(self, need: Need, expert: str, hours: float) -> None:
        at = self._ago(hours)
        service = Service(
            served_on=at.date(),
            hours=Decimal("1.5"),
            enterprises=1,
            names=(DONE.enterprise,),
            domains=(need.domain,),
            form="offline",
            region=need.region,
            outcome="到厂里和双方谈，补了结算单，当天和解",
            need_id=need.id,
        )
        record_diary(self._work, self._people.experts[expert].speaker, service, self._rules, at)
        self.deliver(at)

    def _keeps_a_diary(self, slot: str, text: str, hours: float) -> None:
        at = self._ago(hours)
        self._say(slot, text, at)
        self._say(slot, "确认", at)

    def _say(self, slot: str, text: str, at: datetime, choice: str = "") -> None:
        """A visitor's own words, as if received: the chat shows them, and what was answered."""
        self._work.flush()
        message = uuid5(NAMESPACE_URL, f"{slot}/{text}")
        incoming = Incoming("web", slot, f"{slot}:{message}", text, choice)
        receive(self._work, incoming, at, self._rules, ReaderOptions())
        self.deliver(at)

    def deliver(self, at: datetime) -> None:
        """Bring all that is due as of then."""
        self._work.flush()
        deliver_due(self._work, at, DeliveryConfig(self._rules, {}, RateLimiter({})))

    def _decline(self, offer: Offer, at: datetime) -> None:
        expert = self._people.expert_of(offer.expert_id)
        assert expert
        decline_offer(self._work, expert.speaker, offer.id, BUSY, self._rules, at)

    def _one_by_one(self, need: Need) -> Iterator[Offer]:
        """Offers that wait, for as long as each is answered and the next expert asked."""
        pending = select(Offer).where(Offer.need_id == need.id, Offer.state == "pending").order_by(Offer.id)
        while offer := self._work.session.scalars(pending).first():
            yield offer

    def _stranger(self) -> int:
        person = Person(created_at=self._now)
        self._work.session.add(person)
        self._work.flush()
        self._work.session.add(Dialogue(person_id=person.id, state={}, updated_at=self._now))
        return person.id

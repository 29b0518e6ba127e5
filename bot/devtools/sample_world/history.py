"""Half a year of needs, lived through deed by deed, each at its time."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select

from actions.diaries.rate import rate_service
from actions.diaries.record import record_diary
from actions.needs.post import Posting, post_need
from actions.needs.withdraw import withdraw_need
from actions.offers.answer import accept_offer, decline_offer, expire_offers
from actions.refusal import Refused
from actions.reminders.sweep import BY_WINDOW, remind
from bot.devtools.sample_world import sample_data
from bot.devtools.sample_world.hours import next_awake, some_time
from bot.devtools.sample_world.seed import Member, Seeded
from bot.devtools.sample_world.services import service_for
from bot.devtools.sample_world.timeline import Timeline
from programme.packs import RulePack
from programme.reminders import rating_wait
from storage.tables import Need, Offer
from storage.unit_of_work import UnitOfWork

Firm = Member[sample_data.Firm]
Expert = Member[sample_data.Expert]
NEEDS_A_FIRM = (3, 4)
URGENT, WITHDRAWN, RATED, COMMENTED, EXPLAINED = 0.06, 0.04, 0.88, 0.55, 0.8
"""How often."""
ACCEPTS = {"勤": 0.92, "常": 0.72, "忙": 0.3, "静": 0.05}
SAYS_NO = {"勤": 0.8, "常": 0.6, "忙": 0.7, "静": 0.05}
"""Of those who do not accept; the others let the time pass."""
WAITS_HOURS = 9 * 24
SLOWEST_DAYS = {"勤": 5, "常": 9, "忙": 9, "静": 9}
STARS, STARS_OF_100 = (5, 4, 3, 2), (62, 26, 8, 4)


class Needs:
    """Firms ask, experts answer, serve and are rated: one thing leads to another."""

    def __init__(
        self, work: UnitOfWork, people: Seeded, rules: RulePack, chance: Random, timeline: Timeline
    ) -> None:
        self._work, self._people, self._rules, self._chance, self._timeline = (
            work,
            people,
            rules,
            chance,
            timeline,
        )
        self._newest_offer = 0

    def plan(self, start: datetime, end: datetime) -> None:
        """Spread every firm's needs over the time."""
        wishes = _by_trade(self._chance)
        for firm in self._people.firms.values():
            for _ in range(self._chance.randint(*NEEDS_A_FIRM)):
                if left := wishes[firm.row.trade] or wishes["*"]:
                    self._plan(firm, left.pop(), some_time(start, end, self._chance))

    def _plan(self, firm: Firm, wish: sample_data.Wish, at: datetime) -> None:
        self._timeline.plan(at, lambda now: self._post(firm, wish, now))

    def _later(self, now: datetime, hours: float) -> datetime:
        return next_awake(now + timedelta(hours=hours), self._chance)

    def _often(self, share: float) -> bool:
        return self._chance.random() < share

    def _post(self, firm: Firm, wish: sample_data.Wish, now: datetime) -> None:
        urgent = self._often(URGENT)
        text = f"急：{wish.text}" if urgent else wish.text
        posting = Posting(text, wish.domain, firm.row.region, urgent=urgent, focus=firm.row.focus)
        need_id, _ = post_need(self._work, firm.speaker, posting, self._rules, now)
        need = self._work.session.get_one(Need, need_id)
        self._expect_answers(now)
        self._timeline.plan(self._later(now, WAITS_HOURS), lambda then: self._give_up(firm, need, then))
        if self._often(WITHDRAWN):
            self._timeline.plan(self._later(now, 20), lambda then: self._withdraw(firm, need, then))

    def _give_up(self, firm: Firm, need: Need, now: datetime) -> None:
        if need.state == "unanswered":
            self._withdraw(firm, need, now)

    def _withdraw(self, firm: Firm, need: Need, now: datetime) -> None:
        if need.state in ("open", "accepted", "unanswered"):
            withdraw_need(self._work, firm.speaker, need.id, now)

    def _expect_answers(self, now: datetime) -> None:
        """Whoever has just been asked will answer in the own way."""
        fresh = select(Offer).where(Offer.id > self._newest_offer).order_by(Offer.id)
        for offer in self._work.session.scalars(fresh).all():
            self._newest_offer = offer.id
            self._expect_answer(offer, now)

    def _expect_answer(self, offer: Offer, now: datetime) -> None:
        expert = self._people.expert_of(offer.expert_id)
        if expert is None:
            self._timeline.plan(offer.expires_at, self._expire)
            return
        patience = (offer.expires_at - now) / timedelta(hours=1)
        at = self._later(now, patience * self._chance.uniform(0.02, 0.5))
        in_time = at < offer.expires_at
        if self._often(ACCEPTS[expert.row.temper]) and in_time:
            self._timeline.plan(at, lambda then: self._accept(expert, offer, then))
        elif self._often(SAYS_NO[expert.row.temper]) and in_time:
            self._timeline.plan(at, lambda then: self._decline(expert, offer, then))
        else:
            self._timeline.plan(offer.expires_at, self._expire)

    def _expire(self, now: datetime) -> None:
        if expire_offers(self._work, self._rules, now):
            self._expect_answers(now)

    def _accept(self, expert: Expert, offer: Offer, now: datetime) -> None:
        try:
            taken = accept_offer(self._work, expert.speaker, offer.id, self._rules, now)
        except Refused:
            self._timeline.plan(offer.expires_at, self._expire)
            return
        need = self._work.session.get_one(Need, taken.need_id)
        days = self._chance.uniform(0.5, SLOWEST_DAYS[expert.row.temper])
        self._timeline.plan(self._later(now, 24 * days), lambda then: self._serve(expert, need, then))

    def _decline(self, expert: Expert, offer: Offer, now: datetime) -> None:
        if offer.state == "pending":
            reason = self._chance.choice(sample_data.excuses()) if self._often(EXPLAINED) else None
            decline_offer(self._work, expert.speaker, offer.id, reason, self._rules, now)
            self._expect_answers(now)

    def _serve(self, expert: Expert, need: Need, now: datetime) -> None:
        if need.state != "accepted":
            return
        firm = self._people.firm_of(need.enterprise_id)
        record_diary(
            self._work, expert.speaker, service_for(need, firm.row, now, self._chance), self._rules, now
        )
        if self._often(RATED):
            at = self._later(now, self._chance.uniform(1, 70))
            self._timeline.plan(at, lambda then: self._rate(firm, need, then))
        self._timeline.plan(self._later(now + rating_wait(self._rules.reminders), 0), self._remind)

    def _remind(self, now: datetime) -> None:
        remind(self._work, now, self._rules, BY_WINDOW)

    def _rate(self, firm: Firm, need: Need, now: datetime) -> None:
        stars = self._chance.choices(STARS, STARS_OF_100)[0]
        fitting = [text for worth, text in sample_data.comments() if worth == stars]
        comment = self._chance.choice(fitting) if self._often(COMMENTED) else None
        rate_service(self._work, firm.speaker, need.id, stars, comment, now)


def _by_trade(chance: Random) -> dict[str, list[sample_data.Wish]]:
    found: dict[str, list[sample_data.Wish]] = {}
    for wish in sample_data.wishes():
        found.setdefault(wish.trade, []).append(wish)
    for wishes in found.values():
        chance.shuffle(wishes)
    return found

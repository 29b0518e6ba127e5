"""The people of the simulation and what they say, all of it decided by the seed beforehand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zlib import crc32

from sqlalchemy import select

from bot.clock import SHANGHAI
from bot.devtools.fixtures import Actor, enter
from handlers.message import Incoming
from programme.packs import RulePack
from storage.tables import Account, Expert, Offer
from storage.unit_of_work import UnitOfWork

COUNTIES = ("440802", "440803", "440804", "440811", "440823", "440825")
DOMAINS = ("law", "tax", "hr", "finance", "digital", "marketing")
TALKS = {
    "law": "讲合同纠纷",
    "tax": "讲财税",
    "hr": "讲劳动用工",
    "finance": "讲融资贷款",
    "digital": "讲数字化",
    "marketing": "讲市场营销",
}
NEEDS = (
    "供应商拖欠货款，合同纠纷，想找律师问问",
    "税务申报不会弄，想请人指导",
    "员工社保和劳动合同有纠纷",
    "想贷款买设备，不知道找哪家银行",
    "想上一套生产管理系统，数字化改造",
    "产品卖不出去，想找人帮忙做营销",
)
EXPERTS_A_FIRM = 10
EXPERTS_A_STATION = 50
EXPERTS_AN_APPLICANT = 40
DIARIES_A_YEAR = (0, 1, 1, 2, 2, 3)
HOURS = (8, 12, 16, 20, 23)
"""The steps of a day; people write at any of them but the last, which lies in the quiet hours."""
APPLIES = (
    "我想申请当志愿专家",
    "同意",
    "何志强，在湛江精工机械厂做总工程师，本科，做企业服务8年，擅长智能制造和数字化，手机13800001234",
    "确认",
)
LEFT_LYING = 7
"""One diary in so many stays on its card."""
ANSWERING = (12, 20)
"""When experts answer offers."""
CONFIRM = "确认"
OFFICE = ("web", "office")
"""The account of the city's staff."""


@dataclass(frozen=True, slots=True)
class SaidLine:
    """What somebody says at a step. `key` is the vendor's id of the message."""

    channel: str
    sender: str
    key: str
    text: str

    def incoming(self) -> Incoming:
        return Incoming(self.channel, self.sender, self.key, self.text)


class Population:
    """Experts, stations, firms and staff over web chat, a vendor that drops doubles and one that does not."""

    def __init__(self, experts: int, days: int, seed: int, first: date) -> None:
        self._random, self._seed = Random(seed), seed
        self.experts, self.first, self.days = experts, first, days
        self.lines: dict[datetime, list[SaidLine]] = defaultdict(list)

    def seed(self, work: UnitOfWork, rules: RulePack, now: datetime) -> None:
        """Everybody enters, and what they will say is written down."""
        for number in range(self.experts):
            self._expert(work, number, rules, now)
        for number in range(self.experts // EXPERTS_A_FIRM):
            self._firm(work, number, rules, now)
        for number in range(self.experts // EXPERTS_AN_APPLICANT):
            self._say(("web", f"applicant{number}"), *APPLIES)
        enter(work, Actor("老钱", "staff", jurisdiction="440800"), [OFFICE], rules, now)
        for number, county in enumerate(COUNTIES):
            staff = Actor(f"小赵{number}", "staff", jurisdiction=county)
            enter(work, staff, [("web", f"staff{number}")], rules, now)

    def answers_to_offers(self, work: UnitOfWork) -> list[SaidLine]:
        """A third of the experts who are asked accept, a third decline, a third keep silent."""
        asked = select(Offer.id, Account.channel, Account.external_id).join(
            Expert, Expert.id == Offer.expert_id
        )
        asked = asked.join(Account, Account.person_id == Expert.person_id).where(Offer.state == "pending")
        words = {0: "接单", 1: "婉拒"}
        lines: dict[tuple[int, str], SaidLine] = {}
        for offer, channel, sender in work.session.execute(asked.order_by(Offer.id, Account.id)):
            if word := words.get(crc32(f"{self._seed}:{offer}".encode()) % 3):
                lines.setdefault((offer, word), SaidLine(channel, sender, f"offer:{offer}", word))
        return list(lines.values())

    def _expert(self, work: UnitOfWork, number: int, rules: RulePack, now: datetime) -> None:
        certified = self.first - timedelta(days=self._random.randrange(0, 900))
        accounts = self._accounts(f"expert{number}")
        domain = DOMAINS[number % len(DOMAINS)]
        role = "station" if number % EXPERTS_A_STATION == 0 else "expert"
        actor = Actor(
            f"专家{number}", role, COUNTIES[number % len(COUNTIES)], domains=(domain,), certified=certified
        )
        enter(work, actor, accounts, rules, now)
        a_year = self._random.choice(DIARIES_A_YEAR)
        for _ in range(round(a_year * self.days / 365)):
            text = f"昨天给{self._random.randrange(1, 5)}家企业{TALKS[domain]}，{self._random.randrange(1, 5)}小时"
            left = crc32(f"{self._seed}:{number}:{text}".encode()) % LEFT_LYING == 0
            self._say(accounts[-1], text, *([] if left else [CONFIRM]))

    def _firm(self, work: UnitOfWork, number: int, rules: RulePack, now: datetime) -> None:
        accounts = self._accounts(f"firm{number}")
        county = COUNTIES[number % len(COUNTIES)]
        enter(
            work,
            Actor(f"老板{number}", "enterprise", county, enterprise=f"第{number}食品厂"),
            accounts,
            rules,
            now,
        )
        for _ in range(self._random.randrange(2)):
            self._say(accounts[-1], self._random.choice(NEEDS), CONFIRM)

    def _accounts(self, name: str) -> list[tuple[str, str]]:
        """A third on the web alone, a third on each vendor; half of these have the web chat, too."""
        kind = self._random.randrange(5)
        web = [("web", name)] if kind != 3 else []
        return [
            *web,
            *([("telegram", name)] if kind in (1, 3) else [("wecom", name)] if kind in (2, 4) else []),
        ]

    def _say(self, account: tuple[str, str], *said: str) -> None:
        day = self.first + timedelta(days=self._random.randrange(1, self.days))
        at = datetime.combine(day, time(self._random.choice(HOURS[:-1])), SHANGHAI)
        number = len(self.lines[at])
        self.lines[at] += [
            SaidLine(*account, f"{at:%Y%m%d%H}:{number}:{place}", text) for place, text in enumerate(said)
        ]

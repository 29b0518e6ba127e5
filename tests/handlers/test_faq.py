"""Common questions: the one that was asked is answered, with figures that hold for the asker, and a way on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from handlers.conversations.people.faq import EACH, QUESTIONS, TOPICS
from handlers.conversations.people.topics import meant
from handlers.engine.catalogue import catalogue
from handlers.engine.tokens import read
from handlers.message import Reply
from programme.centres import Centre
from programme.packs import available, load_pack
from programme.roles import EVERYBODY
from storage.unit_of_work import UnitOfWork
from tests.handlers.stage import Stage
from tests.unit.engine.talks import talk

LONGEST = 150
NEVER = re.compile(
    r"N23|HB |GD |ZJ |YQ|推断|马上|尽快|第一时间|即可|相关|推送|我们|[他她你]|\d月0|\d{4}-\d\d"
)
CITY = Centre(
    "440800", "湛江市中小企业服务中心", "赤坎区跃进路 1 号", "0759-3330000", ("9:00-12:00", "14:30-17:30")
)


@pytest.fixture
def work(stage: Stage) -> Iterator[UnitOfWork]:
    with stage.app.database.read() as connection:
        yield UnitOfWork(connection)


def asked(work: UnitOfWork, question: str, pack: str = "national-2023", **known: object) -> Reply:
    nobody = {"enterprise_id": None, "consented_at": None}
    about = replace(talk(work, **(nobody | known)), said=question, rules=load_pack(pack))
    return QUESTIONS.answer(about)


@pytest.mark.parametrize(
    ("key", "question"),
    [
        ("cost", "请问这服务是不是要给钱的呀"),
        ("cost", "咱小厂没钱，请专家来一次得花多少"),
        ("privacy", "我讲的这些会不会传到同行耳朵里"),
        ("complained", "我怕那位老师知道是我反映的"),
        ("complained", "不想让他发现是我讲的"),
        ("privacy", "不想让合伙人知道我在找律师"),
        ("fraud", "现在骗子多，你们该不会是诈骗的吧"),
        ("machine", "我现在是跟机器讲话还是跟真人讲话"),
        ("review", "递上去的申请要审多久才批"),
        ("result", "那要多久才有结果呀"),
        ("result", "结果大概几时出来"),
        ("fields", "擅长的领域能不能填两个"),
        ("fields", "我可以选几个方向"),
        ("publicity", "公示一般要多少个工作日"),
        ("term", "这个聘期一届几年啊"),
        ("renewal", "期满了我要是不续，会有影响不"),
        ("expert", "想当志愿专家需要符合什么条件"),
        ("station", "我们园区想挂工作站的牌子，有啥要求"),
        ("duty", "专家每年最少要做多少个小时才达标"),
        ("phone_advice", "在电话里咨询的时间，算服务时长不"),
        ("travel", "讲课来回开车的时间，算进去不"),
        ("preparing", "我提前备课两天，这个算时长不"),
        ("lecture", "给十几家老板上课，能不能算时长"),
        ("again", "同一个厂跑了三趟，算三家还是一家"),
        ("counted", "中午吃饭的时间算不算"),
        ("centre", "你们服务中心几点开门，周末有人在吗"),
    ],
)
def test_a_question_in_ones_own_words_finds_its_topic(key: str, question: str) -> None:
    assert key in [topic.key for topic in meant(TOPICS, question)]


def test_what_is_asked_of_something_else_is_never_told_the_answer_for_the_telephone() -> None:
    for question in ("讲课算不算路上时间", "吃饭的时间算不算", "等人的时间算时长吗"):
        assert "phone_advice" not in [topic.key for topic in meant(TOPICS, question)], question


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.key)
def test_each_way_to_ask_it_is_answered_so(topic: object) -> None:
    for question in topic.asked:  # type: ignore[attr-defined]
        assert meant(TOPICS, question)[0] is topic, question


@pytest.mark.parametrize("pack", available())
@pytest.mark.parametrize("command", EACH, ids=lambda one: one.name)
def test_every_answer_is_short_and_leads_on(work: UnitOfWork, pack: str, command: object) -> None:
    roles: tuple[dict[str, object], ...] = ({}, {"expert_id": 1}, {"station_id": 1}, {"enterprise_id": 1})
    for known in roles:
        about = replace(talk(work, **({"enterprise_id": None} | known)), rules=load_pack(pack))
        said = command.answer(about)  # type: ignore[attr-defined]
        assert said.choices
        assert not NEVER.search(said.text), said.text
        limit = LONGEST * 2 if command.name in ("faq_expert", "faq_station") else LONGEST  # type: ignore[attr-defined]
        assert len(said.text) <= limit, said.text
        for choice in said.choices:
            tap = read(choice.token)
            assert tap, choice
            assert tap.name in catalogue(), choice


@pytest.mark.parametrize(
    ("question", "pack", "home", "says"),
    [
        ("工作站一年要做多少", "national-2023", None, ["60 小时或 150 家"]),
        ("工作站一年要做多少", "guangdong-2023", "440802", ["2 场活动"]),
        ("工作站一年要做多少", "national-2023", "440802", ["60 小时", "广东省另有征求意见稿", "2 场活动"]),
        ("专家任期多久", "national-2023", None, ["一任 3 年"]),
        ("专家任期多久", "hebei-2020", "130102", ["没有规定任期"]),
        ("专家任期多久", "guangdong-2023", "440802", ["没有规定任期"]),
        ("在石家庄当专家要什么条件", "guangdong-2023", None, ["65 周岁"]),
        ("审核要多久", "hebei-2020", "130102", ["由省里审核", "没有规定公示天数"]),
        ("审核要多久", "national-2023", None, ["由服务中心审核", "公示 5 个工作日"]),
        ("多久有人接单", "national-2023", None, ["24 小时", "3 位", "2 小时"]),
    ],
)
def test_figures_are_those_of_the_pack_that_holds(
    work: UnitOfWork, question: str, pack: str, home: str | None, says: list[str]
) -> None:
    said = asked(work, question, pack, enterprise_id=1 if home else None, enterprise_region=home)
    for piece in says:
        assert piece in said.text


def test_a_holder_goes_by_the_title_that_was_given(stage: Stage) -> None:
    answer = stage.say("expert", "任期多久")[0].text
    assert "一任 3 年" in answer


def test_the_centre_is_the_nearest_and_nothing_is_promised_without_one(work: UnitOfWork) -> None:
    assert "还没有登记" in asked(work, "服务中心地址").text
    about = talk(work, enterprise_region="440802")
    here = replace(about, said="你们在哪儿办公，什么时候有人", rules=replace(about.rules, centres=(CITY,)))
    assert "跃进路 1 号" in QUESTIONS.answer(here).text
    assert "工作日 9:00–12:00、14:30–17:30" in QUESTIONS.answer(here).text


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_what_is_no_known_question_shows_those_that_are(stage: Stage, role: str) -> None:
    for words in ("常见问题", "先看看"):
        if role in ("guest", "enterprise", "expert", "station", "staff"):
            stage.put(role, {})
            shown = stage.say(role, words)[0]
            assert 2 <= len(shown.choices) <= 14
            assert shown.choices[-1].label == "找工作人员"

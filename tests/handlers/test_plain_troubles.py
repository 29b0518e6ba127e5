"""A firm's trouble is heard however it is said; what is none of a firm's, and what is asked about the service, is answered as that."""

from __future__ import annotations

import pytest

from tests.handlers.stage import Stage

BEGIN = (
    "食堂请唔到厨师",
    "车间一直招不到焊工",
    "房东下个月要涨租，一下子涨四成",
    "业主话铺租要加三成，点算",
    "我间厂想同银行借啲钱周转",
    "我想搵人睇下份合同",
    "佢哋冇俾货款，拖咗半年喇",
    "税务局话我哋开错咗票，点搞",
)
NOT_A_FIRMS = (
    "我手机坏了商家不给退，能不能告他",
    "我买的房子开发商不交房怎么办",
    "在网上买了双鞋是假的，商家不退",
)
NEVER_PAY = (
    "有人打电话说是你们中心的，让我先转八百块押金，真的假的",
    "有人话系你哋，叫我交四百蚊，系咪真㗎",
    "有人冒充你们收三百块手续费，是不是骗人的",
)
GIVES_NOTHING = ("要不要给老师封个利是", "是不是得给专家包个红包", "要不要请专家吃顿饭")
IN_CONFIDENCE = ("不想让合伙人知道我在找律师", "我唔想俾房东知道我揾咗你哋", "我怕同行知道我找了专家")


NEED = "供货合同被客户单方面撕毁了"


@pytest.mark.parametrize("text", BEGIN)
def test_a_trouble_begins_a_need(stage: Stage, text: str) -> None:
    _say(stage, text)
    assert _begun(stage) == ["need"]


@pytest.mark.parametrize("text", NOT_A_FIRMS)
def test_what_somebody_bought_is_no_need(stage: Stage, text: str) -> None:
    assert "12348" in _say(stage, text)
    assert _begun(stage) == []


@pytest.mark.parametrize("text", NEVER_PAY)
def test_whoever_is_told_to_pay_hears_not_to(stage: Stage, text: str) -> None:
    assert _say(stage, text).startswith("别付")


@pytest.mark.parametrize("text", GIVES_NOTHING)
def test_nothing_is_to_be_given_to_experts(stage: Stage, text: str) -> None:
    assert _say(stage, text).startswith("什么都不用给")


@pytest.mark.parametrize("text", IN_CONFIDENCE)
def test_a_worry_is_told_who_sees_it(stage: Stage, text: str) -> None:
    assert "不对外公开" in _say(stage, text)
    assert _begun(stage) == []


def test_a_day_of_the_week_is_no_gift(stage: Stage) -> None:
    assert "谢绝" not in _say(stage, "专家能不能礼拜天来", before=NEED)
    assert _begun(stage) == ["need"]


def test_how_many_work_there_is_no_private_matter(stage: Stage) -> None:
    assert "自家" not in _say(stage, "厂里大概八十个人吧", before=NEED)
    assert _begun(stage) == ["need"]


def _say(stage: Stage, text: str, before: str = "") -> str:
    stage.put("caller", {})
    if before:
        stage.say("caller", before)
    return stage.say("caller", text)[0].plain()


def _begun(stage: Stage) -> list[str]:
    return [at.form for at in stage.dialogue("caller").stack]

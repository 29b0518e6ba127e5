"""Messages that tell of several problems, and those that tell of one in several sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language import split_needs
from language.several_needs import MOST

SEVERAL = {
    "两件事：供应商拖欠我们货款二十万；另外想申请高新技术企业认定": ["拖欠", "高新"],
    "我们是做网箱养殖的，有两件事想咨询：1、养殖贷款怎么申请 2、员工工伤怎么赔": ["贷款", "工伤"],
    "有个员工没签合同要我们赔双倍工资，还有一个问题，我们想注册商标怎么弄": ["双倍工资", "商标"],
    "1、出口越南的虾被退运了怎么办\n2、公司的增值税留抵退税怎么申请": ["退运", "退税"],
    "想贷款五十万买冷柜没有抵押物。另外我们的商标被人抢注了，能不能要回来？": ["抵押", "抢注"],
    "您好，三个问题：第一，专利怎么申请；第二，客户欠款怎么起诉；第三，抖音店怎么开": [
        "专利",
        "起诉",
        "抖音",
    ],
    "两件事，一是想办进出口权，二是员工社保怎么补缴": ["进出口权", "社保"],
    "喂 我厂里机器坏了 想贷款换新的 还有招不到人 两样都想问": ["机器坏了 想贷款换新的", "招不到人"],
    "我想办贷款，还有员工社保怎么交": ["贷款", "社保"],
    "员工要告我们，税务也来查账，都不知道咋办": ["员工", "查账"],
    "开了个小厂，想申请高新企业，也想找人教教抖音怎么卖货": ["高新", "抖音"],
    "店里两个事，一个是银行贷款，一个是员工社保": ["贷款", "社保"],
}
ONE = """
有个员工没签合同，现在要我们赔双倍工资，想找人问问
供应商拖欠货款二十万。催了三个月不给，还有一张汇票也没兑付
想申请专精特新，1、条件是什么；2、要哪些材料
两个问题：贷款利率多少；要什么材料
客户欠我们三十万货款，另外还扣着我们的质保金不退
我们厂做海鲜加工，另外还有一个冷库，想贷款买设备
劳动合同到期不续签要不要赔，还有一个问题，这个赔多少
公司要注销，还有员工怎么安置
想请律师看看合同，还有仲裁条款怎么写
上次那两件事都办好了，谢谢
我们有3个厂，4个店，想做个系统
1.5吨的锅炉要不要报检
另外，我们主要出口越南
我想给员工办社保，也想签合同
员工不签合同，也不交社保，走了要告我
供应商拖欠货款，还有欠条也丢了，都不知道怎么办
贷款换设备，还想知道利率多少
"""
PIECES = st.sampled_from(
    [
        *"1、2.第一二三，。；？\n 的了吗",
        "两件事：",
        "另外",
        "还有一个问题",
        "供应商拖欠货款",
        "想注册商标",
        "怎么贷款",
        "想招人",
    ]
)
MESSAGES = st.lists(PIECES, max_size=20).map("".join) | st.text(max_size=80)


@pytest.mark.parametrize("text", SEVERAL)
def test_each_problem_has_a_text_of_its_own(text: str) -> None:
    parts = split_needs(text)
    assert len(parts) == len(SEVERAL[text])
    assert all(word in part for word, part in zip(SEVERAL[text], parts, strict=True))


@pytest.mark.parametrize("text", ONE.split())
def test_one_problem_in_several_sentences_stays_one(text: str) -> None:
    assert split_needs(text) == (text,)


def test_what_somebody_says_of_themselves_stands_before_each_clause_too() -> None:
    parts = split_needs("您好，我们是做家具的，想出口到马来西亚，另外厂里的账一直是乱的没人会做")
    assert [part.startswith("您好，我们是做家具的，") for part in parts] == [True, True]


def test_what_somebody_says_of_themselves_stands_before_each() -> None:
    parts = split_needs("我们是做网箱养殖的，有两件事想咨询：1、养殖贷款怎么申请 2、员工工伤怎么赔")
    assert [part.startswith("我们是做网箱养殖的，") for part in parts] == [True, True]


@settings(max_examples=150, deadline=None)
@given(MESSAGES)
def test_nothing_is_made_up_and_what_is_one_stays_as_it_was(text: str) -> None:
    parts = split_needs(text)
    assert 1 <= len(parts) <= MOST
    if len(parts) == 1:
        assert parts == (text,)
    else:
        assert all(part and set(part) <= {*text, "，"} for part in parts)
        assert sum(map(len, parts)) <= len(text) * len(parts)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="供应商拖欠货款合同怎么办三十万催了几次不给，。？", max_size=40))
def test_without_a_mark_it_is_one(text: str) -> None:
    assert split_needs(text) == (text,)

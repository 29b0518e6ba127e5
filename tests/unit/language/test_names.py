"""Names as people have them are names; a phone, a number, a yes, a place alone, a greeting and a question are none."""

from __future__ import annotations

import pytest

from language import read_enterprise, read_person

NO_NAMES = [
    "160",
    "13900002222",
    "0759-3344556",
    "５",
    "②",
    "好的",
    "可以👌",
    "不是",
    "没有",
    "有的",
    "对对对",
    "谢谢",
    "你好",
    "您好[微笑]",
    "在吗",
    "赤坎",
    "湛江市霞山区",
    "廉江那边",
    "赤坎区中山二路12号",
    "叫什么？",
    "怎么填",
    "要写全称吗",
    "为什么要问",
    "随便",
    "保密",
    "不方便说",
    "还没想好",
    "不告诉你",
    "等一下",
    "稍后再说",
    "2小时",
    "三家",
    "明天",
    "本人",
    "贷款",
    "someone@example.com",
    "👍",
    "[玫瑰]",
    "。",
    "暂定",
    "不知道",
]


@pytest.mark.parametrize("said", NO_NAMES)
def test_what_is_no_name_is_asked_again(said: str) -> None:
    assert read_person(said) is None
    assert read_enterprise(said) is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("陈慧敏", "陈慧敏"),
        ("陳慧敏", "陳慧敏"),
        ("欧阳娜娜", "欧阳娜娜"),
        ("龚𬱖", "龚𬱖"),
        ("赵㐱", "赵㐱"),
        ("𱁬𰻞", "𱁬𰻞"),
        ("李〇", "李〇"),
        ("⼩李", "小李"),
        ("孙 丽", "孙丽"),
        ("古丽娜尔·艾尼", "古丽娜尔·艾尼"),
        ("古丽娜尔•艾尼", "古丽娜尔·艾尼"),
        ("古丽娜尔．艾尼", "古丽娜尔·艾尼"),
        ("阿卜杜热西提·买买提依明·托合提", "阿卜杜热西提·买买提依明·托合提"),
        ("扎西次仁", "扎西次仁"),
        ("Mary-Jane O'Hara", "Mary-Jane O'Hara"),
        ("Nguyễn Văn An", "Nguyễn Văn An"),
        ("J. K. Müller", "J. K. Müller"),
        ("林强13811112222", "林强"),
        ("我叫明天", "明天"),
        ("我叫金平", "金平"),
        ("联系人：王芳", "王芳"),
        ("陈敏女士", "陈敏"),
        ("张三（小张）", "张三（小张）"),
        ("李念先", "李念先"),
        ("王芳[微笑]", "王芳"),
    ],
)
def test_persons_have_names_of_all_kinds(said: str, name: str) -> None:
    assert read_person(said) == name


@pytest.mark.parametrize(
    "said", ["精工机械厂", "湛江蓝湾有限公司", "李明和王芳在吗", "增加 孙丽 石家庄市 审核"]
)
def test_a_house_and_a_sentence_are_no_person(said: str) -> None:
    assert read_person(said) is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("老周海味店", "老周海味店"),
        ("阿强修车", "阿强修车"),
        ("「好又多」", "好又多"),
        ("【老地方】", "老地方"),
        ("好又多", "好又多"),
        ("谢记肠粉", "谢记肠粉"),
        ("先锋电器", "先锋电器"),
        ("美的专卖", "美的专卖"),
        ("𠮷野家", "𠮷野家"),
        ("㐱记", "㐱记"),
        ("古丽·烤馕", "古丽·烤馕"),
        ("Chen's Trading Co., Ltd.", "Chen's Trading Co., Ltd."),
        ("阿May美甲", "阿May美甲"),
        ("7-11便利店", "7-11便利店"),
        ("蓝湾海鲜（湛江）有限公司", "蓝湾海鲜（湛江）有限公司"),
        ("湛江宏发（霞山）家具厂", "湛江宏发（霞山）家具厂"),
        ("金湾罐头厂（筹）", "金湾罐头厂（筹）"),
        ("湛江市霞山区老周海味店", "湛江市霞山区老周海味店"),
        (
            "中国某某财产保险股份有限公司湛江市分公司麻章支公司",
            "中国某某财产保险股份有限公司湛江市分公司麻章支公司",
        ),
        ("我们店叫阿强修车，在赤坎", "阿强修车"),
        ("店名：赤坎", "赤坎"),
        ("我们厂是湛江蓝湾海鲜加工厂，在赤坎", "湛江蓝湾海鲜加工厂"),
        ("老周海味店 13900002222", "老周海味店"),
        ("阿强修车，谢谢", "阿强修车"),
        ("⼩李⽔产", "小李水产"),
    ],
)
def test_houses_have_names_of_all_kinds(said: str, name: str) -> None:
    assert read_enterprise(said) == name


@pytest.mark.parametrize(
    "said", ["我们是做海鲜的", "卖鱼的", "想贷款买设备", "还没注册公司", "个体户", "先填霞山吧"]
)
def test_what_a_house_does_is_no_name(said: str) -> None:
    assert read_enterprise(said) is None

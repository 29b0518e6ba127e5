"""Who a text is about is found in whatever spelling; what it is about stays."""

from __future__ import annotations

import time

import pytest

from language.discretion import Asker, Kind, called, hidden

WORDS = {kind: f"<{number}>" for number, kind in enumerate(Kind)}
PHONE, PAPER, MAIL, ACCOUNT, SITE, PLATE, ADDRESS, FIRM, PERSON, SURNAME = WORDS.values()
ASKER = Asker(("湛江碧礁海产加工厂",), ("邱厂长",))


def shown(text: str) -> str:
    return hidden(text, WORDS, ASKER)


@pytest.mark.parametrize(
    "phone",
    [
        "１３９０００１２２２３", "139.0001.2223", "139—0001—2223", "1 3 9 0 0 0 1 2 2 2 3", "139_0001_2223", "139\n0001\n2223", "139，0001，2223",
        "一三九零零零一二二二三", "幺三九〇〇〇幺二二二三", "壹叁玖零零零壹贰贰贰叁", "139零零零一2223", "l39ooo12223", "①③⑨⓪⓪⓪①②②②③",
        "1️⃣3️⃣9️⃣0️⃣0️⃣0️⃣1️⃣2️⃣2️⃣2️⃣3️⃣",
        "+86 139 0001 2223", "0086-13900012223",
        "8613900012223", "（+86）13900012223", "139然后0001后面2223", "139📱0001📱2223", "139/0001/2223",
        "（0759）3344556", "0759-3344556", "0759 334 4556", "0759—3344556转801", "0759-3344556-801", "0759一3344556",
        "〇七五九-三三四四五五六", "【0759】3344556",
        "+86 759 3344556", "0759/3344556", "02033445566", "400-123-4567", "+852 9123 4567", "+1 415 555 1234",
    ],
)  # fmt: skip
def test_a_telephone(phone: str) -> None:
    assert shown(f"货款的事，{phone}，急") == f"货款的事，{PHONE}，急"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("电话3344556", f"电话{PHONE}"),
        ("3344556找我", f"{PHONE}找我"),
        ("打办公室 334 4556", f"打办公室 {PHONE}"),
        ("13900012223、3344557", f"{PHONE}、{PHONE}"),
        ("手机号是1390001222", f"手机号是{PHONE}"),
        ("身份证44080319850102123X", f"身份证{PAPER}"),
        ("440803 1985 0102 1234", PAPER),
        ("卡号 6222 0213 0000 1234 567 建行", f"卡号 {PAPER} 建行"),
        ("信用代码91440803MA5X12345K", f"信用代码{PAPER}"),
        ("护照 E12345678", f"护照 {PAPER}"),
        ("qiu_88@example.com", MAIL),
        ("qiu＠example．com", MAIL),
        ("qiu 艾特 example 点 com", MAIL),
        ("qiu(at)example.com", MAIL),
        ("加我微信 bijiao_qiu", f"加我微信 {ACCOUNT}"),
        ("V信bijiao88，薇信：bi-jiao_1", f"V信{ACCOUNT}，薇信：{ACCOUNT}"),
        ("加v❤bijiao88", f"加v❤{ACCOUNT}"),
        ("bijiao_qiu是我微信", f"{ACCOUNT}是我微信"),
        ("扣扣 1234567，QQ：１２３４５６７", f"扣扣 {ACCOUNT}，QQ：{ACCOUNT}"),
        ("看 www.bijiao.com，bijiao点com，https://t.cn/abc", f"看 {SITE}，{SITE}，{SITE}"),
        ("粤G·A1234 的货车", f"{PLATE} 的货车"),
        ("赤坎区寸金路12号3楼302室", f"赤坎区{ADDRESS}"),
        ("麻章工业园A栋3楼", ADDRESS),
        ("湖光镇赤岭村", f"湖光镇{ADDRESS}"),
    ],
)
def test_other_numbers_and_places(text: str, left: str) -> None:
    assert shown(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("湛江碧礁海产加工厂", FIRM),
        ("我们碧礁被告了，碧礁厂的货", f"我们{FIRM}被告了，{FIRM}的货"),
        ("广东省湛江市霞山区碧礁海产有限责任公司", f"广东省湛江市霞山区{FIRM}"),
        ("碧 礁、碧·礁厂、「碧礁」", f"{FIRM}、{FIRM}、「{FIRM}」"),
        ("碧礁农民专业合作社，碧礁海产加工厂（普通合伙）", f"{FIRM}，{FIRM}"),
        ("碧礁（湛江）海产有限公司", FIRM),
        ("碧礁厂房漏水", f"{FIRM}厂房漏水"),
        ("我们公司叫丹崖水产有限公司", f"我们公司叫{FIRM}"),
        ("邱厂长，邱总，找陈会计", f"{SURNAME}厂长，{SURNAME}总，找{SURNAME}会计"),
        ("我叫邱海生，海产的事", f"我叫{PERSON}，海产的事"),
        ("联系人李慧娟电话13900012223", f"联系人{PERSON}电话{PHONE}"),
        ("邱海生欠货款，邱海生不还", f"{PERSON}欠货款，{PERSON}不还"),
        ("员工林阿妹摔伤了，店员陈亚妹要告我", f"员工{PERSON}摔伤了，店员{PERSON}要告我"),
        ("员工阿珍跑了，会计林晓燕跑了", f"员工{PERSON}跑了，会计{PERSON}跑了"),
        ("㙟姐想贷款，冼㙟芬欠我钱", f"{SURNAME}姐想贷款，{PERSON}欠我钱"),
        ("好难㗎，亚洲的客户和阿里巴巴", "好难㗎，亚洲的客户和阿里巴巴"),
        ("小邱说，阿强负责，免贵姓邱", f"{PERSON}说，{PERSON}负责，免贵姓{SURNAME}"),
    ],
)
def test_names(text: str, left: str) -> None:
    assert shown(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "供货商拖欠货款 12 万，2026年3月1日到期，2025-03-01 到 2025-06-30 共 3 期",
        "《劳动合同法》第三十八条、（2025）粤0802民初1234号",
        "9810 报关、ISO9001 认证、HS编码 0306179000、规格 150*200*300*40",
        "订单 20260302 号欠款 1380000 元，合同号 202603120001234567，货款 1,380,000,000 元",
        "单价 13.5 14.5 15.5 16.5 元，2025 2026 2027 2028 四年",
        "15:30-17:30 开会，18、19、20、21、22、23 号都行",
        "做微信小程序 APP 开发，微信支付收不到钱，公众号怎么引流",
        "农民工工资、班主任、施工方、谢谢老师、和经理谈过、对方老板不认账",
        "下午3点 app 打不开，第1点 ai 应用，用 ASP.NET 做的",
        "A栋厂房消防、三栋老房子、农村电商、工业园排污",
        "赤坎区 3 家企业，员工 20 人，每月 5000 元，对方是红崖贸易公司",
        "国家税务总局 www.chinatax.gov.cn 上查的",
    ],
)
def test_the_matter_stays(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    ("firm", "text"),
    [("诚信商行", "对方不讲诚信"), ("老李厂", "老李家的厂"), ("湛江海鲜加工厂", "海鲜加工厂排污")],
)
def test_a_name_that_is_a_word_too_counts_only_as_a_name(firm: str, text: str) -> None:
    assert hidden(text, WORDS, Asker((firm,))) == text


def test_of_such_a_name_what_is_plainly_the_firm_is_hidden() -> None:
    assert hidden("我们诚信被罚了，诚信商行", WORDS, Asker(("诚信商行",))) == f"我们{FIRM}被罚了，{FIRM}"


def test_only_what_is_asked_for_is_hidden() -> None:
    assert hidden("邱厂长 13900012223", WORDS, kinds={Kind.PHONE}) == f"邱厂长 {PHONE}"


def test_what_strangers_call_a_firm() -> None:
    assert called("湛江碧礁海产加工厂") == {
        "湛江碧礁海产加工厂",
        "湛江碧礁海产加工",
        "碧礁海产加工厂",
        "碧礁海产加工",
        "碧礁",
    }


@pytest.mark.parametrize(
    "text", ["1 " * 2000, "一" * 4000, "a." * 2000, "微信" + "-" * 4000, "碧礁海产" * 1000, "(0759)" * 700]
)
def test_no_text_takes_long(text: str) -> None:
    began = time.monotonic()
    shown(text)
    assert time.monotonic() - began < 3

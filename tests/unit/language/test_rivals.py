"""Who works for a rival: an employer that makes or sells the same wares, and neither a service nor a shared process."""

from __future__ import annotations

import pytest

from language.rivals import are_rivals

RIVALS = [
    ("清河茶叶厂", "想开网店", "云岭茶叶公司", "直播"),
    ("永固卫浴厂", "想找国外客户", "佳洁卫浴有限公司", "外贸开发"),
    ("大发童鞋厂", "想多卖点", "小步童鞋有限公司", "网店运营"),
    ("新星实业公司", "我们厂做保温杯，想自己卖", "暖暖保温杯公司", "短视频"),
    ("新星实业公司", "我们做塑料桶的，想找销路", "捷达商贸公司", "塑料桶选品、海外直播"),
]
OTHERS = [
    ("蓝湾海鲜加工厂", "供应商欠钱", "海隅律师事务所", "海鲜买卖纠纷"),
    ("永固卫浴厂", "想找国外客户", "卫浴检测中心", "卫浴认证"),
    ("红星鞋厂", "鞋底开胶", "鞋服材料研究所", "胶鞋、皮鞋材料"),
    ("兴旺焊接加工厂", "焊缝开裂", "固邦机械公司", "焊接、喷涂"),
    ("清河茶叶厂", "想开网店", "", "直播"),
    ("明月酒店", "客人少", "海隅银行", "酒店贷款"),
]


@pytest.mark.parametrize(("firm", "text", "unit", "specialities"), RIVALS)
def test_the_same_wares_make_a_rival(firm: str, text: str, unit: str, specialities: str) -> None:
    assert are_rivals(firm, text, unit, specialities)


@pytest.mark.parametrize(("firm", "text", "unit", "specialities"), OTHERS)
def test_a_service_or_a_shared_process_does_not(firm: str, text: str, unit: str, specialities: str) -> None:
    assert not are_rivals(firm, text, unit, specialities)

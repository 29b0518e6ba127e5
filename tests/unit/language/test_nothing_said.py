"""A subject that holds a word for a place or a way of serving tells of neither."""

from datetime import datetime

import pytest

from language import read_diary

_SAID = datetime.fromisoformat("2026-03-03T09:00+08:00")
_NO_FORM = """
昨天给3家企业讲线上营销，两小时 教他们做线上销售，1小时 昨天在赤坎给两家讲线上线下融合，1小时 给5家讲现场管理，一个半小时
帮两家厂做现场5S，2小时 讲远程监控系统怎么选，40分钟 帮一家水厂选远程抄表，1小时 教三家用钉钉打卡，半小时 讲飞书多维表格，1小时
讲社群运营、微信群拉新，1小时 讲上门安装纠纷，1小时 讲线下门店引流 帮两家企业做直播，1小时 帮一家企业对接电话客服外包合同，1小时
帮3家弄展会展位申请，1小时 讲客户来访接待礼仪，1小时 讲厂里消防通道，1小时 讲海关实地核查，1小时 讲税务上门检查，1小时
讲网上开庭流程，1小时 讲远程办公考勤，1小时 讲发到公司的律师函怎么回，1小时 给两家企业讲到店团购，1小时 讲夜市摆摊政策，1小时
讲企业到园区落户政策，1小时 帮一家准备搬去园区的五金厂算税，1小时 给3家出口到日本的水产企业讲检疫，1小时 给3家企业讲赴港上市，1小时
昨天，廉江，家具厂5家，线上获客，2小时 昨天，廉江，家具厂5家，现场管理，2小时 主题远程监控，来了10家，1小时
"""
_FORM = """
online 讲了一小时社保线上
online 讲社保用的腾讯会议，1小时
online 群里答疑，6家，半小时
online 做了一场线上讲座，20家
online 直播讲税，40家
online 远程帮一家厂调设备参数，1小时
offline 给两家讲合同在他们办公室里，1小时
offline 讲完课又去车间看了看
offline 昨天现场教两家调设备，1小时
offline 陪一家厂去税务局办注销，两小时
offline 来了三家企业到站里咨询贷款，1小时
offline 我上午在他们店里教收银系统，1小时
"""
_NO_PLACE = """
资金平衡 获得荣誉 远大理想 示范县创建 高密度聚乙烯 三明治店 会理发的 普洱茶店 娱乐业税 光泽度 出海安全 四平方 交通许可 约定日期
开化妆品店 每周至少一次 股东会东 较大余额 今天全部 办理县级 大丰收 代交城建税 组建水产合作社 修水管 增加查账 综合水平 电商水果 固定海运
投资中介 融资中的 兴文化 珠宝应收 农民和企业 双流程 海伦服饰 天元机械 仙桃食品 红安粮油 富裕家具 长子继承 运河物流 前锋五金 七星灯饰
"""


@pytest.mark.parametrize(
    "message", [part for line in _NO_FORM.split("\n") for part in line.split(" ") if part]
)
def test_no_form_is_guessed(message: str) -> None:
    assert read_diary(message, _SAID, "440800").form is None


@pytest.mark.parametrize("line", _FORM.strip().split("\n"))
def test_the_form_stands_beside_the_subject(line: str) -> None:
    form, message = line.split(" ")
    assert read_diary(message, _SAID, "440800").form == form


@pytest.mark.parametrize("words", _NO_PLACE.split())
@pytest.mark.parametrize("home", ["440800", None])
def test_no_place_is_guessed(words: str, home: str | None) -> None:
    assert read_diary(f"昨天帮{words}看合同，两小时", _SAID, home).region is None


def test_a_place_in_the_subject_is_not_where_it_was_told() -> None:
    assert read_diary("昨天给3家讲广州展会怎么布展，两小时", _SAID, "440800").region is None
    assert read_diary("昨天聊赤坎3家店的租约，两小时", _SAID, "440800").region == "440802"

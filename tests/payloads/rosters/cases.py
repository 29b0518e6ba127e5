"""The files of this folder: what stands in each, and what must become of every row. `make` writes them from here.

Everybody in them is made up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Cells = list[Any]
HEAD: Cells = ["序号", "姓名", "所在单位（机构）", "擅长领域", "联系电话", "联系邮箱"]
STATIONS: Cells = ["序号", "单位名称", "地址", "联系人", "联系电话"]
FIRM = "湛江市雷岛食品有限公司"


@dataclass(frozen=True)
class Went:
    """A row that goes in (`same`: as one said before), and values of it."""

    row: int
    values: dict[str, Any]
    state: str = "new"


@dataclass(frozen=True)
class Back:
    """A row that comes back, wrong or doubtful, and a piece of the reason."""

    row: int
    why: str
    state: str = "wrong"


@dataclass(frozen=True)
class Case:
    """A file. `sheets`: name to rows. `refused`: the code, where none of it is taken. `form`: how it is written; `more`: to `make`."""

    name: str
    sheets: dict[str, list[Cells]] = field(default_factory=dict)
    rows: tuple[Went | Back, ...] = ()
    refused: str = ""
    kind: str = "experts"
    more: dict[str, Any] = field(default_factory=dict)


def one(number: int, name: str = "冯新勇", unit: str = FIRM, field: str = "税收筹划", **other: Any) -> Cells:
    """A row as it should be, but for what is said otherwise."""
    phone, email = other.get("phone", f"1816028947{number}"), other.get("email", f"feng{number}@example.org")
    return [number, name, unit, field, phone, email]


def fine(row: int, nth: int, name: str = "冯新勇", **values: Any) -> Went:
    """What `one` reads as."""
    read = {"name": name, "unit": FIRM, "domains": ["tax"], "phone": f"1816028947{nth}"}
    return Went(row, read | {"email": f"feng{nth}@example.org"} | values)


def sheet(*rows: Cells, head: Cells | None = None) -> dict[str, list[Cells]]:
    return {"Sheet1": [HEAD if head is None else head, *rows]}


TITLE = [
    ["附件4"],
    ["中小企业志愿服务专家汇总表"],
    ["填写单位：湛江市企业服务中心", "", "联系人：何春", "", "联系电话：0759-2792798"],
]
LAYOUTS = (
    Case("plain.xlsx", sheet(one(1), one(2, "梁燕海")), (fine(2, 1), fine(3, 2, "梁燕海"))),
    Case("title_above.xlsx", {"名单": [*TITLE, HEAD, one(1)]}, (fine(5, 1),)),
    Case("headings_far_below.xlsx", {"名单": [*[[""]] * 11, HEAD, one(1)]}, (fine(13, 1),)),
    Case(
        "two_rows_of_headings.xlsx",
        {
            "名单": [
                ["序号", "姓名", "工作单位", "专长", "联系方式", ""],
                ["", "", "", "", "手机", "邮箱"],
                one(1),
            ]
        },
        (fine(3, 1),),
    ),
    Case(
        "remarks_in_headings.xlsx",
        sheet(
            one(1),
            head=["No.", "*姓 名", "单位全称（盖章用）", "领域【可多选】", "手机号码（必填）", "E-mail"],
        ),
        (fine(2, 1),),
    ),
    Case(
        "other_words.xlsx",
        sheet(one(1), head=["编号", "专家", "任职单位", "研究方向", "移动电话", "电子信箱"]),
        (fine(2, 1),),
    ),
    Case(
        "other_order.xlsx",
        {
            "名单": [
                ["邮箱", "手机", "领域", "单位", "姓名"],
                ["feng1@example.org", "18160289471", "税收筹划", FIRM, "冯新勇"],
            ]
        },
        (fine(2, 1),),
    ),
    Case("begins_at_c5.xlsx", sheet(one(1)), (fine(6, 1),), more={"at": (4, 2)}),
    Case(
        "says_it_is_a1.xlsx",
        sheet(one(1), one(2, "梁燕海")),
        (fine(2, 1), fine(3, 2, "梁燕海")),
        more={"a1": True},
    ),
    Case(
        "columns_that_mean_nothing.xlsx",
        sheet(
            [1, "冯新勇", "女", "高级会计师", FIRM, "税收筹划", "18160289471", "王助理13900001111", "张局长"],
            head=[
                "序号",
                "姓名",
                "性别",
                "职称",
                "工作单位",
                "擅长领域",
                "手机",
                "紧急联系人电话",
                "推荐人姓名",
            ],
        ),
        (Went(2, {"name": "冯新勇", "unit": FIRM, "phone": "18160289471"}),),
    ),
    Case(
        "several_fields_in_a_cell.xlsx",
        sheet(
            [1, "冯新勇 18160289471", FIRM + "/财务总监", "税收筹划"],
            [2, "李明\n13800001111", "湛江大学，教授", "法律法规"],
            [3, "陈律师 13800001112", "湛江市蓝湾科技有限公司董事长", "法律法规"],
            head=["序号", "姓名/联系电话", "单位及职务", "擅长领域"],
        ),
        (
            Went(2, {"name": "冯新勇", "unit": FIRM, "phone": "18160289471"}),
            Went(3, {"name": "李明", "unit": "湛江大学", "phone": "13800001111"}),
            Back(4, "不像完整的姓名", "doubtful"),
        ),
    ),
    Case(
        "merged_down.xlsx",
        {
            "名单": [
                ["单位", "姓名", "领域", "电话"],
                [FIRM, "冯新勇", "税收筹划", "18160289471"],
                ["", "梁燕海", "外贸", "18160289472"],
            ]
        },
        (Went(2, {"unit": FIRM, "name": "冯新勇"}), Went(3, {"unit": FIRM, "name": "梁燕海"})),
        more={"merge": [(1, 0, 2, 0)]},
    ),
    Case(
        "groups_and_subtotals.xlsx",
        sheet(
            ["（一）金融机构"],
            one(1),
            ["小计", "1人"],
            [""],
            HEAD,
            ["二、服务机构"],
            one(2, "梁燕海"),
            ["赤坎区"],
            one(3, "林嘉磊"),
            ["小计", "2人"],
            ["合 计", "3人"],
        ),
        (fine(3, 1), fine(8, 2, "梁燕海"), fine(10, 3, "林嘉磊")),
    ),
    Case(
        "totals_and_signatures.xlsx",
        sheet(
            one(1),
            ["", "合计", "", "", "1"],
            ["共 1 人"],
            ["填表人：唐萍", "", "联系电话：18772167634"],
            ["审核人", "李四", "", "", "18772167635"],
            ["（盖章）　　2026年3月5日"],
            ["2026年3月5日"],
        ),
        (fine(2, 1),),
    ),
    Case(
        "notes.xlsx",
        {
            "名单": [
                ["填表说明：1.请如实填写；2.电话必填。"],
                HEAD,
                ["注：擅长领域包括：政策、法律、金融、管理、创新创业、数字赋能等。"],
                one(1),
                ["备注：本表一式两份。"],
            ]
        },
        (fine(4, 1),),
    ),
    Case(
        "example_rows.xlsx",
        sheet(
            ["例", "王小明", "某某公司", "法律", "13900000000", ""],
            ["", "（示例）张三", "XX有限公司", "法律", "138XXXXXXXX", ""],
            ["", "张三", "××公司", "政策、法律", "13800138000", "zhangsan@qq.com"],
            one(1),
        ),
        (fine(5, 1),),
    ),
    Case("called_zhang_san.xlsx", sheet(one(1, "张三")), (fine(2, 1, "张三"),)),
    Case("numbers_without_rows.xlsx", sheet(one(1), [2], [3, "", "", "", "", ""]), (fine(2, 1),)),
    Case(
        "several_sheets.xlsx",
        {
            "赤坎区": [["赤坎区专家"], HEAD, one(1)],
            "霞山区": [
                ["手机", "姓名", "单位", "领域"],
                ["18160289472", "梁燕海", FIRM, "税收筹划"],
            ],
            "日程": [["时间", "地点", "主题"], ["3月10日", "报告厅", "税收"]],
            "空表": [],
        },
        (fine(3, 1), Went(2, {"name": "梁燕海", "phone": "18160289472"})),
    ),
    Case(
        "two_tables_side_by_side.xlsx",
        sheet(
            ["冯新勇", "18160289471", "梁燕海", "18160289472"],
            ["林嘉磊", "18160289473", "", ""],
            head=["姓名", "电话", "姓名", "电话"],
        ),
        (
            Went(2, {"name": "冯新勇", "phone": "18160289471"}),
            Went(2, {"name": "梁燕海", "phone": "18160289472"}),
            Went(3, {"name": "林嘉磊", "phone": "18160289473"}),
        ),
    ),
    Case(
        "ticks_under_fields.xlsx",
        sheet(
            ["冯新勇", FIRM, "√", "", "✓", "18160289471"],
            ["梁燕海", FIRM, "", "1", "", "18160289472"],
            head=["姓名", "单位", "政策", "法律", "金融", "电话"],
        ),
        (
            Went(2, {"name": "冯新勇", "domains": ["policy", "finance"]}),
            Went(3, {"name": "梁燕海", "domains": ["law"]}),
        ),
    ),
    Case(
        "traditional.csv",
        sheet(
            one(1, unit="湛江市雷島食品有限公司"),
            head=["序號", "姓名", "所在單位", "擅長領域", "聯繫電話", "聯絡郵箱"],
        ),
        (fine(2, 1, unit="湛江市雷島食品有限公司"),),
    ),
    Case(
        "as_above.xlsx",
        sheet(
            one(1), one(2, "梁燕海", "同上"), one(3, "林嘉磊", "〃"), ["赤坎区（2人）"], ["（此表可复制）"]
        ),
        (fine(2, 1), fine(3, 2, "梁燕海"), fine(4, 3, "林嘉磊")),
    ),
    Case(
        "hidden_sheet.xlsx",
        {"名单": [HEAD, one(1)], "旧名单": [HEAD, one(2, "梁燕海")]},
        (fine(2, 1),),
        more={"hidden": ["旧名单"]},
    ),
)
VALUES = (
    Case(
        "phones_as_numbers.xlsx",
        sheet(
            one(1, phone=18160289471),
            one(2, "梁燕海", phone=18160289472.0),
            one(3, "林嘉磊", phone="18160289473.0"),
            one(4, "劳雪新", phone=8618160289474),
        ),
        (fine(2, 1), fine(3, 2, "梁燕海"), fine(4, 3, "林嘉磊"), fine(5, 4, "劳雪新")),
    ),
    Case(
        "phones_by_hand.xlsx",
        sheet(
            one(1, "冯新勇", phone="１８１６０２８９４７１"),
            one(2, "梁燕海", phone="+86 181-6028-9472"),
            one(3, "林嘉磊", phone=" 181 6028 9473\u200b"),
            one(4, "劳雪新", phone="18160289474（微信同号）"),
            one(5, "吕雪远", phone="0086-18160289475"),
            one(6, "陈 怡", phone="手机：18160289476"),
            one(7, "何平", phone="一八一六零二八九四七七"),
            one(8, "吴斌", phone="12800001234"),
        ),
        (
            fine(2, 1),
            fine(3, 2, "梁燕海"),
            fine(4, 3, "林嘉磊"),
            fine(5, 4, "劳雪新"),
            fine(6, 5, "吕雪远"),
            fine(7, 6, "陈怡"),
            fine(8, 7, "何平"),
            Back(9, "号段不对"),
        ),
    ),
    Case(
        "landlines.xlsx",
        sheet(
            one(1, "冯新勇", phone="0759-3773315转83"),
            one(2, "梁燕海", phone="（0759）3773316"),
            one(3, "林嘉磊", phone=7593773317),
            one(4, "劳雪新", phone="400-888-1234"),
            one(5, "吕雪远", phone="3773318"),
        ),
        (
            fine(2, 1, phone="07593773315-83"),
            fine(3, 2, "梁燕海", phone="07593773316"),
            fine(4, 3, "林嘉磊", phone="07593773317"),
            fine(5, 4, "劳雪新", phone="4008881234"),
            Back(6, "区号", "doubtful"),
        ),
    ),
    Case(
        "two_phones.xlsx",
        sheet(
            one(1, "冯新勇", phone="0759-3782839 / 18160289471"),
            one(2, "梁燕海", phone="18160289472、13900001111"),
        ),
        (fine(2, 1), fine(3, 2, "梁燕海")),
    ),
    Case(
        "phones_that_are_none.xlsx",
        sheet(
            one(1, phone="1.39E+10"),
            one(2, phone="159****1234"),
            one(3, phone="1816028947"),
            one(4, phone="181602894712"),
            one(5, phone="见附件"),
            one(6, phone=""),
            one(7, phone="—"),
            one(8, phone="无"),
        ),
        (
            Back(2, "后几位丢了"),
            Back(3, "遮住"),
            Back(4, "10 位"),
            Back(5, "12 位"),
            Back(6, "没有写电话", "doubtful"),
            Back(7, "没有写电话", "doubtful"),
            Back(8, "没有写电话", "doubtful"),
            Back(9, "没有写电话", "doubtful"),
        ),
    ),
    Case(
        "missing.xlsx",
        sheet(one(1, ""), one(2, "梁燕海", ""), one(3, "林嘉磊", field="")),
        (Back(2, "姓名"), Back(3, "单位", "doubtful"), Back(4, "领域", "doubtful")),
    ),
    Case(
        "names.xlsx",
        sheet(
            one(1, "李　明"),
            one(2, "阿依古丽•买买提"),
            one(3, "𠮷田慧"),
            one(4, "劳雪新（女）"),
            one(5, "周志远教授"),
            one(6, "John Smith"),
            one(7, "欧阳 修文"),
            one(8, "冯\ue000勇"),
            one(9, "冯?勇"),
            [10, "王", FIRM, "税收筹划", "18160289480", ""],
            [11, "湛江市海产品有限公司", FIRM, "税收筹划", "18160289481", ""],
            [12, "18160289482", FIRM, "税收筹划", "18160289482", ""],
        ),
        (
            fine(2, 1, "李明"),
            fine(3, 2, "阿依古丽·买买提"),
            fine(4, 3, "𠮷田慧"),
            fine(5, 4, "劳雪新"),
            fine(6, 5, "周志远"),
            fine(7, 6, "John Smith"),
            fine(8, 7, "欧阳修文"),
            Back(9, "显示不出来", "doubtful"),
            Back(10, "显示不出来", "doubtful"),
            Back(11, "姓名", "doubtful"),
            Back(12, "姓名", "doubtful"),
            Back(13, "姓名"),
        ),
    ),
    Case(
        "addresses_of_mail.xlsx",
        sheet(
            one(1, "冯新勇", email="feng1＠example.org"),
            one(2, "梁燕海", email=" feng2@example。org "),
            one(3, "林嘉磊", email="无"),
            one(4, "劳雪新", email="feng4#example.org"),
            one(5, "吕雪远", email="feng5@example"),
            one(6, "陈怡", email="feng6@example.org；chen@example.com"),
        ),
        (
            fine(2, 1),
            fine(3, 2, "梁燕海"),
            fine(4, 3, "林嘉磊", email=None),
            Back(5, "邮箱"),
            Back(6, "邮箱"),
            fine(7, 6, "陈怡"),
        ),
    ),
    Case(
        "fields.xlsx",
        sheet(
            one(1, "冯新勇", field="1.政策 2.法律 3.金融"),
            one(2, "梁燕海", field="财税管理；人力资源/外贸"),
            one(3, "林嘉磊", field="创新创业、数字赋能等"),
            one(4, "劳雪新", field="税收筹划、钓鱼"),
            one(5, "吕雪远", field="钓鱼"),
        ),
        (
            fine(2, 1, domains=["policy", "law", "finance"]),
            fine(3, 2, "梁燕海", domains=["tax", "hr", "trade"]),
            fine(4, 3, "林嘉磊", domains=["startup", "digital"]),
            fine(5, 4, "劳雪新"),
            Back(6, "领域", "doubtful"),
        ),
    ),
    Case(
        "formulas.xlsx",
        sheet(
            one(1, '=HYPERLINK("http://example.com","冯新勇")'),
            one(2, "梁燕海", unit="=1+1"),
            one(3, "=cmd|'/c'!A1"),
        ),
        (Back(2, "公式"), Back(3, "公式"), Back(4, "公式")),
    ),
    Case(
        "too_long.xlsx",
        sheet(one(1, "冯" * 51), one(2, "梁燕海", unit="湛江市" + "大" * 100 + "公司")),
        (Back(2, "太长"), Back(3, "太长")),
    ),
    Case(
        "said_twice.xlsx",
        sheet(
            one(1),
            one(1),
            [3, "冯新勇", FIRM, "外贸", "18160289471", ""],
            [4, "梁燕海", "湛江大学", "外贸", "18160289471", ""],
            [5, "冯新勇", FIRM, "税收筹划", "13900001111", ""],
            [6, "冯新勇", "湛江大学", "税收筹划", "13900002222", ""],
        ),
        (
            fine(2, 1),
            Went(3, {"name": "冯新勇"}, "same"),
            Back(4, "重复", "doubtful"),
            Back(5, "重复", "doubtful"),
            Back(6, "重复", "doubtful"),
            Went(7, {"unit": "湛江大学"}),
        ),
    ),
    Case(
        "certified_before.xlsx",
        sheet(
            [*one(1), "2025年3月1日", "2028.2.29", "湛企志聘字〔2025〕3号"],
            [*one(2, "梁燕海"), 45717, "", ""],
            [*one(3, "林嘉磊"), "2025/3/1", "20280229", ""],
            [*one(4, "劳雪新"), "2025年3月", "", ""],
            [*one(5, "吕雪远"), "2025-03-01", "2024-03-01", ""],
            head=[*HEAD, "认定日期", "有效期至", "证书编号"],
        ),
        (
            fine(2, 1, certified_on="2025-03-01", until="2028-02-29", number="湛企志聘字〔2025〕3号"),
            fine(3, 2, "梁燕海", certified_on="2025-03-01", until=None),
            fine(4, 3, "林嘉磊", certified_on="2025-03-01", until="2028-02-29"),
            Back(5, "看不出是哪一天"),
            Back(6, "止日早于起日"),
        ),
    ),
    Case(
        "term_in_one_cell.xlsx",
        sheet([*one(1), "2025.3.1-2028.2.29"], head=[*HEAD, "聘期"]),
        (fine(2, 1, certified_on="2025-03-01", until="2028-02-29"),),
    ),
)
GBK = {"encoding": "gb18030"}
FORMATS = (
    Case("gbk.csv", sheet(one(1), one(2, "梁燕海")), (fine(2, 1), fine(3, 2, "梁燕海")), more=GBK),
    Case("utf8_with_mark.csv", sheet(one(1)), (fine(2, 1),), more={"encoding": "utf-8-sig"}),
    Case(
        "unicode_text_of_excel.csv",
        sheet(one(1)),
        (fine(2, 1),),
        more={"encoding": "utf-16", "separator": "\t"},
    ),
    Case("semicolons.csv", sheet(one(1)), (fine(2, 1),), more={"separator": ";"}),
    Case(
        "kept_as_text.csv",
        sheet(one(1, "冯新勇", phone='="18160289471"'), one(2, "梁燕海", phone="'18160289472")),
        (fine(2, 1), fine(3, 2, "梁燕海")),
    ),
    Case(
        "line_breaks_in_cells.csv",
        sheet(one(1, unit="湛江市雷岛\n食品有限公司", field="税收筹划\n税务")),
        (fine(2, 1),),
    ),
    Case("csv_called_xls.xls", sheet(one(1)), (fine(2, 1),), more={"as": "csv"} | GBK),
    Case("page_called_xls.xls", {"名单": [*TITLE, HEAD, one(1)]}, (fine(5, 1),), more={"as": "html"}),
    Case(
        "old_workbook.xls",
        {
            "茂南区": [["名单"], HEAD, one(1, phone=18160289471.0)],
            "电白区": [["手机", "姓名", "单位", "领域"], [18160289472.0, "梁燕海", FIRM, "税收筹划"]],
        },
        (fine(3, 1), Went(2, {"name": "梁燕海", "phone": "18160289472"})),
    ),
    Case("word.docx", {"表1": [*TITLE, HEAD, one(1)]}, (fine(5, 1),)),
    Case(
        "word_goes_on.docx",
        {"表1": [HEAD, one(1)], "表2": [one(2, "梁燕海"), one(3, "林嘉磊")]},
        (fine(2, 1), fine(1, 2, "梁燕海"), fine(2, 3, "林嘉磊")),
    ),
    Case(
        "word_merged_down.docx",
        {
            "表1": [
                ["单位", "姓名", "领域", "电话"],
                [FIRM, "冯新勇", "税收筹划", "18160289471"],
                ["", "梁燕海", "外贸", "18160289472"],
            ]
        },
        (Went(2, {"unit": FIRM, "name": "冯新勇"}), Went(3, {"unit": FIRM, "name": "梁燕海"})),
        more={"merge": [(1, 0, 2, 0)]},
    ),
    Case("word_with_tabs.docx", {"正文": [HEAD, one(1)]}, (fine(2, 1),), more={"tabs": True}),
)
OTHERS = (
    Case(
        "stations.xlsx",
        {
            "工作站": [
                ["附件3：中小企业志愿服务工作站汇总表"],
                STATIONS,
                [1, "湛江市海东软件园", "湛江市赤坎区中山一路1号", "田东源", 15269581283],
                [2, "湛江市家具行业协会", "湛江市霞山区人民路2号", "钟艳晓", "0759-3525435转86"],
                [3, "湛江市水产协会", "湛江市霞山区人民路3号", "唐芳", ""],
                [4, "", "湛江市霞山区人民路4号", "唐芬", "13900001111"],
                [5, "湛江市海东软件园", "湛江市赤坎区中山一路1号", "田东源", "15269581283"],
                ["合计", "5个"],
            ]
        },
        (
            Went(
                3,
                {"unit": "湛江市海东软件园", "contact": "田东源", "phone": "15269581283", "region": "440802"},
            ),
            Went(4, {"phone": "07593525435-86", "region": "440803"}),
            Back(5, "没有写电话", "doubtful"),
            Back(6, "单位名称"),
            Went(7, {"unit": "湛江市海东软件园"}, "same"),
        ),
        kind="stations",
    ),
    Case(
        "stations_one_column.docx",
        {
            "表1": [
                ["县（市、区）", "工作站名称", "详细地址", "负责人及电话"],
                ["赤坎区", "湛江市海东软件园", "中山一路1号", "田东源：15269581283"],
                ["", "湛江市家具行业协会", "中山一路2号", "钟艳晓\n0759-3525435"],
            ]
        },
        (
            Went(2, {"contact": "田东源", "phone": "15269581283", "region": "440802"}),
            Went(3, {"contact": "钟艳晓", "phone": "07593525435", "region": "440802"}),
        ),
        kind="stations",
        more={"merge": [(1, 0, 2, 0)]},
    ),
    Case(
        "enterprises.csv",
        {
            "": [
                ["企业名称", "所属县区", "企业联系人", "手机"],
                ["湛江蓝湾海鲜加工厂", "赤坎区", "张海", "13800001111"],
                ["", "赤坎区", "李海", "13800001112"],
            ]
        },
        (
            Went(2, {"firm": "湛江蓝湾海鲜加工厂", "contact": "张海", "region": "440802"}),
            Back(3, "企业名称"),
        ),
        kind="enterprises",
    ),
    Case(
        "diaries.xlsx",
        {
            "日记": [
                ["志愿日记"],
                ["专家姓名", "服务日期", "服务时长", "服务企业", "服务形式", "服务内容"],
                ["李明", "2026年3月5日", 2, "湛江蓝湾海鲜加工厂", "线下", "讲了税收优惠"],
                ["李明", 46087, "1.5小时", "蓝湾厂、海东公司", "线上", "看合同"],
                ["李明", "2026.3.7", "两个半小时", "海东公司", "", ""],
                ["李明", "3月", 2, "海东公司", "", ""],
                ["李明", "2026-03-08", "", "海东公司", "", ""],
                ["李明", "2026-03-08", 2, "", "", ""],
                ["李明", "2027-03-08", 2, "海东公司", "", ""],
                ["李明", "2026-03-09", 30, "海东公司", "", ""],
            ]
        },
        (
            Went(3, {"served_on": "2026-03-05", "hours": "2.00", "enterprises": 1, "form": "offline"}),
            Went(4, {"served_on": "2026-03-06", "hours": "1.50", "enterprises": 2, "form": "online"}),
            Went(5, {"served_on": "2026-03-07", "hours": "2.50"}),
            Back(6, "看不出是哪一天"),
            Back(7, "时长"),
            Back(8, "企业"),
            Back(9, "还没到"),
            Back(10, "时长"),
        ),
        kind="diaries",
    ),
)
REFUSED = (
    Case(
        "timetable.xlsx",
        {"日程": [["时间", "地点", "主题", "主讲人"], ["3月10日 9:00", "报告厅", "品牌", "袁杰"]]},
        refused="no_headings",
    ),
    Case("headings_alone.xlsx", sheet(["合计", "0人"]), refused="no_rows"),
    Case("stations_as_experts.xlsx", sheet(head=STATIONS), refused="wrong_columns"),
    Case("nothing.csv", refused="empty", more={"bytes": b"\r\n \r\n"}),
    Case("broken_off.xlsx", sheet(one(1)), refused="unreadable", more={"cut": 900}),
    Case("with_a_password.xlsx", refused="locked", more={"bytes": "ole EncryptedPackage"}),
    Case("old_word.doc", refused="unknown_format", more={"bytes": "ole WordDocument"}),
    Case("scan.pdf", refused="unknown_format", more={"bytes": b"%PDF-1.4\n%%EOF"}),
    Case("photo.xlsx", refused="unknown_format", more={"bytes": b"\x89PNG\r\n\x1a\n" + b"\x00" * 64}),
    Case("archive.xlsx", refused="unknown_format", more={"zip": {"readme.txt": 10}}),
    Case("bomb.xlsx", refused="too_large", more={"zip": {"xl/worksheets/sheet1.xml": 400 * 2**20}}),
)
CASES = (*LAYOUTS, *VALUES, *FORMATS, *OTHERS, *REFUSED)

"""What those ask who serve, or are about to, and the office about them."""

from __future__ import annotations

import re

from handlers.conversations.people import volunteer_answers as answers
from handlers.conversations.people.topics import Topic

_UNLISTED: frozenset[str] = frozenset()
_TO_GIVE = (
    r"(?:要不要|用不用|需不需要|该不该|是不是|得不得|要|得|该|想|能不能|可不可以)+(?:给|请|送|封|包|塞|带)[^，,。]{0,8}"
    r"(?:红包|利是|礼物|礼品|谢礼|送礼|烟|酒|茶叶|特产|辛苦费|好处费|吃(?:个|顿|餐|一?顿)?饭|意思一下|表示一下)"
    r"|(?:红包|利是|礼物|辛苦费|好处费|意思意思)[^，,。]{0,6}(?:要不要|用不用|给多少|要给|得给|该给|包多少)"
)
"""«要不要给老师封个红包»: asked by whoever is helped."""
OF_VOLUNTEERS = (
    Topic(
        "gifts",
        "送礼收不收",
        "送礼收不收 企业给我塞烟收不收 企业请吃饭能去吗 老板送东西能要吗 红包能不能收 要不要给专家送礼 用不用给老师包红包",
        answers.gifts,
        _UNLISTED,
        only_of="烟|酒|礼(?!拜)|红包|利是|送|塞|请吃|请客|茶叶|特产|购物卡",
        plain=rf"{_TO_GIVE}"
        r"|(?:烟|酒|礼|红包|茶叶|特产|购物卡|东西)[^。]{0,6}(?:收不收|能收|可以收|能不能收|敢收|要不要收|能要)"
        r"|请(?:我)?吃饭[^。]{0,4}(?:能去|去不去|可以去)",
    ),
    Topic(
        "insulted",
        "企业骂人怎么办",
        "企业骂人怎么办 老板骂我怎么办 企业态度不好怎么办 企业为难我怎么办",
        answers.insulted,
        _UNLISTED,
        only_of="骂|态度|为难|刁难|凶|吼",
        plain=r"(?:企业|老板|对方|他们)[^，,。]{0,3}(?:骂|为难|刁难|吼)[^，,。]{0,3}(?:怎么办|咋办|怎么弄)",
    ),
    Topic(
        "enough",
        "满了有什么好处",
        "满了有什么好处 志愿满了有啥好处 做够了有什么奖励 达标有什么用 做满时长有没有奖",
        answers.enough,
        _UNLISTED,
        only_of="满|够|达标|完成",
        plain=r"(?:满了|够了|做满|达标)[^，,。]{0,4}(?:有)?(?:什么|啥|没有?)(?:好处|用|奖)",
    ),
    Topic(
        "deadline",
        "什么时候截止",
        "什么时候截止 报名到什么时候 申请截止是哪天 到几号截止 最晚哪天",
        answers.deadline,
        _UNLISTED,
        only_of="截止|最晚|到(?:什么时候|几号|哪天)",
        plain=r"^(?:那|请问|申请|报名|日记|补记)*(?:是)?(?:什么时候|几时|哪天|几号|啥时候)截止|截止(?:日期|时间)?是(?:哪|几|什么)",
    ),
    Topic(
        "late",
        "能补记吗",
        "能补记吗 我能不能补记上个月的 以前的服务还能记吗 漏记了怎么办 上个月忘了记能补吗",
        answers.late,
        _UNLISTED,
        only_of="补|漏|忘|以前",
        plain=r"(?:能不能|可不可以|还能|能|可以)补(?:记|报|录|写)(?:[^，,。]{0,8})(?:的|吗|么|不|$)",
    ),
    Topic(
        "measures",
        "警告有什么影响",
        "警告有什么影响 暂停资格有什么后果 警告影响考核吗 会不会影响我考核",
        answers.measures,
        _UNLISTED,
        only_of="警告|暂停|取消|处分|考核",
        plain=r"影响(?:我|他|她)?的?(?:年度)?考核[吗不么]",
    ),
    Topic(
        "outcome",
        "投诉会怎么处理",
        "投诉会怎么处理 投诉了会给处分吗 投诉几天有答复 投诉多久处理",
        answers.outcome,
        _UNLISTED,
        only_of="投诉|处分|处理|答复",
        plain=r"^(?:那)?(?:会不会|会)(?:给|受)?(?:他|她|专家)?处分[吗不么]?|^(?:那)?(?:会|要)?怎么处理(?:他|她|这个专家)|投诉[^，,。]{0,4}(?:几天|多久)[^，,。]{0,3}(?:答复|处理|有人)",
    ),
)
"""Each is true for who asks: the office is told what becomes of somebody, a volunteer what becomes of oneself."""
OF_TAKING_BACK = re.compile(
    r"(?:能不能|可不可以|可以|还能|能|怎么)(?:再)?(?:撤回|收回|反悔|撤|改回)(?:来|掉|去)?(?:公示|警告|决定|通过|认定)?(?:[吗么不呢?？]|$)"
)
"""No command: whether it is possible, and how."""
OF_TELLING = re.compile(
    r"(?:确认|决定|警告|定)(?:了|以后|之后|完)?[^，,。]{0,4}(?:本人|对方|他|她|投诉人)[^，,。]{0,6}(?:收到|知道|晓得|通知)[^，,。]{0,6}(?:[吗么不呢]|会不会|什么时候)"
    r"|会不会[^，,。]{0,4}(?:又)?收到(?:警告|通知)"
)
OF_MEASURES = re.compile(
    r"(?:警告|暂停|取消资格|处分)[^，,。]{0,6}(?:会怎样|会怎么样|什么(?:后果|影响)|影响[^，,。]{0,6}[吗不么])"
)
"""As the office asks it; who holds a title is told of the own one."""

"""What small shops and applicants ask first, each answered by what is so and nothing else."""

from __future__ import annotations

from handlers.conversations.people.topics import Topic
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_region
from programme.roles import NEWCOMERS

_HELP_ME = Choice("请专家帮忙", tokens.start("need"))
_OFFICE = Choice("找工作人员", tokens.start("human"))
_COMPLAIN = Choice("投诉", tokens.start("complain"))
_UNLISTED: frozenset[str] = frozenset()


def _sole_trader(talk: ConversationContext) -> Reply:
    return Reply("能用，个体户、小店、小微企业都行，不收费。遇到什么事？", choices=(_HELP_ME,))


def _court(talk: ConversationContext) -> Reply:
    return Reply(
        "请专家不要钱。打官司的诉讼费、办证的规费是交给法院和部门的，不归这里收，接单的专家会跟您说清楚。",
        choices=(_HELP_ME,),
    )


def _fares(talk: ConversationContext) -> Reply:
    return Reply(
        "不用企业出，专家是志愿来的。有人跟您要车费，点下面告诉服务中心。", choices=(_HELP_ME, _COMPLAIN)
    )


def _licence(talk: ConversationContext) -> Reply:
    return Reply("请专家不用交营业执照，说一句难事就行。申请当专家、建站才要交材料。", choices=(_HELP_ME,))


def _elsewhere(talk: ConversationContext) -> Reply:
    where = show_region(talk.home) if talk.home else ""
    near = f"这里的专家多在{where}，" if where else ""
    return Reply(f"可以问，{near}远的多半线上帮。说事情的时候把地方带上。", choices=(_HELP_ME, _OFFICE))


def _signed(talk: ConversationContext) -> Reply:
    return Reply(
        "同意只是让我记下您说的话，不是签合同，也不用企业签字盖章，随时能撤回。", choices=(_HELP_ME,)
    )


def _to_firms(talk: ConversationContext) -> Reply:
    return Reply("您接了单，那家企业才看得到您的姓名和电话；没接单的看不到，电话不公开。", choices=(_OFFICE,))


def _spoken_of(talk: ConversationContext) -> Reply:
    return Reply(
        "接单的专家要保密，不能讲出去；没接单的看不到您是谁。有人讲出去了，可以投诉。",
        choices=(_HELP_ME, _COMPLAIN),
    )


def _warned(talk: ConversationContext) -> Reply:
    return Reply(
        "警告是提醒：资格不受影响，记一次服务或参加活动后，服务中心会重新看。取消资格要另外决定，可以申诉。",
        choices=(_OFFICE,),
    )


PLAIN_TOPICS = (
    Topic(
        "sole_trader",
        "个体户能用吗",
        "个体户能用吗 个体户行不行 个体工商户可以吗 我是个体户能不能用 小店能用不 开小店的管不管 个体户可不可以问",
        _sole_trader,
        NEWCOMERS,
        only_of="个体|小店|摆摊|小摊|夫妻店|开.{0,4}店",
    ),
    Topic(
        "court",
        "打官司要花钱吗",
        "打官司要花钱吗 要是打官司要花钱么 起诉要多少钱 诉讼费谁出 律师费要给吗 仲裁收费吗",
        _court,
        _UNLISTED,
        only_of="官司|起诉|诉讼|仲裁|律师费|规费",
    ),
    Topic(
        "fares",
        "路费谁出",
        "路费谁出 专家来的车费谁出 来一趟路费要我出吗 油费谁给 要不要给专家报销路费 要不要管饭",
        _fares,
        _UNLISTED,
        only_of="路费|车费|油费|管饭|报销",
    ),
    Topic(
        "licence",
        "要不要营业执照",
        "要不要营业执照 没有营业执照可以吗 要带执照吗 没办执照能问吗 执照要拍给你们吗",
        _licence,
        _UNLISTED,
        only_of="执照",
    ),
    Topic(
        "elsewhere",
        "外地的行吗",
        "外地的行吗 外地的企业可以不 我不在湛江能用吗 别的市的企业管不管 外省的可以问吗 不在本地行不行",
        _elsewhere,
        _UNLISTED,
        only_of="外地|外省|外市|别的[市省县]|不在(?:本地|这里|你们)",
    ),
    Topic(
        "signed",
        "同意是签合同吗",
        "同意是签合同吗 同意是不是就等于签合同 要企业签字吗 是不是要企业签字 要签协议吗",
        _signed,
        _UNLISTED,
        only_of="签",
    ),
    Topic(
        "to_firms",
        "企业看得到我电话吗",
        "企业看得到我电话吗 我的电话会不会给企业看到 当专家要公开电话吗 企业会打我电话吗 我的号码给不给企业",
        _to_firms,
        _UNLISTED,
        only_of="(?:电话|号码|手机).{0,8}企业|企业.{0,8}(?:电话|号码|手机)|公开.{0,3}(?:电话|号码)",
    ),
    Topic(
        "spoken_of",
        "会不会讲出去",
        "会不会讲出去 专家会不会把我家的事讲出去 不会传出去吧 会不会有人晓得 员工会知道吗 会不会传开",
        _spoken_of,
        _UNLISTED,
        only_of="讲出去|传出去|说出去|传开|有人(?:晓得|知道)|员工.{0,4}知道",
    ),
    Topic(
        "warned",
        "警告了会怎样",
        "警告了会怎样 他要是被警告了会怎样 被警告有什么影响 警告影响考核吗 警告会不会取消资格",
        _warned,
        _UNLISTED,
        only_of="警告",
    ),
)

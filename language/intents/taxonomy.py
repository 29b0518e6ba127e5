"""The intents that there are: who usually has each, and what it is called on a choice.

The names are a contract: they stand in inbox rows, in the examples the model learns from and in what
`yiqi understand intent` prints.
"""

from dataclasses import dataclass

ROLES = ("guest", "enterprise", "expert", "station", "staff")
"""The roles that a person may speak in, as features and in the table below."""
OPEN_THINGS = (
    "card",
    "question",
    "offer",
    "need",
    "service",
    "rating",
    "application",
    "warning",
    "event",
    "case",
    "term",
)
"""What may be open for a person: a read-back card, a form's question, an offer not answered, a need not done, a service
accepted and not yet served, a rating not given, an application under review, a warning in force, an activity
signed up for, a complaint, objection or appeal not decided, a term about to end."""


@dataclass(frozen=True, slots=True)
class Intent:
    """`usual` names the roles that must find an entry for it; `caption` is how a choice names it, 6 characters at most."""

    code: str
    caption: str
    usual: tuple[str, ...]


_FIRM, _HOLDERS, _PEOPLE = ("enterprise",), ("expert", "station"), ("enterprise", "expert", "station")
_STAFF = ("staff",)
_ALL = (
    Intent("need.post", "请专家帮忙", ("enterprise", "guest", "station", "expert")),
    Intent("need.status", "看进展", _FIRM),
    Intent("need.change", "补充需求", _FIRM),
    Intent("need.withdraw", "撤回需求", _FIRM),
    Intent("expert.find", "找专家", ("enterprise", "guest")),
    Intent("expert.contact", "联系专家", _FIRM),
    Intent("expert.replace", "换一位专家", _FIRM),
    Intent("service.missed", "对方没来", ("enterprise", "expert")),
    Intent("service.appoint", "约时间", ("enterprise", "expert")),
    Intent("service.confirm", "服务过了", _FIRM),
    Intent("rating.give", "评价", _FIRM),
    Intent("complaint.file", "投诉", ROLES),
    Intent("complaint.status", "投诉进展", ROLES),
    Intent("appeal.file", "申诉", _HOLDERS),
    Intent("objection.file", "提异议", ROLES),
    Intent("case.withdraw", "撤回投诉", _PEOPLE),
    Intent("diary.log", "记日记", _HOLDERS),
    Intent("diary.fix", "改日记", _HOLDERS),
    Intent("progress.ask", "我的进度", _HOLDERS),
    Intent("history.ask", "我的记录", ROLES),
    Intent("offer.accept", "接单", ("expert",)),
    Intent("offer.decline", "婉拒", ("expert",)),
    Intent("offer.negotiate", "换个条件接", ("expert",)),
    Intent("service.return", "退单", ("expert",)),
    Intent("availability.set", "接单设置", ("expert",)),
    Intent("need.browse", "看需求", _HOLDERS),
    Intent("apply.expert", "申请专家", ("guest", "enterprise", "station")),
    Intent("apply.station", "申请工作站", ("guest", "enterprise", "expert")),
    Intent("recommend", "推荐别人", ("station", "staff", "expert")),
    Intent("application.status", "审核进展", ("guest",)),
    Intent("application.change", "改申请", ("guest",)),
    Intent("title.renew", "续聘", _HOLDERS),
    Intent("title.leave", "退出", _HOLDERS),
    Intent("title.proof", "开证明", _HOLDERS),
    Intent("profile.change", "改资料", ROLES),
    Intent("privacy.export", "我的信息", ROLES),
    Intent("privacy.delete", "删除信息", ROLES),
    Intent("plan.report", "计划和总结", ("station",)),
    Intent("protection", "保险和安全", _HOLDERS),
    Intent("event.publish", "发布活动", ("station", "staff")),
    Intent("event.find", "看活动", ROLES),
    Intent("event.signup", "报名活动", ROLES),
    Intent("event.change", "改活动", ("station", "staff", "enterprise", "expert")),
    Intent("suggestion", "提建议", ROLES),
    Intent("human", "找工作人员", ROLES),
    Intent("faq", "常见问题", ROLES),
    Intent("help", "能做什么", ROLES),
    Intent("binding", "绑定账号", ROLES),
    Intent("notices.set", "消息设置", ROLES),
    Intent("staff.queue", "待办", _STAFF),
    Intent("staff.decide", "审核决定", _STAFF),
    Intent("staff.assign", "指派专家", _STAFF),
    Intent("staff.find", "查人查单", _STAFF),
    Intent("staff.figures", "统计", _STAFF),
    Intent("staff.notify", "群发通知", _STAFF),
    Intent("staff.people", "管理人员", _STAFF),
    Intent("staff.round", "招募和公示", _STAFF),
    Intent("smalltalk", "闲聊", ()),
    Intent("abuse", "骂人", ()),
    Intent("offtopic", "无关的话", ()),
    Intent("unclear", "没听明白", ()),
)
INTENTS = {intent.code: intent for intent in _ALL}
MOVES = frozenset({"smalltalk", "abuse", "offtopic", "unclear"})
"""Intents that nothing is opened for."""
SHOWS = frozenset(
    {
        "need.status",
        "complaint.status",
        "progress.ask",
        "history.ask",
        "application.status",
        "event.find",
        "faq",
        "staff.queue",
        "staff.find",
        "staff.figures",
    }
)
"""Intents that are answered with what there is, and change nothing."""
FIRST = "complaint.file"
"""What goes before everything else that the same message wants."""

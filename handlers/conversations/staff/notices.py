"""What members of staff are told about themselves and the system, in words."""

from __future__ import annotations

from actions.staff.notices import Announced, PackGone, StaffChanged
from handlers.conversations.staff.posts import WHOLE, place, posts
from handlers.engine import next_steps
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Reply
from language import regions


def _changed(talk: ConversationContext, told: StaffChanged) -> Reply | None:
    roles = talk.speaker.staff_roles
    if roles is None or talk.speaker.jurisdiction is None:
        return Reply(
            f"{talk.speaker.name}，您好。管理员把您移出了工作人员名单。办过的事都有记录，谢谢您这段时间的工作。"
        )
    return Reply(
        f"您的岗位有调整：负责{place(talk.speaker.jurisdiction)}，{posts(roles)}。",
        choices=(next_steps.TODO,),
    )


def _pack_gone(talk: ConversationContext, told: PackGone) -> Reply | None:
    return Reply(
        f"规则包「{told.pack}」的文件找不到了，照它认定的专家和工作站暂时不提醒、不到期、不认定。"
        "请把文件放回原处，或请技术人员来看。"
    )


def _announced(talk: ConversationContext, told: Announced) -> Reply:
    whose = "" if told.region in WHOLE else regions.name(told.region)
    return Reply(f"通知：{told.text}\n（{whose}服务中心）")


ANNOUNCED = NoticeRenderer(Announced, _announced)
STAFF_CHANGED = NoticeRenderer(StaffChanged, _changed)
PACK_GONE = NoticeRenderer(PackGone, _pack_gone)

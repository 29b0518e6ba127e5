"""Choices that many answers end in: each opens what its words say."""

from __future__ import annotations

from handlers.engine import tokens
from handlers.message import Choice

STAFF = Choice("找工作人员", tokens.start("human"))
DIARY = Choice("记日记", tokens.start("diary"))
MY_PROGRESS = Choice("我的进度", tokens.start("my_progress"))
TODO = Choice("待办", tokens.start("todo"))
ASK_FOR_EXPERT = Choice("请专家帮忙", tokens.start("need"))
MY_APPLICATIONS = Choice("我的申请", tokens.start("my_applications"))
NEED_STATUS = Choice("看进展", tokens.start("need_status"))
APPEAL = Choice("申诉", tokens.start("appeal"))
APPLY_EXPERT = Choice("申请专家", tokens.start("apply_expert"))
COMPLAIN = Choice("投诉", tokens.start("complain"))
PUBLISH_EVENT = Choice("发布活动", tokens.start("publish_event"))
EVENTS = Choice("近期活动", tokens.start("events"))
ADD_PAPERS = Choice("补材料", tokens.start("add_papers"))
CAN_DO = Choice("能做什么", tokens.start("can_do"))
MY_NEEDS = Choice("我的需求", tokens.start("my_needs"))

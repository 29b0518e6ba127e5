"""What volunteers ask, and the office about them: gifts, rudeness, what a warning does, until when, what for."""

from __future__ import annotations

from actions.applications.rounds import rounds
from handlers.conversations.people import answers, figures
from handlers.conversations.people.askers import by_asker
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.message import Choice, Reply
from programme.delivery import OFFICE_HOURS
from programme.roles import HOLDER_NAMES
from programme.spans import months_in_words, plain_day
from programme.years import key_of, last_day


def _offered(talk: ConversationContext) -> Reply:
    return Reply(
        "谢绝就行。志愿服务不收企业的钱和东西，向企业收费查实了要取消资格。", choices=(next_steps.STAFF,)
    )


def _to_be_given(talk: ConversationContext) -> Reply:
    return Reply(
        "什么都不用给。请专家全程免费，红包、烟酒、请吃饭都不要，专家收了会被取消资格。向您要的，点下面告诉服务中心。",
        choices=(next_steps.ASK_FOR_EXPERT, next_steps.COMPLAIN),
    )


gifts = by_asker({"firm": _to_be_given}, _offered)


def insulted(talk: ConversationContext) -> Reply:
    return Reply(
        "不用忍着：手上的单可以退，也可以投诉，或者找工作人员，由服务中心去谈。",
        choices=(Choice("退单", tokens.start("give_back")), next_steps.COMPLAIN, next_steps.STAFF),
    )


def enough(talk: ConversationContext) -> Reply:
    return Reply(
        "做够了，当年就算达标，年度考核看这个。没有报酬；做了多少都有记录，可以开证明。",
        choices=(next_steps.MY_PROGRESS,),
    )


def _of_round(talk: ConversationContext) -> Reply:
    """Until when one may apply: as the rounds of this year have it."""
    known = rounds(talk.work, talk.rules, talk.today)
    of_year = [one.closes for one in known if one.closes.year == talk.today.year and one.kind != "station"]
    if not of_year:
        return Reply("今年没有公布截止的日子，随时可以申请。", choices=(next_steps.APPLY_EXPERT,))
    last = max(of_year)
    over = "，已经截止了" if last < talk.today else "，当天还收"
    return Reply(f"申请收到 {plain_day(last, talk.today)}{over}。", choices=(next_steps.APPLY_EXPERT,))


def _of_year(talk: ConversationContext) -> Reply:
    ends = last_day(talk.rules.year, key_of(talk.rules.year, talk.today))
    late = plain_day(talk.rules.reminders.late_diaries_after(ends), talk.today)
    return Reply(
        f"今年的服务算到 {plain_day(ends, talk.today)}；漏记的，{late}以前还能补。",
        choices=(next_steps.MY_PROGRESS, next_steps.DIARY),
    )


deadline = by_asker({"holder": _of_year, "office": _of_year}, _of_round)


def late(talk: ConversationContext) -> Reply:
    ago = months_in_words(talk.rules.diaries.oldest_months)
    return Reply(
        f"能补。{ago}以内的服务，说清楚是哪天就行；再早的请工作人员补记。",
        choices=(next_steps.DIARY, next_steps.STAFF),
    )


def measures(talk: ConversationContext) -> Reply:
    """What a warning, a suspension, a revocation do; to the office as to whom it may concern."""
    said, to_office = talk.said, bool(talk.speaker.staff_id)
    ways = (next_steps.TODO,) if to_office else (next_steps.MY_PROGRESS, next_steps.APPEAL)
    kind = HOLDER_NAMES[figures.kind_meant(talk)]
    if "暂停" in said:
        what = "暂停期间不请接新的需求，手上的可以做完；查清了再恢复，或者另外决定。"
    elif "取消" in said or "撤销" in said:
        days = talk.rules.deciding.appeal_days
        what = f"取消以后不再是{kind}，聘书、证书作废，服务记录都保留；{days} 天内可以申诉。"
    else:
        what = "警告不影响资格，还能接单、记日记，够不够还是看本年做了多少。有了新的日记或活动，服务中心会重新看。"
    return Reply(what, choices=ways)


def after_a_decision(talk: ConversationContext) -> Reply:
    """Who hears of a decision, and when: the office asks before it confirms."""
    opens, closes = OFFICE_HOURS
    return Reply(
        "要通知的，卡片上写着「通知本人」；写「只留档」的不通知。"
        f"警告、资格、投诉结果，工作日 {opens:%-H:%M}–{closes:%-H:%M} 才送，没到时间先等着。",
        choices=(next_steps.TODO,),
    )


def taking_back(talk: ConversationContext) -> Reply:
    """What the office may still take back, and by which words."""
    hours = talk.rules.deciding.undo_hours
    return Reply(
        "警告没送到本人以前，说「撤回警告」加姓名；公示没完，说「撤回公示」加姓名；"
        f"投诉定错了，{hours} 小时内说「1号改不成立」；取消资格 {hours} 小时内说「撤回取消资格」加姓名。群发出去的撤不回来。",
        choices=(next_steps.TODO,),
    )


def _told_to_office(talk: ConversationContext) -> Reply:
    return Reply(
        "投诉人是谁，通知里不写，也不告诉对方，只有办这件的工作人员看得到。", choices=(next_steps.TODO,)
    )


complained = by_asker({"office": _told_to_office}, answers.complained)


def outcome(talk: ConversationContext) -> Reply:
    """What comes of a complaint, before there is one."""
    return Reply(
        "服务中心先核查，再定怎么处理，查实了可以取消资格。要多久没有规定天数，有结果就告诉您。",
        choices=(next_steps.COMPLAIN, Choice("投诉进展", tokens.start("my_cases"))),
    )

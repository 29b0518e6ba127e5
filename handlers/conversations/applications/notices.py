"""What the applicant and the reviewers are told about an application."""

from __future__ import annotations

from actions.access import pack_of
from actions.applications.apply import CALLING, CONTACT, EXPERIENCE, PASSED, RETIRED, REVIEWS, admission_of
from actions.applications.notices import (
    Certified,
    ForPublicity,
    ForReview,
    InPublicity,
    PassedFirst,
    PassTakenBack,
    Recommended,
    Returned,
    TurnedDown,
)
from actions.applications.publish import may_publish
from actions.applications.recommend import track
from actions.applications.review import may_review
from actions.steps import StepOwners
from handlers.conversations.applications.apply import ALREADY
from handlers.conversations.applications.fact_kinds import shown
from handlers.conversations.applications.waiting import owner_in_words
from handlers.engine import next_steps, tokens
from handlers.engine.appealing import how_to_appeal
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import button
from handlers.engine.first_training import training_first
from handlers.engine.form import NoticeRenderer
from handlers.engine.masked_phone import masked_of, show_it
from handlers.message import Card, Choice, Reply, Row
from handlers.rendering.plain import show_domains, show_region
from language import callings
from programme.jurisdiction import covers
from programme.packs.facts import facts_of
from programme.qualification import IN_FORCE
from programme.roles import HOLDER_NAMES
from programme.spans import ENDLESS, written_day
from storage.queries.applications.filed import ApplicationFacts, application, same_holder
from storage.queries.titles.holders import holder_of
from storage.queries.titles.standing import qualification


def card_of(talk: ConversationContext, one: ApplicationFacts) -> Card:
    """The application as a reviewer reads it."""
    rows = [Row("姓名" if one.kind == "expert" else "站名", one.name)]
    rows += [Row("单位", one.unit)] if one.unit and one.unit != one.name else []
    rows += [Row("联系人", named)] if (named := one.answers.get(CONTACT)) else []
    rows += (
        [Row("类型", told)]
        if (told := callings.in_words(one.answers.get(CALLING), one.answers.get(RETIRED)))
        else []
    )
    rows += [Row("领域", show_domains(list(one.domains)))] if one.domains else []
    rows += _told_of(talk, one)
    rows += [Row("经历和成果", said)] if (said := one.answers.get(EXPERIENCE)) else []
    rows += [Row("测评", one.reason)] if one.state == "provincial_review" and one.reason else []
    rows += [Row("地区", show_region(one.region)), Row("电话", masked_of(one) or "未留")]
    rows.append(Row("材料", f"{len(one.papers)} 份，点「看材料」打开" if one.papers else "还没交"))
    return Card(f"{HOLDER_NAMES[one.kind]}申请 {one.id} 号", tuple(rows))


def _told_of(talk: ConversationContext, one: ApplicationFacts) -> list[Row]:
    """What the applicant told of each fact; what was one question, and fits, is one row."""
    known = facts_of(pack_of(one.pack, talk.rules))
    told = {name: value for name, value in one.answers.items() if name in known and name != "domains"}
    fits = [name for name, value in told.items() if known[name].together and value]
    rows = [
        Row(known[name].label, shown(known[name], value)) for name, value in told.items() if name not in fits
    ]
    said = "、".join(known[name].label for name in fits)
    return [*rows, Row("本人确认", said)] if said else rows


def _for_review(talk: ConversationContext, told: ForReview) -> Reply | None:
    one = application(talk.work, told.application)
    if one and one.state == PASSED:
        return _for_publicity(talk, ForPublicity(one.id))
    if (
        one is None
        or one.state not in REVIEWS
        or not may_review(StepOwners(talk.work), talk.speaker, one, talk.rules, talk.now)
    ):
        return None
    found = admission_of(one, talk.rules)
    lines = [f"{one.name}申请{HOLDER_NAMES[one.kind]}，请审核。"]
    short = [str(finding) for finding in found.findings if not finding.verdict]
    lines += [*_known_already(talk, one), *short] or ["条件：都符合。"]
    lines += [f"缺材料：{'、'.join(paper.name for paper in found.papers_missing)}"] * bool(
        found.papers_missing
    )
    lines += _from_elsewhere(talk, one)
    lines += [f"优先：{finding.text}（{finding.clause}）" for finding in found.priority]
    choices = [Choice("看材料", tokens.start("see_papers", "application", one.id))] if one.papers else []
    choices += [button(code, one.id, f"{word} {one.id} 号") for code, word in _VERDICTS]
    choices += show_it(one.person_id, one.phone)
    return Reply("\n".join(lines), card_of(talk, one), tuple(choices))


def _from_elsewhere(talk: ConversationContext, one: ApplicationFacts) -> list[str]:
    """«不在湛江：…» of one who applies from outside of the place that the pack is for."""
    pack = pack_of(one.pack, talk.rules)
    rule = pack.rules(one.kind).locality
    if rule is None or covers(pack.region, one.region):
        return []
    return [
        f"不在{show_region(pack.region)}：申请人在{show_region(one.region)}，规定是{rule.text}（{rule.clause}）。"
    ]


def _known_already(talk: ConversationContext, one: ApplicationFacts) -> list[str]:
    """«已是专家：李律师（海隅律师事务所），同一个手机号»: who holds the title is no new applicant, however well they fit."""
    held = same_holder(talk.work, one.person_id, one.phone, one.kind, IN_FORCE)
    if held is None:
        return []
    unit = f"（{held.unit}）" if held.unit else ""
    how = "就是申请人" if held.person_id == one.person_id else "同一个手机号，请核对是不是同一位"
    return [f"{ALREADY[one.kind]}：{held.name}{unit}，{how}。"]


_VERDICTS = (("pass", "通过"), ("return", "退回"), ("refuse", "不予通过"))


def _published(talk: ConversationContext, told: InPublicity) -> Reply | None:
    one = application(talk.work, told.application)
    if one is None or one.state != "publicity":
        return None
    rule = pack_of(one.pack, talk.rules).rules(one.kind).publicity
    ends = f"到 {written_day(one.publicity_ends, talk.today)}" if one.publicity_ends else ""
    days = f"{rule.length}，" if rule else ""
    joined = "" if told.was_passed else _joined(talk, one)
    return Reply(
        f"好消息：您的{HOLDER_NAMES[one.kind]}申请通过了审核，{joined}今天起公示 {days}{ends}。"
        "没有异议就认定，到时告诉您。",
        choices=(next_steps.MY_APPLICATIONS,),
    )


def _passed_first(talk: ConversationContext, told: PassedFirst) -> Reply | None:
    one = application(talk.work, told.application)
    if one is None or one.state != PASSED:
        return None
    return Reply(
        f"好消息：您的{HOLDER_NAMES[one.kind]}申请通过了审核，{_joined(talk, one)}接下来由{owner_in_words(talk, one)}公示，开始公示就告诉您。",
        choices=(next_steps.MY_APPLICATIONS,),
    )


def _joined(talk: ConversationContext, one: ApplicationFacts) -> str:
    """«您加入了…联盟»: what passing the review joins by the pack, else nothing."""
    rule = pack_of(one.pack, talk.rules).rules(one.kind).alliance
    return f"您加入了{rule.text}。" if rule else ""


def _for_publicity(talk: ConversationContext, told: ForPublicity) -> Reply | None:
    one = application(talk.work, told.application)
    if one is None or not (
        one.state == PASSED and may_publish(StepOwners(talk.work), talk.speaker, one, talk.rules, talk.now)
    ):
        return None
    text = f"{one.name}的{HOLDER_NAMES[one.kind]}申请审核通过了，等您公示。"
    return Reply(text, card_of(talk, one), (button("publish", one.id, f"发起公示 {one.id} 号"),))


def _taken_back(talk: ConversationContext, told: PassTakenBack) -> Reply | None:
    one = application(talk.work, told.application)
    if one is None or one.state not in REVIEWS:
        return None
    return Reply(
        f"{talk.speaker.name}，您好。{HOLDER_NAMES[one.kind]}申请的公示停了，回到审核：{one.reason}。填过的、交过的都在，有结果告诉您。",
        choices=(
            next_steps.ADD_PAPERS,
            next_steps.MY_APPLICATIONS,
        ),
    )


def _returned(talk: ConversationContext, told: Returned) -> Reply | None:
    one = application(talk.work, told.application)
    if one is None or one.state != "returned":
        return None
    return Reply(
        f"您的{HOLDER_NAMES[one.kind]}申请退回补正，填过的都还在，补好就能再交。\n原因：{one.reason}",
        choices=(Choice("补正", tokens.start("answer_return")),),
    )


def _refused(talk: ConversationContext, told: TurnedDown) -> Reply | None:
    one = application(talk.work, told.application)
    if one is None:
        return None
    return Reply(
        f"{talk.speaker.name}，您好。{HOLDER_NAMES[one.kind]}申请这次没有通过，原因：{one.reason}。\n"
        f"条件够了随时再申请。{how_to_appeal(talk, 'application', one.id, 'refuse', 'uphold_objection')}",
        choices=(
            next_steps.APPEAL,
            Choice("看依据", tokens.prompt("grounds", one.id, "about", "refused")),
            Choice("重新申请", tokens.start(f"apply_{one.kind}")),
        ),
    )


def _certified(talk: ConversationContext, told: Certified) -> Reply | None:
    held, who = qualification(talk.work, told.qualification), holder_of(talk.work, told.qualification)
    if held is None or who is None:
        return None
    rules = pack_of(held.pack, talk.rules).rules(who.kind)
    term = "长期有效" if held.until == ENDLESS else f"到 {written_day(held.until, talk.today)}"
    rows = [Row("任期", term), Row("依据", rules.conferral.clause)]
    signs = rules.conferral.agreement
    text = f"{who.name}，恭喜，您已被认定为{rules.called}，{rules.conferral.letter}已颁发。"
    choices = [Choice("签服务协议", tokens.start("sign"))] if signs else []
    first = training_first(talk) if who.kind == "expert" else None
    return Reply(
        f"{text}\n{first.text}" if first else text,
        Card(rules.conferral.letter, tuple(rows)),
        (*choices, *(first.choices[:1] if first else ()), next_steps.MY_PROGRESS),
    )


def _to_review(talk: ConversationContext, told: Recommended) -> Reply | None:
    one = application(talk.work, told.application)
    rule = track(one, talk.rules) if one else None
    if one is None or one.state != "recommended" or rule is None:
        return None
    choices = tuple(
        button(code, one.id, f"{word} {one.id} 号")
        for code, word in (("take_in", "纳入"), ("turn_down", "不予纳入"))
    )
    ground = f"\n认定依据：{one.reason}" if one.reason else ""
    text = f"有一个{HOLDER_NAMES[one.kind]}推荐，要不要直接纳入？按{rule.clause}。{ground}"
    return Reply(text, card_of(talk, one), choices)


FOR_REVIEW = NoticeRenderer(ForReview, _for_review, office=True)
PUBLISHED = NoticeRenderer(InPublicity, _published)
PASSED_FIRST = NoticeRenderer(PassedFirst, _passed_first)
FOR_PUBLICITY = NoticeRenderer(ForPublicity, _for_publicity, office=True)
PASS_TAKEN_BACK = NoticeRenderer(PassTakenBack, _taken_back, grave=True)
RETURNED = NoticeRenderer(Returned, _returned)
REFUSED = NoticeRenderer(TurnedDown, _refused, grave=True)
CERTIFIED = NoticeRenderer(Certified, _certified)
RECOMMENDED = NoticeRenderer(Recommended, _to_review, office=True)

"""What the applicant and the reviewers are told about an application."""

from __future__ import annotations

from actions.access import pack_of
from actions.applications.apply import REVIEWS, admission_of
from actions.applications.certify import ENDLESS
from actions.applications.notices import (
    Certified,
    ForReview,
    InPublicity,
    Recommended,
    Returned,
    TurnedDown,
)
from actions.applications.recommend import track
from actions.applications.review import may_review
from handlers.conversations.applications import applicant_questions as facts
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import button
from handlers.engine.form import NoticeRenderer
from handlers.message import Card, Choice, Reply, Row
from handlers.rendering.plain import show_domains
from language import regions
from programme.packs.facts import facts_of
from programme.roles import HOLDER_NAMES
from storage.queries.applications.filed import ApplicationFacts, application
from storage.queries.titles.holders import holder_of
from storage.queries.titles.standing import qualification


def card_of(talk: ConversationContext, one: ApplicationFacts) -> Card:
    """The application as a reviewer reads it."""
    rows = [Row("姓名" if one.kind == "expert" else "站名", one.name)]
    rows += [Row("单位", one.unit)] if one.unit and one.unit != one.name else []
    rows += [Row("领域", show_domains(list(one.domains)))] if one.domains else []
    known = facts_of(pack_of(one.pack, talk.rules))
    rows += [
        Row(known[name].label, facts.shown(known[name], value))
        for name, value in one.answers.items()
        if name in known and name != "domains"
    ]
    rows += [Row("地区", regions.full_name(one.region)), Row("电话", one.phone or "未留")]
    rows.append(Row("材料", f"{len(one.papers)} 份，点「看材料」打开" if one.papers else "还没交"))
    return Card(f"{HOLDER_NAMES[one.kind]}申请 {one.id} 号", tuple(rows))


def _for_review(talk: ConversationContext, told: ForReview) -> Reply | None:
    one = application(talk.work, told.application)
    if one is None or one.state not in REVIEWS or not may_review(talk.speaker, one, talk.rules):
        return None
    found = admission_of(one, talk.rules)
    lines = [f"新的{HOLDER_NAMES[one.kind]}申请，请审核：{one.name}"]
    lines += [str(finding) for finding in found.findings if not finding.verdict] or ["条件：都符合。"]
    lines += [f"缺材料：{'、'.join(paper.name for paper in found.papers_missing)}"] * bool(
        found.papers_missing
    )
    lines += [f"优先：{finding.text}（{finding.clause}）" for finding in found.priority]
    choices = [Choice("看材料", tokens.start("see_papers", "application", one.id))] if one.papers else []
    choices += [button(code, one.id, f"{word} {one.id} 号") for code, word in _VERDICTS]
    return Reply("\n".join(lines), card_of(talk, one), tuple(choices))


_VERDICTS = (("pass", "通过"), ("return", "退回"), ("refuse", "不予通过"))


def _published(talk: ConversationContext, told: InPublicity) -> Reply | None:
    one = application(talk.work, told.application)
    if one is None or one.state != "publicity":
        return None
    rule = pack_of(one.pack, talk.rules).rules(one.kind).publicity
    days = f"{rule.working_days} 个工作日，" if rule else ""
    return Reply(
        f"好消息：您的{HOLDER_NAMES[one.kind]}申请通过了审核，今天起公示 {days}到 {one.publicity_ends} 结束。"
        "没有异议就会认定，到时告诉您。"
    )


def _returned(talk: ConversationContext, told: Returned) -> Reply | None:
    one = application(talk.work, told.application)
    if one is None or one.state != "returned":
        return None
    return Reply(
        f"您的{HOLDER_NAMES[one.kind]}申请被退回了，补好就能再交，填过的都还在。\n原因：{one.reason}",
        choices=(Choice("补正", tokens.start("answer_return")),),
    )


def _refused(talk: ConversationContext, told: TurnedDown) -> Reply | None:
    one = application(talk.work, told.application)
    if one is None:
        return None
    return Reply(
        f"您的{HOLDER_NAMES[one.kind]}申请这次没有通过。\n原因：{one.reason}\n"
        "有不同意见可以回复「投诉」；条件具备了也欢迎再申请。谢谢您的热心。"
    )


def _certified(talk: ConversationContext, told: Certified) -> Reply | None:
    held, who = qualification(talk.work, told.qualification), holder_of(talk.work, told.qualification)
    if held is None or who is None:
        return None
    rules = pack_of(held.pack, talk.rules).rules(who.kind)
    term = "长期有效" if held.until == ENDLESS else f"{held.certified_on} 至 {held.until}"
    rows = [Row("姓名" if who.kind == "expert" else "站名", who.name), Row("称号", rules.called)]
    rows += [Row("任期", term), Row("依据", rules.conferral.clause)]
    signs = rules.conferral.agreement
    text = f"恭喜，您已被认定为{rules.called}，{rules.conferral.letter}已颁发。服务全程免费，服务完发一句话就能记日记。"
    choices = [Choice("签服务协议", tokens.start("sign"))] if signs else []
    return Reply(
        text,
        Card(rules.conferral.letter, tuple(rows)),
        (*choices, Choice("我的进度", tokens.start("my_progress"))),
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
    text = (
        f"有一个{HOLDER_NAMES[one.kind]}推荐，请决定是否直接纳入（{rule.clause}）。\n认定依据：{one.reason}"
    )
    return Reply(text, card_of(talk, one), choices)


FOR_REVIEW = NoticeRenderer(ForReview, _for_review, office=True)
PUBLISHED = NoticeRenderer(InPublicity, _published)
RETURNED = NoticeRenderer(Returned, _returned)
REFUSED = NoticeRenderer(TurnedDown, _refused)
CERTIFIED = NoticeRenderer(Certified, _certified)
RECOMMENDED = NoticeRenderer(Recommended, _to_review, office=True)

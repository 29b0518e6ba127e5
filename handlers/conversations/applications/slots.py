"""What every application asks, whatever the rule pack says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from actions.access import pack_of
from actions.applications.apply import CALLING, RETIRED
from actions.applications.attachments import drop_uploads
from actions.people.consent import consent_to_papers, has_consented_to_papers
from handlers.conversations.applications import applicant as applicants
from handlers.conversations.applications import applicant_questions as facts
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Options, Slot
from handlers.engine.words import agrees, bare, disagrees
from handlers.rendering.plain import show_region
from language import callings
from programme.packs import Kind
from programme.programmes import named
from programme.retention import span
from storage.queries.applications.filed import application


def _again(talk: ConversationContext, values: Values) -> bool:
    """Papers come after the first reading of the card; a returned application asks for them at once."""
    one = application(talk.work, values["application"]) if "application" in values else None
    return one is not None and one.state == "returned"


APPLICATION = Slot("application", "", hidden=True, asked=False)


def programme(kind: Kind) -> Slot:
    """Which of several programmes is applied for; where there is one, nobody is asked."""

    def options(talk: ConversationContext, values: Values) -> Options:
        return [(named(talk.rules, pack), pack.id) for pack in facts.offered(talk, kind, values)]

    def ask(talk: ConversationContext, values: Values) -> str:
        each = [
            f"{named(talk.rules, pack)}（{pack.rules(kind).called}）"
            for pack in facts.offered(talk, kind, values)
        ]
        shut = facts.closed_elsewhere(talk, kind, values)
        return f"{shut}现在能申请 {len(each)} 种：{'、'.join(each)}。先申请哪一种？"

    return Slot(
        "programme",
        "申请",
        ask=ask,
        read=lambda talk, text: applicants.programme_said(talk, kind, text, {}),
        show=lambda name: pack_of(name).rules(kind).called,
        options=options,
        when=lambda talk, values: "application" not in values and len(options(talk, values)) > 1,
        foremost=True,
        hint="点一下是哪一种，另一种以后还可以申请。",
    )


REGION = Slot(
    "region",
    "地区",
    ask="在哪个市或区县？比如「湛江市」「赤坎区」。",
    read=reading.region,
    show=show_region,
    asks="place",
    hint="没认出这个地方，是哪里？比如「湛江市赤坎区」。",
)
PHONE = Slot(
    "phone",
    "手机",
    ask="留个手机号，审核时好联系您，不公开。可以吗？",
    read=reading.phone,
    asks="phone",
    hint="手机号是 11 位数字，再发一次好吗？",
)


CALLING_OF = Slot(
    CALLING,
    "类型",
    ask="您算哪一类专家？",
    asked=False,
    read=lambda talk, text: callings.read(text),
    show=lambda code: callings.LABELS.get(code, code),
    options=lambda talk, values: [(label, code) for code, label in callings.LABELS.items()],
    hint="点一下是哪一类。",
)
RETIRED_OF = Slot(
    RETIRED,
    "在职还是退休",
    asked=False,
    read=lambda talk, text: callings.retired(text),
    show=lambda value: "退休" if value else "在职",
    options=lambda talk, values: (("在职", False), ("退休", True)),
)


def _takes_papers(talk: ConversationContext, values: Values) -> bool:
    return _again(talk, values) and agreed(values)


def papers_agreed(when: Callable[[ConversationContext, Values], bool]) -> Slot:
    """The consent of its own for papers, asked once, before the first is sent; in `papers_agreed`."""
    return Slot(
        "papers_agreed",
        "",
        ask=_ask_for_papers,
        read=_agreed,
        options=lambda talk, values: (("同意", True), ("不同意", False)),
        when=lambda talk, values: when(talk, values) and not has_consented_to_papers(talk.work, talk.speaker),
        hidden=True,
        holds="照片先放着，您同意了才收。",
        hint="材料收不收，由您定，点一下就行。",
    )


def _ask_for_papers(talk: ConversationContext, values: Values) -> str:
    kept = span(talk.rules.retention.applications)
    return f"证件、证书是敏感信息：加密保存，只有审核的人能打开，每次都留记录，没通过的留{kept}。同意收下吗？"


def _agreed(talk: ConversationContext, text: str) -> bool | None:
    """Also beside a photo; a mere «嗯» agrees to nothing."""
    if disagrees(text):
        return False
    return True if agrees(text) and bare(text) not in ("嗯", "恩", "哦") else None


def note_agreement(talk: ConversationContext, values: Values) -> None:
    """What was answered, kept with the deed."""
    if values.get("papers_agreed"):
        consent_to_papers(talk.work, talk.speaker, talk.now)


def drop_papers(talk: ConversationContext, values: Values, names: Iterable[str] = ("papers",)) -> int:
    """Throw away what was sent at the question and is not agreed to, in the slots of these names; how many files there were."""
    keys = [] if agreed(values) else [key for name in names for key in values.get(name, [])]
    if keys:
        drop_uploads(talk.work, talk.speaker, keys)
    return len(keys)


def agreed(values: Values) -> bool:
    """Nothing is taken of who would not have it kept."""
    return values.get("papers_agreed") is not False


PAPERS_AGREED = papers_agreed(_again)
PAPERS = Slot(
    "papers",
    "材料",
    ask="要补的材料拍照发来，几页就发几张；没有就点「跳过」。",
    show=lambda keys: f"{len(keys)} 份",
    when=_takes_papers,
    skippable=True,
    takes_files=True,
    hint="要照片；没有要补的点「跳过」，要改内容等下一步。",
)


def category(kind: Kind) -> Slot:
    return Slot(
        "category",
        "类别",
        ask="您申请哪一类？",
        options=partial(facts.category_options, kind),
        when=lambda talk, values: bool(facts.category_options(kind, talk, values)),
        hint="点一下是哪一类。",
    )

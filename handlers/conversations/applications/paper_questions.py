"""还差什么材料: what an application still lacks, where papers go, what they should say, what a return means."""

from __future__ import annotations

import re

from actions.applications.apply import FORMS, TAKE_PAPERS, UNDER_WAY, admission_of
from actions.complaints.cases import ask_office
from handlers.conversations.applications.my_applications import stand
from handlers.engine import next_steps, tokens
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.engine.office import passed_on
from handlers.engine.state import Dialogue
from handlers.message import Choice, Reply
from programme.programmes import speaking_of
from programme.roles import APPLICANTS
from storage.queries.applications.filed import ApplicationFacts, applications_of

_PAPERS = r"(?:申请表|推荐表|表格?|材料|资料|(?:学历|职称|资格|毕业)?(?:证书?|证明)|照片|扫描件|(?:经验|成果|情况)?说明|东西)"
_OWN = r"(?:请问|那|我们?|申请专家|申请工作站|申请|这个|这些|要补的|要交的|的)*"
_WHAT = r"(?:什么|啥|哪些|哪几样|几样)"
_END = r"(?:呢|啊|呀|吗|么|吧|了|的|给你们|？|\?|。)*"
_LACKING = re.compile(
    rf"{_OWN}(?:还|都)?(?:要|缺|差|得|需)+(?:补|交|准备|提供|发)*(?:点|些)?{_WHAT}{_PAPERS}(?:没交|没补|才行|才够)?{_END}"
    rf"|{_OWN}(?:还|都)?(?:要|得|需要?)(?:再)?补(?:交|充)?(?:点|些)?{_WHAT}{_END}"
    rf"|{_OWN}(?:还有)?{_WHAT}{_PAPERS}(?:还)?(?:没交|没补|要补|要交|没齐){_END}"
    rf"|{_OWN}{_PAPERS}(?:都)?(?:交)?(?:齐了没有?|齐了吗|够不够|够了吗){_END}"
)
_BLANK = re.compile(
    rf"{_OWN}(?:表格?|申请表|推荐表|模板|空白表)(?:的)?(?:在|要|从|去|有|是)*(?:哪里?|哪儿|什么地方|怎么|模板|没有|下载|领|拿|样本)+.{{0,6}}{_END}"
)
_WORDING = re.compile(
    rf"{_OWN}{_PAPERS}(?:要|该|应该|得|到底|里)*(?:怎么|咋|如何|怎样)写{_END}"
    rf"|{_OWN}{_PAPERS}(?:要|该|应该|得|里)*写(?:什么|啥|些什么|哪些|多少字|多长){_END}"
)
_WHERE = re.compile(
    rf"{_OWN}{_PAPERS}(?:要|该|应该|是|得|怎么|往)*(?:发|交|寄|传|送|给|上传|提交|拍)(?:到|去|给|过去)*"
    rf"(?:哪里?|哪儿|谁|什么地方|哪个邮箱|(?:还是|或者?).{{1,8}}|$){_END}"
)
_SENT = re.compile(
    rf"(?:我们?|已经|都|昨天|今天|前天|上周|把|刚)*{_PAPERS}(?:和{_PAPERS})?(?:我们?|已经|都|昨天|今天|前天|上周|给你们|用|刚)*"
    rf"(?:寄|快递|邮寄?|送|交)(?:过去|出去|出|到|去|给)[^，,？?吗]{{0,8}}了{_END}"
)
_WHY = re.compile(
    rf"(?:请问|我的?|申请|这个)*为(?:什么|啥|何)(?:又|会|要)?(?:把|给|被)?(?:我的?|申请|你们)*(?:退回|打回|退件|退)(?:来|去|了|我的?|申请|材料)*{_END}"
)
_BY_PICTURE = re.compile(
    rf"{_OWN}(?:营业执照|执照|身份证|学历证|职称证|毕业证|聘书|{_PAPERS})(?:可以|能|直接|就|我)*(?:拍照?片?|照片|扫描|手机拍)(?:可以|能|直接|就|给|发|传|这里|您|你|你们|过来|过去|上来)*"
    rf"(?:行不行?|可以不|可不可以|行吗|可以吗|好不好|能不能|吗|么|行|可以){_END}"
)
_STAMP = re.compile(
    rf"{_OWN}(?:{_PAPERS})?(?:还)?(?:要不要|需不需要|用不用|需要|要|得)(?:盖|有|加盖)?(?:单位|公司)?的?(?:公章|章|盖章){_END}"
)
_QUESTIONS = (_LACKING, _BLANK, _WORDING, _WHERE, _SENT, _WHY, _BY_PICTURE, _STAMP)
_BY_PHOTO = "拍照发来就行。"


def _asks(text: str) -> bool:
    """Nothing but a question about the papers of an application; those of a loan are named with it."""
    return any(one.fullmatch(text.strip()) for one in _QUESTIONS)


def _answer(talk: ConversationContext, values: Values) -> Outcome:
    said = values.get("said", "")
    own = applications_of(talk.work, talk.speaker.person_id, UNDER_WAY)
    if not own:
        none = _none_filed(talk)
        first = _how(said) if _STAMP.fullmatch(said) else ""
        return Outcome(Reply(join(first, none.text), choices=none.choices))
    if _SENT.fullmatch(said):
        return Outcome(_sent(talk, own[0], said))
    how, reply = _how(said), _stands(talk, own[0])
    choices = (*reply.choices, *(() if next_steps.STAFF in reply.choices else (next_steps.STAFF,)))
    return Outcome(Reply(join(how, reply.text), choices=choices))


def _how(said: str) -> str:
    """What is to be done about the paper that was asked about, beside what is lacking."""
    if _BLANK.fullmatch(said):
        return "空白的表我这里没有，点「找工作人员」问服务中心要；填好拍照发来就行。"
    if _BY_PICTURE.fullmatch(said):
        return f"行，{_BY_PHOTO}"
    if _STAMP.fullmatch(said):
        return "要不要盖章看表上的栏目，我这里没有写；拿不准点「找工作人员」问。"
    if _WORDING.fullmatch(said):
        return "写清服务过哪些企业、做了什么、结果怎样就行。"
    return ""


def _stands(talk: ConversationContext, one: ApplicationFacts) -> Reply:
    """What the application lacks, and how that is handed in."""
    missing = "、".join(paper.name for paper in admission_of(one, talk.rules).papers_missing)
    if one.state == "returned":
        lacking = f"材料还没有：{missing}。" if missing else ""
        text = f"{one.id} 号申请退回来了，原因：{one.reason}。{lacking}点「补正」，填过的都在，改好再交；材料{_BY_PHOTO}"
        return Reply(text, choices=(Choice("补正", tokens.start("answer_return")),))
    if one.state in TAKE_PAPERS and missing:
        shown = f"{stand(talk, one)}。" if one.state == "publicity" else ""
        text = f"{shown}{one.id} 号申请还差：{missing}。{_BY_PHOTO}"
        return Reply(text, choices=(next_steps.ADD_PAPERS,))
    text = (
        f"{one.id} 号申请材料齐了，{stand(talk, one)}。"
        if not missing
        else f"{one.id} 号申请{stand(talk, one)}。"
    )
    return Reply(text, choices=(next_steps.MY_APPLICATIONS,))


def _sent(talk: ConversationContext, one: ApplicationFacts, said: str) -> Reply:
    """By post: staff are told to look for it."""
    number = ask_office(
        talk.work, talk.speaker, "application.change", f"{one.id} 号申请：{said}", one.region, talk.now
    )
    passed = passed_on(number, f"也可以{_BY_PHOTO}")
    return Reply(passed.text, choices=(*_stands(talk, one).choices, *passed.choices))


def _none_filed(talk: ConversationContext) -> Reply:
    rules = speaking_of(talk.rules, "expert").expert
    papers = "、".join(paper.name for paper in rules.papers) if rules else ""
    after = f"交了申请再补：{papers}，{_BY_PHOTO}" if papers else ""
    begun = any(at.form in FORMS for at in Dialogue.from_json(talk.speaker.state).stack)
    first = "先把申请填完交上来。" if begun else "您没有在办的申请。想当专家，在这里填就行。"
    text = f"{first}{after}"
    apply, able = next_steps.APPLY_EXPERT, next_steps.CAN_DO
    return Reply(text, choices=(apply, able, next_steps.STAFF))


PAPER_QUESTIONS = Form(
    name="paper_questions",
    version=1,
    title="还差什么材料",
    serves=("application.status",),
    examples=(
        "还差什么材料",
        "我还要补什么材料",
        "申请表在哪下载",
        "经验说明怎么写",
        "材料发哪",
        "退回是什么意思",
        "退回了怎么办",
        "什么意思，我要怎么弄",
        "我的申请材料寄给你们了，收到没有",
    ),
    roles=APPLICANTS,
    slots=(Slot("said", "", hidden=True, asked=False),),
    syntax=_asks,
    read=lambda talk, text, values: {"said": text.strip()},
    consent=False,
    submit=_answer,
)

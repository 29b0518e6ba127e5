"""What of the tables is personal, column by column: whose a row is, and what becomes of it when they are erased (PIPL Art. 47).

Every column of every table stands here, so that nobody adds one without saying what it is (`tests/storage/test_personal.py`).
What is not personal stays: ids, codes, days and figures are what the programme's numbers are made of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, literal, or_

from storage import tables as t
from storage.owned import (
    Subject,
    audited,
    by_account,
    by_need,
    by_person,
    by_title,
    chat_lines,
    credits_of,
    diaries,
    files,
    ratings,
    reviews,
    stories,
    terms,
)

NOBODY = "已注销"
"""In the place of a name."""
GONE = "（已删除）"
"""In the place of what somebody wrote, or of their telephone."""


@dataclass(frozen=True, slots=True)
class Personal:
    """Rows of a table that are somebody's (`of`). `erased`: what each personal column becomes; with `removed` the rows go.

    `plain` columns tell nothing of a person, and stay.
    """

    label: str
    of: Callable[[Subject], ColumnElement[bool]]
    plain: str
    erased: Mapping[str, Any] = field(default_factory=dict)
    removed: bool = False


def _nameless(key: Any) -> ColumnElement[str]:
    """A name that is unique and tells nothing."""
    return literal("erased:") + cast(key, String)


_STOPPED = case(
    (t.Outbox.state.in_(("queued", "retry", "sending", "carried")), "dropped"), else_=t.Outbox.state
)
_SETTLED = case(
    (and_(t.Case.kind == "request", t.Case.state.in_(("filed", "answered"))), "closed"), else_=t.Case.state
)
NO_PHONE = {"phone": None, "phone_index": None, "phone_tail": None}
"""A telephone that goes, and what it is found by."""
PERSONAL: dict[str, Personal] = {
    "account": Personal(
        "登录的地方",
        by_person(t.Account.person_id),
        "id channel person_id closed_at ends_at confirmed_at waits created_at",
        {"external_id": _nameless(t.Account.id), "secret_hash": None},
    ),
    "agreement": Personal(
        "服务协议",
        by_title(t.Agreement.qualification_id),
        "id qualification_id form offered_on signed_on",
        {"times": "", "content": None, "file_name": ""},
    ),
    "application": Personal(
        "申请",
        by_person(t.Application.person_id),
        "id person_id kind pack region domains category state submitted_at published_on publicity_ends passed_on decided_at",
        {"name": NOBODY, "unit": "", "answers": {}, "papers": [], "reason": ""} | NO_PHONE,
    ),
    "appointment": Personal(
        "约好的时间",
        lambda subject: or_(
            by_person(t.Appointment.person_id)(subject), by_need(t.Appointment.need_id)(subject)
        ),
        "id need_id expert_id person_id by_expert online starts_at state created_at answered_at",
        {"words": GONE, "place": "", "link": ""},
    ),
    "audit": Personal(
        "记录里的理由",
        audited,
        "id at person_id deed subject subject_id detail",
        {"words": None, "salt": None},
    ),
    "applicant_invitation": Personal(
        "申请邀请",
        by_person(t.ApplicantInvitation.person_id),
        "id code_hash kind region issued_by issued_at expires_at used_at person_id",
        {"name": NOBODY, "unit": "", "phone": None},
    ),
    "bind_code": Personal(
        "绑定码",
        by_person(t.BindCode.person_id),
        "id person_id issued_by expires_at used_at",
        {"code_hash": None},
        removed=True,
    ),
    "chat_line": Personal(
        "服务中的聊天",
        chat_lines,
        "id chat_id person_id by_expert taken_back said_at",
        {"text": GONE, "file_key": None},
    ),
    "credential": Personal(
        "网页登录的密码",
        by_person(t.Credential.person_id),
        "person_id last_step changed_at",
        {"login": None, "password": None, "secret": None},
        removed=True,
    ),
    "credit": Personal(
        "可推送的次数", credits_of, "channel kind left until", {"account": None}, removed=True
    ),
    "dialogue": Personal(
        "正在说的事",
        by_person(t.Dialogue.person_id),
        "person_id last_seq seen_seq updated_at",
        {"state": {}, "forms": [], "held": False, "case_id": None},
    ),
    "diary": Personal(
        "志愿日记",
        diaries,
        "id holder holder_id person_id need_id activity_id served_on hours enterprises names domains times form kind region state replaces_id "
        "recorded_at closed_at",
        {"outcome": GONE, "result": ""},
    ),
    "diary_review": Personal(
        "对日记的意见",
        reviews,
        "id diary_id kind state person_id case_id said_at answered_at",
        {"text": GONE, "answer": ""},
    ),
    "enterprise": Personal(
        "企业",
        lambda subject: t.Enterprise.id.in_(subject.firms),
        "id region focus claims vouched trade trade_asked created_at",
        {"name": NOBODY},
    ),
    "entry_link": Personal(
        "登录链接",
        by_person(t.EntryLink.person_id),
        "id person_id expires_at used_at",
        {"link_hash": None},
        removed=True,
    ),
    "expert": Personal(
        "专家",
        lambda subject: t.Expert.id.in_(subject.experts),
        "id person_id domains region capacity load",
        {
            "unit": "",
            "specialities": "",
            "traits": [],
            "calling": None,
            "retired": None,
            "away_from": None,
            "away_until": None,
            "quiet": "",
        },
    ),
    "file": Personal(
        "文件",
        files,
        "account_id created_at",
        {"key": None, "media_type": None, "content": None},
        removed=True,
    ),
    "filed_case": Personal(
        "投诉、建议、事项",
        by_person(t.Case.person_id),
        "id kind about person_id application_id region staff_id taken_at sum repaid_at filed_at decided_at",
        {"text": GONE, "against": "", "reason": "", "state": _SETTLED},
    ),
    "saved_view": Personal(
        "存下的视图",
        by_person(t.SavedView.person_id),
        "id person_id page region saved_at",
        {"name": "", "query": ""},
        removed=True,
    ),
    "search_term": Personal("查找用的字", terms, "kind subject_id", {"term": None}, removed=True),
    "filing": Personal(
        "改过领域的需求",
        by_need(t.Filing.need_id),
        "id need_id was domain person_id created_at",
        {"text": GONE},
    ),
    "inbox": Personal(
        "您发来的消息",
        by_account(t.Inbox.account_id),
        "id channel account_id seq error_id move intent sure received_at",
        {"external_id": _nameless(t.Inbox.id), "body": {}, "message_id": None, "written_at": None},
    ),
    "issued_paper": Personal(
        "聘书、证书、证明",
        by_title(t.IssuedPaper.qualification_id),
        "id number kind qualification_id first last hours state replaced_by issued_at changed_at",
        {"name": NOBODY, "token": "", "content": b"", "file_name": "", "reason": ""},
    ),
    "need": Personal(
        "需求",
        by_person(t.Need.person_id),
        "id person_id enterprise_id domain also region urgent form prefers focus state expert_id track major_event_id waits_for "
        "waits_until created_at accepted_at contacted_at unsolved_at served_at answer_by contact_by review_by follow_up followed_up_at",
        {"text": GONE},
    ),
    "offer": Personal(
        "接单的答复",
        lambda subject: t.Offer.expert_id.in_(subject.experts),
        "id need_id expert_id state score reasons unskilled given_back created_at expires_at answered_at",
        {"phrase": None, "decline_reason": None, "terms": None},
    ),
    "outbox": Personal(
        "发给您的消息",
        by_person(t.Outbox.person_id),
        "id person_id account_id inbox_id key kind seq urgent due_at created_at sent_at tries closed lead_id caused_by "
        "written_by trace",
        {"facts": {}, "shown": None, "state": _STOPPED, "message_id": None, "reason": None},
    ),
    "person": Personal(
        "本人",
        by_person(t.Person.id),
        "id firm_role room_of reminded phone_since phone_settles_at created_at",
        {"name": NOBODY, "phone_verified": False, "email": None, "enterprise_id": None, "consented_at": None}
        | {"papers_consented_at": None}
        | NO_PHONE,
    ),
    "phone_code": Personal(
        "短信验证码",
        by_account(t.PhoneCode.account_id),
        "id account_id tries created_at used_at message_id arrived",
        {"phone_index": None, "code_hash": None},
        removed=True,
    ),
    "protection": Personal(
        "保险和防护",
        by_person(t.Protection.person_id),
        "id need_id person_id state asked_at arranged_at",
        {"text": GONE, "answer": ""},
    ),
    "rating": Personal(
        "评价", ratings, "id need_id expert_id stars effect lasting created_at", {"comment": None}
    ),
    "system_entry": Personal(
        "志愿服务信息系统编号",
        lambda subject: or_(
            and_(t.SystemEntry.holder == "expert", t.SystemEntry.holder_id.in_(subject.experts)),
            and_(t.SystemEntry.holder == "station", t.SystemEntry.holder_id.in_(subject.stations)),
        ),
        "id holder holder_id entered_on person_id",
        {"number": None},
        removed=True,
    ),
    "referral": Personal(
        "转介",
        by_need(t.Referral.need_id),
        "id need_id person_id helped referred_at answered_at",
        {"body": GONE},
    ),
    "renewal": Personal(
        "续聘",
        by_title(t.Renewal.qualification_id),
        "id qualification_id until state asked_at decided_at",
        {"reason": ""},
    ),
    "station_clerk": Personal(
        "在工作站的身份",
        by_person(t.StationClerk.person_id),
        "id station_id person_id role joined_at",
        {"invited_by": None},
        removed=True,
    ),
    "station_expert": Personal(
        "在哪些工作站的专家名单里",
        lambda subject: t.StationExpert.expert_id.in_(subject.experts),
        "id station_id expert_id state by_phone asked_at answered_at reminded_at",
        {"asked_by": None},
        removed=True,
    ),
    "station_request": Personal(
        "想去工作站服务",
        lambda subject: t.StationRequest.expert_id.in_(subject.experts),
        "id station_id expert_id wanted_on state asked_at answered_at",
        {"text": "", "answer": ""},
    ),
    "story": Personal(
        "讲到本人的案例和新闻",
        stories,
        "id kind activity_id need_id region person_id created_at released_at",
        {"title": GONE, "text": GONE, "state": "withdrawn"},
    ),
    "staff_decision": Personal(
        "工作人员的决定",
        by_person(t.StaffDecision.person_id),
        "id subject subject_id person_id region deed state ground year against alone before proposed_by proposed_at confirmed_by "
        "decided_at appeal_until closed_at",
        {"reason": "", "dossier": ""},
    ),
    "visit_need": Personal(
        "走访时说的需求",
        lambda subject: or_(
            by_person(t.VisitNeed.person_id)(subject), by_person(t.VisitNeed.contact_id)(subject)
        ),
        "id person_id contact_id code_hash domain also region urgent need_id asked_at answered_at",
        {
            "enterprise": NOBODY,
            "text": GONE,
            "phone": "",
            "state": case((t.VisitNeed.state == "asked", "lapsed"), else_=t.VisitNeed.state),
        },
    ),
    "warning": Personal(
        "警告",
        by_title(t.FormalWarning.qualification_id),
        "id qualification_id silent_since due_on state decided_at",
        {"reason": ""},
    ),
}
"""By table. What law or fairness makes us keep is plain here: hours and days served, stars, states, numbers of papers."""
IMPERSONAL: dict[str, str] = {
    "activity": "id kind title held_on place region audience holder holder_id person_id state sort domain begins finishes capacity "
    "closes_on door_code summary photos photos_agreed photos_released slot_minutes changes created_at",
    "activity_support": "id activity_id person_id source amount goods used_for left_over told_at",
    "attendance": "id activity_id holder holder_id person_id state part stars slot changed_at",
    "audit_batch": "last first link sealed_at",
    "audit_link": "place audit_id words_hash link",
    "campaign": "id title first last region counts person_id created_at",
    "commendation": "id qualification_id year arithmetic person_id commended_at",
    "confirmation": "id diary_id person_id state stars hours asked_at answered_at",
    "contact_link": "id diary_id code_hash issued_by issued_at expires_at used_at answer stars hours",
    "conferral": "id qualification_id what state until changed_at",
    "desk_act": "id person_id deed subject subject_id before messages run_id done_at undone_at",
    "desk_row": "id run_id subject_id target state code",
    "desk_run": "id token person_id page deed state frozen_at closed_at",
    "clerk_code": "id code_hash station_id role issued_by expires_at used_at",
    "course": "id title link domain region state views person_id created_at",
    "erasure": "id person_id asked_at erased_at done_at words table after",
    "expert_change": "id expert_id stamp",
    "figure_report": "id region up_to figures person_id reported_at",
    "import_batch": "id kind person_id reviewer_id region name digest ground included headings state scan created_at closed_at",
    "import_row": "id batch_id sheet number verdict why state cells values made before after noted",
    "ledger": "bucket tokens at",
    "invitation": "id code_hash enterprise_id issued_by expires_at used_at",
    "mailing": "id what region address file_key file_name person_id state asked_at settled_at",
    "major_event": "id title region policies state person_id created_at closed_at",
    "paper_series": "prefix kind year last",
    "phrase_vector": "digest vector",
    "qualification": "id holder holder_id pack state certified_on until next_due silent_since registered_on awaits_training",
    "recruitment": "id pack region kind notice closes state person_id opened_at",
    "refusal": "id enterprise_id expert_id created_at",
    "room": "id station_id name seats equipment created_at",
    "room_request": "id room_id person_id held_on hour state asked_at answered_at",
    "service_item": "id title text domain region state person_id created_at",
    "service_chat": "id need_id expert_id person_id opened_at last_at expert_at firm_at last_by_expert ended_at ended_by closed",
    "setting": "id name key region value person_id changed_at",
    "signing_key": "id public private created_at",
    "staff": "id person_id jurisdiction roles digest digest_empty",
    "station": "id person_id name region address needs_told_at",
    "story_consent": "id story_id person_id side state changed_at",
    "sweep": "name until",
    "task": "id text due_on region audience person_id created_at",
    "task_answer": "id task_id person_id state changed_at",
    "need_team": "need_id team_id leader_id person_id sent_at",
    "team": "id name region person_id created_at closed_at",
    "team_commendation": "id team_id year sums person_id commended_at",
    "team_member": "id team_id expert_id joined_at",
    "trade_demand": "case_id station_id trade firms",
    "vendor_token": "name token expires_at leased_until",
    "wish": "need_id expert_id",
    "year_closing": "id region pack year person_id closed_at",
    "year_paper": "id station_id what year text handed_in_at remark returned_at",
    "yearly_goal": "id region year measure target person_id set_at",
}
"""Tables whose rows are the programme's, an organisation's or a machine's. Cells of rosters are searched for the words of who is
erased (`storage.forget`), and emptied after some time in any case."""
TRACES = "audit"
SEARCHED = (
    "inbox",
    "outbox",
    "dialogue",
    "filed_case",
    "import_row",
    "need",
    "diary",
    "diary_review",
    "staff_decision",
    "rating",
    "offer",
    "protection",
    "appointment",
    "referral",
    "story",
    "visit_need",
    "chat_line",
    TRACES,
)
"""Where others may have written, or been told, who somebody is: read through for their telephone, e-mail and name.

In the audit no word is replaced: it is committed to by the chain, so words and salt of the whole trace go together.
"""

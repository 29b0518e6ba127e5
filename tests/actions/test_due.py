"""What falls due: every subject that says so is asked, and a reminder becomes the notice of its kind."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import actions
import programme.collecting
import programme.meetings
import programme.reminders
import programme.unconfirmed
import programme.waiting
import programme.warned
from actions.applications.notices import PublicityEnding, ReturnWaits, ReviewWaits, RoundClosing
from actions.diaries.notices import EffectAsked, FollowUpAsked, RateReminder, ServiceWaits, Undiaried
from actions.due import reminded
from actions.needs.notices import NeedWaits, ReferralAsked
from actions.notify import Notice
from actions.offers.notices import (
    ContactAsked,
    ContactDue,
    ContactMissing,
    MeetingNear,
    MeetingWaits,
    OfferLapsing,
)
from actions.people.notices import Unconfirmed
from actions.reminders.sweep import SUBJECTS
from actions.reports.notices import Digest
from actions.titles.due import DEEDS, TO_HOLDERS
from programme.reminders import Reminder

NOTICES: tuple[type[Notice], ...] = (
    ContactAsked,
    ContactDue,
    ContactMissing,
    EffectAsked,
    FollowUpAsked,
    MeetingNear,
    MeetingWaits,
    OfferLapsing,
    Undiaried,
    RateReminder,
    PublicityEnding,
    RoundClosing,
    Digest,
    NeedWaits,
    ReferralAsked,
    ServiceWaits,
    ReviewWaits,
    ReturnWaits,
    Unconfirmed,
    *TO_HOLDERS,
)


def test_every_subject_with_due_dates_is_asked() -> None:
    folder = Path(actions.__file__).parent
    assert {getattr(one, "__name__", "") for one in SUBJECTS} == {
        f"actions.{file.parent.name}.due" for file in folder.glob("*/due.py")
    }


def test_whatever_policy_reminds_of_is_a_notice_or_a_deed() -> None:
    trees = [
        ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        for module in (
            programme.collecting,
            programme.meetings,
            programme.reminders,
            programme.unconfirmed,
            programme.waiting,
            programme.warned,
        )
    ]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    ladders = [call for call in calls if getattr(call.func, "id", "") == "Ladder"]
    kinds = {call.args[0].value for call in ladders if isinstance(call.args[0], ast.Constant)}
    assert kinds == {notice.kind for notice in NOTICES} | set(DEEDS)


def test_a_reminder_becomes_the_notice_of_its_kind() -> None:
    due = Reminder("undiaried", "undiaried:7:3:14", {"need": 7, "expert": 3})
    (one,) = reminded(5, due, OfferLapsing, Undiaried, key=":5")
    assert (one.person_id, one.notice, one.key) == (5, Undiaried(need=7, expert=3), "undiaried:7:3:14:5")
    assert list(reminded(5, None, Undiaried)) == []


def test_a_reminder_of_another_kind_is_an_error() -> None:
    with pytest.raises(RuntimeError):
        list(reminded(5, Reminder("silence", "silent:1"), Undiaried))

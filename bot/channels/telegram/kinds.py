"""Kinds of message: those that nobody said but Telegram itself, and what is answered to those that we cannot read.

Contents come anew with every version of the Bot API (live photos, checklists, paid media); so what is listed here is
what needs no answer, and any other kind is something that a person sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

OTHERWISE = "这种消息我看不了，请用文字说，或者发照片、PDF 文件。"
VOICE = "语音我还听不了，请打字，或者用手机输入法的语音转文字。"
SPOKEN = frozenset({"voice", "audio", "video_note"})
SERVICE = frozenset(
    {
        "new_chat_members",
        "new_chat_member",
        "new_chat_participant",
        "left_chat_member",
        "left_chat_participant",
        "chat_owner_left",
        "chat_owner_changed",
        "new_chat_title",
        "new_chat_photo",
        "delete_chat_photo",
        "group_chat_created",
        "supergroup_chat_created",
        "channel_chat_created",
        "message_auto_delete_timer_changed",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "pinned_message",
        "successful_payment",
        "refunded_payment",
        "user_shared",
        "users_shared",
        "chat_shared",
        "connected_website",
        "write_access_allowed",
        "passport_data",
        "web_app_data",
        "proximity_alert_triggered",
        "boost_added",
        "chat_background_set",
        "checklist_tasks_done",
        "checklist_tasks_added",
        "gift",
        "unique_gift",
        "gift_upgrade_sent",
        "direct_message_price_changed",
        "paid_message_price_changed",
        "suggested_post_approved",
        "suggested_post_approval_failed",
        "suggested_post_declined",
        "suggested_post_paid",
        "suggested_post_refunded",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
        "general_forum_topic_hidden",
        "general_forum_topic_unhidden",
        "giveaway_created",
        "giveaway_completed",
        "video_chat_scheduled",
        "video_chat_started",
        "video_chat_ended",
        "video_chat_participants_invited",
        "voice_chat_scheduled",
        "voice_chat_started",
        "voice_chat_ended",
        "voice_chat_participants_invited",
    }
)
"""Fields of a message that tells of something that happened in the chat: nobody's words."""
IN_GROUPS = SPOKEN | {"video", "animation", "sticker", "poll", "dice", "story", "game"}
"""In a group only what has long been known is answered; nobody there asked for a word on the rest."""


def why_unreadable(message: Mapping[str, Any], in_group: bool) -> str:
    """What a person is told about a message without words; empty where nobody is told anything."""
    fields = {name for name, value in message.items() if value is not False}
    if not SERVICE.isdisjoint(fields) or (in_group and IN_GROUPS.isdisjoint(fields)):
        return ""
    return OTHERWISE if SPOKEN.isdisjoint(fields) else VOICE

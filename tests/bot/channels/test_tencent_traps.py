"""The traps of 公众号, 企业微信 and the web, each with the tests that would fail if we stepped into it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[2]
HERE = "bot/channels/"
WIRE, WECHAT, PUSH = f"{HERE}test_tencent_wire.py", f"{HERE}test_wechat.py", f"{HERE}test_wechat_push.py"
PAYLOADS, WECOM, PEERS = (
    f"{HERE}test_tencent_payloads.py",
    f"{HERE}test_wecom.py",
    f"{HERE}test_tencent_peers.py",
)
EVERY = "contracts/channels/test_every_channel.py"

TRAPS: dict[str, list[tuple[str, str]]] = {
    # 公众号
    "a callback is answered within 5 s, or it comes again": [
        (WECHAT, "test_an_answer_comes_in_the_same_call"),
        (WECHAT, "test_what_is_not_ready_in_time_is_pushed_later"),
    ],
    "messages are known by MsgId, events by who, when and what, never by 0": [
        (PAYLOADS, "test_events_are_told_apart_by_who_when_and_what"),
        (PAYLOADS, "test_a_message_with_the_number_zero_has_another_key"),
        (WECHAT, "test_an_event_sent_again_is_one_row"),
    ],
    "a retry gets the answer of the first time": [
        (WECHAT, "test_twenty_copies_at_once_are_one_row_and_one_answer"),
        (WECHAT, "test_a_copy_of_a_picture_is_fetched_once"),
    ],
    "a passive text holds 2048 bytes, cut between characters": [
        ("bot/test_show.py", "test_pieces_fit_and_lose_nothing"),
        (WECHAT, "test_a_long_answer_is_pushed_in_pieces"),
        (PUSH, "test_a_piece_that_arrived_is_not_sent_again"),
    ],
    "a message opens 48 hours for five, a touch one minute for three": [
        (PUSH, "test_a_message_opens_48_hours_for_five"),
        (PUSH, "test_the_window_closes_after_48_hours"),
        (PUSH, "test_a_touch_opens_a_minute_for_three"),
        (PUSH, "test_the_window_that_ends_first_is_used_first"),
    ],
    "45015 and 45047 are read and kept": [(PUSH, "test_the_vendors_no_is_kept_in_the_ledger")],
    "one consent is one message; a no takes it back": [
        (PUSH, "test_one_consent_is_one_notice"),
        (PUSH, "test_a_consent_taken_back_is_gone"),
    ],
    "the library does not know subscribe_msg events": [(PAYLOADS, "test_the_library_reads_the_same")],
    "one token for all processes, one renewal at a time": [
        (PUSH, "test_many_threads_and_processes_fetch_one_token"),
        (PUSH, "test_one_who_died_while_renewing_holds_nobody_up"),
        (PUSH, "test_a_failed_renewal_lets_the_next_one_try"),
        (PUSH, "test_a_token_is_renewed_before_it_ends"),
    ],
    "40001 is one renewal and no more": [
        (PUSH, "test_a_token_revoked_in_mid_flight_is_renewed_once"),
        (PUSH, "test_a_token_refused_for_ever_is_asked_for_once_more_and_no_more"),
    ],
    "the client's token address is fixed, and it has no time-out": [
        (PUSH, "test_the_fixed_address_of_the_token_is_never_asked"),
        (PUSH, "test_a_call_that_hangs_is_given_up"),
    ],
    "a QR code lasts 30 days at most, its scene has 1 to 64 characters": [
        (PUSH, "test_a_code_to_scan"),
        (WECHAT, "test_scanning_the_code_of_staff_binds"),
    ],
    "Recognition may be empty": [(WECHAT, "test_voice_is_read_where_it_was_recognised")],
    "a DOCTYPE passes the library, nested tags cost it seconds": [
        (WIRE, "test_a_doctype_is_refused_before_its_entities_are_read"),
        (WIRE, "test_nested_tags_are_refused_at_the_ninth"),
        (WIRE, "test_a_body_has_64_kilobytes_at_most"),
        (WECHAT, "test_a_hostile_body_leaves_no_row"),
    ],
    "the library reads before it checks the signature": [
        (WIRE, "test_nothing_encrypted_is_one_error"),
        (WECHAT, "test_a_wrong_signature_or_an_old_one_leaves_no_row"),
    ],
    "malformed bodies leak six errors": [
        (WIRE, "test_no_body_at_all_leaks_another_error"),
        (WIRE, "test_a_body_without_what_it_needs_is_one_error"),
        (WIRE, "test_a_body_cut_short_is_one_error"),
    ],
    "bad ciphertext leaks two more": [
        (WIRE, "test_bad_ciphertext_is_one_error"),
        (WECHAT, "test_bad_ciphertext_and_another_receiver_are_refused"),
    ],
    "the signature is compared with !=, knows no time and takes an empty token": [
        (WIRE, "test_another_signature_is_refused"),
        (WIRE, "test_a_signature_is_good_for_five_minutes"),
        (WIRE, "test_an_empty_token_is_refused_at_the_start"),
    ],
    "an account that encrypts takes no plain body": [
        (WECHAT, "test_a_plain_body_is_nobodys_where_we_encrypt")
    ],
    "]]> is not escaped by the library": [
        (WIRE, "test_no_text_breaks_out_of_its_tag"),
        (WECHAT, "test_markup_is_text"),
    ],
    "people paste control characters": [(WIRE, "test_control_characters_that_somebody_pasted_are_left_out")],
    "addresses carry secrets": [(PUSH, "test_nothing_secret_is_logged_or_said")],
    "429 comes in storms": [(PUSH, "test_a_storm_of_429_is_waited_out")],
    "what was not kept is not acknowledged": [(WECHAT, "test_what_the_database_refused_is_not_acknowledged")],
    "encryption agrees with other implementations": [
        (PEERS, "test_what_they_seal_we_open"),
        (PEERS, "test_what_we_seal_they_open"),
        (WIRE, "test_the_vendors_examples_open"),
    ],
    # 企业微信
    "receiveid is checked": [(WECOM, "test_hostile_bodies_leave_no_row")],
    "template_card_event is unknown to the library": [
        (PAYLOADS, "test_a_body_of_wecom"),
        (WECOM, "test_a_need_is_told_read_back_on_a_card_and_confirmed_by_a_button"),
    ],
    "a member gets 30 a minute and 1000 an hour, the excess dropped in silence": [
        (WECOM, "test_a_member_gets_30_a_minute_and_the_rest_waits"),
        (WECOM, "test_a_member_gets_1000_an_hour"),
    ],
    "invaliduser comes with errcode 0": [(WECOM, "test_invaliduser_with_errcode_0_is_read")],
    "the duplicate check drops equal answers too": [
        (WECOM, "test_the_same_key_arrives_once_and_the_same_words_twice"),
        (WECOM, "test_what_arrived_though_no_answer_came_is_not_doubled"),
    ],
    "a card's code serves once, 72 hours": [(WECOM, "test_a_code_serves_once_and_72_hours")],
    "a tap is its member's alone": [(WECOM, "test_somebody_elses_card_does_nothing")],
    "not at :00 and :30": [
        ("bot/test_rates.py", "test_notices_wait_while_everybody_sends_and_answers_do_not")
    ],
    "staff act from the card": [(WECOM, "test_staff_act_from_the_card")],
    # every channel, and the web
    "a copy of a post is one line": [
        ("web/test_stream.py", "test_copies_at_the_same_moment_are_one_line"),
        (EVERY, "test_twenty_copies_at_once_are_one_message"),
    ],
    "an upload is what its bytes say": [("web/test_uploads.py", "test_the_declared_type_is_not_believed")],
    "one who gives up waiting must not stop the writer": [
        ("contracts/test_writer.py", "test_one_who_no_longer_waits_stops_nobody")
    ],
}


@pytest.mark.parametrize("trap", TRAPS)
def test_each_trap_has_its_tests(trap: str) -> None:
    for file, name in TRAPS[trap]:
        text = (TESTS / file).read_text(encoding="utf-8")
        assert re.search(rf"^def {name}\(", text, re.MULTILINE), f"{file} has no {name}"

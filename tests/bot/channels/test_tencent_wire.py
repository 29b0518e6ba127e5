"""The wire of 公众号 and 企业微信: who signed, what is in a body, how an answer is sealed."""

from __future__ import annotations

import asyncio
import time
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.tencent import wire
from bot.channels.tencent.wire import Rejected, Seal
from bot.channels.wechat.messages import arrival as wechat_arrival
from bot.channels.wecom.messages import arrival as wecom_arrival

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
STAMP = str(int(NOW.timestamp()))
SEAL = Seal("yiqiToken", KEY, "wx0123456789abcdef")
PAYLOADS = Path(__file__).parents[2] / "payloads"
LONGEST = 65536


def _refusal(body: bytes) -> str:
    with pytest.raises(Rejected) as caught:
        wire.fields(body)
    assert caught.value.status == 400
    return caught.value.reason


def test_a_doctype_is_refused_before_its_entities_are_read() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    began = time.perf_counter()
    assert _refusal(f"<!DOCTYPE xml [{lol}]><xml><Content>&l9;</Content></xml>".encode()) == "DOCTYPE"
    assert _refusal(b'<!DOCTYPE xml SYSTEM "file:///etc/passwd"><xml></xml>') == "DOCTYPE"
    utf16 = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE xml [<!ENTITY a "b">]><xml>&a;</xml>'
    assert _refusal(utf16.encode("utf-16")) in ("DOCTYPE", "not XML")
    assert time.perf_counter() - began < 5


def test_somebody_may_write_about_a_doctype() -> None:
    body = b"<xml><Content><![CDATA[<!DOCTYPE html> <<<< &lol;]]></Content></xml>"
    assert wire.fields(body).findtext("Content") == "<!DOCTYPE html> <<<< &lol;"


def test_control_characters_that_somebody_pasted_are_left_out() -> None:
    body = b"<xml><Content><![CDATA[\x00a\x08b\x1bc\td\n]]></Content></xml>"
    assert wire.fields(body).findtext("Content") == "abc\td\n"
    assert _refusal(b"<!DOC\x00TYPE xml []><xml></xml>") == "DOCTYPE"


def test_nested_tags_are_refused_at_the_ninth() -> None:
    assert wire.fields(b"<xml>" + b"<a>" * 7 + b"</a>" * 7 + b"</xml>") is not None
    assert _refusal(b"<xml>" + b"<a>" * 20000) == "nested too deep"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"<xml>",
        b"<html></html>",
        b"<xml>&lol;</xml>",
        b"\xff\xfe\x00",
        b'{"MsgType": "text"}',
        b'<?xml version="1.0" encoding="klingon"?><xml></xml>',
        b'<?xml version="1.0" encoding="utf-7"?><xml></xml>',
        b"<xml></xml><xml></xml>",
    ],
)
def test_what_is_no_message_is_one_error(body: bytes) -> None:
    _refusal(body)


@settings(max_examples=150)
@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: f"<xml>{text}</xml>".encode("utf-8", "replace"))
)
def test_no_body_at_all_leaks_another_error(body: bytes) -> None:
    for read in (wechat_arrival, wecom_arrival):
        with suppress(Rejected):
            read(wire.fields(body))


def _shortened(name: str) -> list[bytes]:
    body = (PAYLOADS / name).read_bytes()
    return [body[:end] for end in range(0, len(body) - 7, 7)]


@pytest.mark.parametrize("name", ["wechat/consent.xml", "wecom/card-tapped.xml"])
def test_a_body_cut_short_is_one_error(name: str) -> None:
    for body in _shortened(name):
        with pytest.raises(Rejected):
            wire.fields(body)


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"FromUserName": "o"},
        {"MsgType": "text"},
        {"FromUserName": "o", "MsgType": "event"},
        {"FromUserName": "o", "MsgType": "event", "Event": "CLICK", "EventKey": "x"},
        {"FromUserName": "o", "MsgType": "image", "MsgId": "1"},
        {"FromUserName": "o", "MsgType": "location", "MsgId": "1", "Location_X": "north"},
        {"FromUserName": "o", "MsgType": "location", "MsgId": "1", "Location_X": "nan", "Location_Y": "inf"},
        {"FromUserName": "o" * 65, "MsgType": "text", "MsgId": "1"},
        {"FromUserName": "o", "MsgType": "text", "MsgId": "99999999999999999999999999999999999"},
    ],
)
def test_a_body_without_what_it_needs_is_one_error(parts: dict[str, str]) -> None:
    body = wire.fields(wire.element(**parts).encode())
    for read in (wechat_arrival, wecom_arrival):
        with pytest.raises(Rejected):
            read(body)


def _checked(signature: str, timestamp: str = STAMP, now: datetime = NOW, sealed: str = "") -> str:
    try:
        SEAL.check(signature, timestamp, "nonce", now, sealed)
    except Rejected as error:
        return f"{error.status} {error.reason}"
    return ""


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, ""), (300, ""), (-300, ""), (301, "403 stale"), (-301, "403 stale")]
)
def test_a_signature_is_good_for_five_minutes(seconds: int, said: str) -> None:
    signature = wire.sign("yiqiToken", STAMP, "nonce", "")
    assert _checked(signature, now=NOW + timedelta(seconds=seconds)) == said


@pytest.mark.parametrize("signature", ["", "0" * 40, "é", "\udce4", wire.sign("other", STAMP, "nonce")])
def test_another_signature_is_refused(signature: str) -> None:
    assert _checked(signature) == "403 signature"


@pytest.mark.parametrize("stamp", ["", "now", "-5", "１７７２", "1" * 400, "1e9"])
def test_an_odd_timestamp_is_refused_even_when_signed(stamp: str) -> None:
    assert _checked(wire.sign("yiqiToken", stamp, "nonce", ""), stamp) == "403 timestamp"


def test_an_empty_token_is_refused_at_the_start() -> None:
    with pytest.raises(ValueError, match="empty token"):
        Seal("", KEY, "wx0123456789abcdef")


@pytest.mark.parametrize("key", ["short", KEY + "x", "é" * 43, "!" * 43])
def test_a_key_that_is_none_is_refused_at_the_start(key: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Seal("yiqiToken", key, "wx0123456789abcdef")


def test_what_was_sealed_for_another_receiver_is_refused() -> None:
    theirs = Seal("yiqiToken", KEY, "wx9999999999999999")
    sealed = wire.sealed_part(theirs.sealed("<xml></xml>", NOW).encode())
    assert theirs.opened(sealed) == "<xml></xml>"
    with pytest.raises(Rejected) as caught:
        SEAL.opened(sealed)
    assert caught.value.status == 403


@settings(max_examples=200)
@given(st.binary(max_size=120).map(lambda raw: b64encode(raw).decode()) | st.text(max_size=60))
def test_bad_ciphertext_is_one_error(sealed: str) -> None:
    with pytest.raises(Rejected) as caught:
        SEAL.opened(sealed)
    assert caught.value.status == 403


def test_nothing_encrypted_is_one_error() -> None:
    for body in (b"", b"<xml></xml>", b"<Encrypt></Encrypt>", b"<Encrypt><![CDATA[<a>]]></Encrypt>"):
        with pytest.raises(Rejected):
            wire.sealed_part(body)


def _body_of(size: int) -> bytes:
    async def stream() -> AsyncIterator[bytes]:
        for _ in range(size // 1024):
            yield b"x" * 1024

    return asyncio.run(wire.body_of(stream()))


def test_a_body_has_64_kilobytes_at_most() -> None:
    assert len(_body_of(LONGEST)) == LONGEST
    with pytest.raises(Rejected) as caught:
        _body_of(LONGEST + 1024)
    assert caught.value.status == 413


@settings(max_examples=100)
@given(st.text())
def test_no_text_breaks_out_of_its_tag(text: str) -> None:
    hostile = f"]]>{text}]]]]>><Evil>]]>"
    body = wire.fields(wire.element(Content=hostile, MsgType="text").encode("utf-8", "replace"))
    assert [child.tag for child in body] == ["Content", "MsgType"]
    kept = wire._NOT_XML.sub("", hostile).replace("\r\n", "\n").replace("\r", "\n")
    assert body.findtext("Content") == kept


VECTORS = [
    (
        Seal("QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7"),
        ("5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3", "1409659589", "263014780"),
        "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==",
        "1616140317555161061",
    ),
    (
        Seal("QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7"),
        ("477715d11cdb4164915debcba66cb864d751f3e6", "1409659813", "1372623149"),
        "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvu"
        "JTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwG"
        "c2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9"
        "EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0"
        "lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==",
        "<Content><![CDATA[hello]]></Content>",
    ),
    (
        Seal("spamtest", KEY, "wx2c2769f8efd9abc2"),
        ("5d197aaffba7e9b25a30732f161a50dee96bd5fa", "1409735669", "1320562132"),
        "hyzAe4OzmOMbd6TvGdIOO6uBmdJoD0Fk53REIHvxYtJlE2B655HuD0m8KUePWB3+LrPXo87wzQ1QLvbeUgmBM4x6F8PGHQHFVAFmOD2LdJF9"
        "FrXpbUAh0B5GIItb52sn896wVsMSHGuPE328HnRGBcrS7C41IzDWyWNlZkyyXwon8T332jisa+h6tEDYsVticbSnyU8dKOIbgU6ux5VTjg3y"
        "t+WGzjlpKn6NPhRjpA912xMezR4kw6KWwMrCVKSVCZciVGCgavjIQ6X8tCOp3yZbGpy0VxpAe+77TszTfRd5RJSVO/HTnifJpXgCSUdUue1v"
        "6h0EIBYYI1BD1DlD+C0CR8e6OewpusjZ4uBl9FyJvnhvQl+q5rv1ixrcpCumEPo5MJSgM9ehVsNPfUM669WuMyVWQLCzpu9GhglF2PE=",
        "<Content><![CDATA[abcdteT]]></Content>",
    ),
]
"""From the vendors' own sample code, 企业微信 and 公众号."""


@pytest.mark.parametrize(("seal", "signed", "sealed", "inside"), VECTORS)
def test_the_vendors_examples_open(
    seal: Seal, signed: tuple[str, str, str], sealed: str, inside: str
) -> None:
    signature, timestamp, nonce = signed
    seal.check(signature, timestamp, nonce, datetime.fromtimestamp(int(timestamp), UTC), sealed)
    assert inside in seal.opened(sealed)

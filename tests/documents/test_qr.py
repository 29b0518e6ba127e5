"""QR codes, read back from the picture."""

from __future__ import annotations

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from documents.qr import qr_picture
from handlers.engine.links import event_key, here_key, of_an_event, web_link


@pytest.mark.parametrize(
    ("key", "says"), [(event_key(12), "报名 12 号活动"), (here_key("0483"), "签到 0483")]
)
def test_what_a_phone_reads_is_the_link_that_says_the_words(key: str, says: str) -> None:
    picture = Image.open(BytesIO(qr_picture(web_link("https://yiqi.example.cn", key))))
    (read,) = zxingcpp.read_barcodes(picture)
    assert read.text == f"https://yiqi.example.cn/chat/?key={key}"
    assert of_an_event(read.text.partition("key=")[2]) == says


def test_it_is_read_from_a_bad_print() -> None:
    """Small, with an edge worn off: what error correction is for."""
    picture = Image.open(BytesIO(qr_picture(web_link("https://yiqi.example.cn", "hd12")))).convert("L")
    small = picture.resize((picture.width // 3, picture.height // 3))
    small.paste(255, (small.width - 28, small.height - 28, small.width - 20, small.height - 20))
    (read,) = zxingcpp.read_barcodes(small)
    assert read.text.endswith("key=hd12")


def test_other_keys_are_no_words_of_an_activity() -> None:
    for key in ("", "hd", "hd1234567", "qd12", "0" * 32, "hd1&x=<script>"):
        assert of_an_event(key) == ""

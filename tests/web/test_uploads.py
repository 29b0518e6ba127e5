"""Uploads that are what they say, and uploads that lie."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
import time
from io import BytesIO
from pathlib import Path
from uuid import uuid4
from zlib import crc32

import httpx
import pytest
from PIL import Image

from documents.media import CSV, DOCX, XLS, XLSX
from tests.web.conftest import Guest, Site
from web import uploads
from web.pictures import LONGEST_SIDE
from web.refusals import Refused
from web.uploads import cleaned, media_type

ROSTERS = Path(__file__).parents[1] / "payloads" / "rosters"
GPS = 0x8825
MAKER = 0x010F
ORIENTATION = 0x0112
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def picture(form: str, size: tuple[int, int] = (64, 48), exif: Image.Exif | None = None) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, "teal").save(made, form, exif=exif or Image.Exif())
    return made.getvalue()


def telling_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[MAKER] = "a phone"
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (21.0, 16.0, 0.0)
    return exif


LIES = {
    "a web page": (415, b"<!DOCTYPE html><script>alert(1)</script>"),
    "a program": (415, b"MZ\x90\x00" + b"\0" * 100),
    "SVG": (415, b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "GIF": (415, b"GIF89a" + b"\0" * 100),
    "HEIC": (415, b"\0\0\0\x18ftypheic" + b"\0" * 100),
    "sound in RIFF": (415, b"RIFF\0\0\0\0WAVE" + b"\0" * 100),
    "JPEG by its first bytes only": (422, b"\xff\xd8\xff\xe0" + b"<script>" * 50),
    "half a PNG": (422, picture("PNG", (640, 480))[:200]),
    "half a JPEG": (422, picture("JPEG", (640, 480))[:-200]),
    "half a PDF": (422, PDF[:-10]),
    "empty": (422, b""),
}


@pytest.fixture(scope="module")
def guest(site: Site) -> Guest:
    return site.newcomer()


def upload(guest: Guest, content: bytes, declared: str = "image/jpeg", uuid: str = "") -> httpx.Response:
    files = {"file": ("照片.jpg", content, declared)}
    return guest.client.post(f"{guest.home}files", data={"id": uuid or str(uuid4())}, files=files)


@pytest.mark.parametrize("case", LIES)
def test_a_file_that_lies_is_refused(guest: Guest, case: str) -> None:
    status, content = LIES[case]
    answer = upload(guest, content)
    assert answer.status_code == status
    assert any("一" <= char <= "鿿" for char in answer.json()["error"])


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_pictures_secrets_are_removed(form: str) -> None:
    kept, kind = cleaned(picture(form, exif=telling_exif()))
    assert kind == f"image/{form.lower()}"
    with Image.open(BytesIO(kept)) as shown:
        assert not shown.getexif()
        assert shown.size == (48, 64)  # turned upright before its orientation was forgotten
    assert b"a phone" not in kept


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("plain.xlsx", XLSX),
        ("old_workbook.xls", XLS),
        ("page_called_xls.xls", XLS),
        ("word.docx", DOCX),
        ("gbk.csv", CSV),
    ],
)
def test_rosters_are_kept_as_they_are(name: str, kind: str) -> None:
    content = (ROSTERS / name).read_bytes()
    assert cleaned(content) == (content, kind)


def test_a_large_picture_is_made_smaller() -> None:
    kept, _ = cleaned(picture("JPEG", (3000, 1500)))
    with Image.open(BytesIO(kept)) as shown:
        assert shown.size == (LONGEST_SIDE, LONGEST_SIDE // 2)


def test_transparency_survives() -> None:
    made = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(made, "PNG")
    with Image.open(BytesIO(cleaned(made.getvalue())[0])) as shown:
        assert shown.mode == "RGBA"


@pytest.mark.parametrize("side", [8_000, 10_000, 30_000])
def test_a_picture_that_would_burst_the_memory_is_refused(side: int) -> None:
    made = bytearray(picture("PNG", (1, 1)))
    made[16:24] = side.to_bytes(4, "big") * 2
    made[29:33] = crc32(made[12:29]).to_bytes(4, "big")
    with pytest.raises(Refused, match="像素"):
        cleaned(bytes(made))


def large(form: str, mode: str, size: tuple[int, int], **saved: bool) -> bytes:
    made = BytesIO()
    Image.new(mode, size, 0).save(made, form, **saved)
    return made.getvalue()


LARGE = {
    "a photo": ("JPEG", "RGB", (8000, 6000), {}),
    "a photo that comes in layers": ("JPEG", "RGB", (6000, 4500), {"progressive": True}),
    "a photo in layers that is too large": ("JPEG", "RGB", (8000, 6000), {"progressive": True}),
    "a panorama": ("JPEG", "RGB", (49_000, 1000), {}),
    "colour": ("PNG", "RGB", (5500, 4600), {}),
    "colour that is too much": ("PNG", "RGB", (7000, 7000), {}),
    "seen through": ("PNG", "RGBA", (3900, 3200), {}),
    "seen through and too large": ("PNG", "RGBA", (7000, 7000), {}),
    "black and white": ("PNG", "1", (5000, 4000), {}),
    "a palette": ("PNG", "P", (4800, 4000), {}),
    "WebP": ("WEBP", "RGBA", (2800, 2250), {}),
    "WebP that is too large": ("WEBP", "RGB", (4000, 4000), {}),
}
MEASURED = """
import resource, sys
from web.refusals import Refused
from web.uploads import cleaned
held = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
cleaned(open(sys.argv[1], "rb").read())
before = held()
for name in sys.argv[2:]:
    try:
        cleaned(open(name, "rb").read())
    except Refused as refused:
        assert refused.status == 422
print(held() - before)
"""


@pytest.mark.soak
def test_no_picture_takes_more_than_150_megabytes(tmp_path: Path) -> None:
    """All of them in one process of its own, whose peak is what the worst of them took."""
    files = [tmp_path / f"{number}" for number in range(len(LARGE) + 1)]
    files[0].write_bytes(picture("PNG"))
    for file, (form, mode, size, saved) in zip(files[1:], LARGE.values(), strict=True):
        file.write_bytes(large(form, mode, size, **saved))
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, *map(str, files)], capture_output=True, text=True, check=True
    )
    assert float(run.stdout) < 150


def test_the_declared_type_is_not_believed() -> None:
    assert media_type(PDF) == "application/pdf"
    assert media_type(picture("WEBP")) == "image/webp"


def test_more_than_eight_megabytes_are_refused(guest: Guest) -> None:
    assert upload(guest, b"\xff\xd8\xff" + b"\0" * (8 * 1024 * 1024)).status_code == 413
    assert upload(guest, b"\xff\xd8\xff" + b"\0" * (12 * 1024 * 1024)).status_code == 413


BROKEN = {
    "not a form": (415, "application/json", b"{}"),
    "no boundary": (400, "multipart/form-data", b"x"),
    "not closed": (400, "multipart/form-data; boundary=b", b"--c\r\nnonsense"),
    "no file": (
        422,
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="id"\r\n\r\n1\r\n--b--\r\n',
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_forms_are_refused(guest: Guest, case: str) -> None:
    status, declared, body = BROKEN[case]
    headers = {"Content-Type": declared}
    answer = guest.client.post(f"{guest.home}files", content=body, headers=headers)
    assert answer.status_code == status
    assert answer.json()["error"]


def test_a_file_needs_a_uuid(guest: Guest) -> None:
    assert upload(guest, picture("PNG"), uuid="1").status_code == 422


@pytest.mark.parametrize(
    ("content", "kind", "disposition"),
    [(picture("JPEG"), "image/jpeg", "inline"), (PDF, "application/pdf", "attachment")],
)
def test_a_file_is_shown_to_its_owner_only(
    site: Site, consented: Guest, content: bytes, kind: str, disposition: str
) -> None:
    before = len(consented.lines())
    assert upload(consented, content).json() == {"ok": True}
    line = json.loads(consented.lines()[before][1])
    [file] = line["files"]
    assert file["type"] == kind
    shown = consented.client.get(f"{consented.home}files/{file['key']}")
    assert shown.headers["content-type"] == kind
    assert shown.headers["content-disposition"].startswith(disposition)
    assert "sandbox" in shown.headers["content-security-policy"]
    assert shown.headers["x-content-type-options"] == "nosniff"
    stranger = site.newcomer()
    assert stranger.client.get(f"{stranger.home}files/{file['key']}").status_code == 404


@pytest.fixture
def consented(site: Site) -> Guest:
    guest = Guest(site.client(), "/chat/accountant-wang/")
    guest.client.get("/demo/as/accountant-wang")
    return guest


def test_one_picture_at_a_time_is_looked_at_whoever_brought_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may take 150 MB while it is open; pages and channels share the place."""
    opened: set[int] = set()
    most: list[int] = []

    def slow(content: bytes) -> tuple[bytes, str]:
        opened.add(threading.get_ident())
        most.append(len(opened))
        time.sleep(0.02)
        opened.discard(threading.get_ident())
        return content, "image/jpeg"

    async def all_at_once() -> None:
        await asyncio.gather(*(uploads.checked(b"x") for _ in range(8)))

    monkeypatch.setattr(uploads, "cleaned", slow)
    loops = [threading.Thread(target=asyncio.run, args=(all_at_once(),)) for _ in range(2)]
    for loop in loops:
        loop.start()
    for loop in loops:
        loop.join()
    assert max(most) == 1

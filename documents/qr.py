"""QR codes as pictures."""

from __future__ import annotations

from io import BytesIO


def qr_picture(text: str) -> bytes:
    """A PNG that phones read from a screen and from paper, with the quiet zone that the standard asks for."""
    import segno

    written = BytesIO()
    segno.make(text, error="m", micro=False).save(written, kind="png", scale=8, border=4)
    return written.getvalue()

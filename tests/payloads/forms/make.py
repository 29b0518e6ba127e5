"""`python -m tests.payloads.forms.make`: the form of an expert as one comes back filled in by hand in Word."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from documents.letters.application_form import ApplicationForm, application_form

LINES = (
    ("姓名", "何志强"),
    ("单位", "湛江精工机械厂"),
    ("职务", "总工程师"),
    ("擅长领域", "智能制造、数字化"),
    ("地区", "湛江市赤坎区"),
    ("手机", "13800001234"),
    ("学历", "本科"),
    ("服务中小企业年数", "8"),
)


def main() -> None:
    """Write the file beside this one."""
    form = ApplicationForm("中小企业志愿服务专家申请表", False, "青石市中小企业服务中心", LINES)
    at = datetime(2026, 11, 2, tzinfo=UTC)
    Path(__file__).with_name("expert.docx").write_bytes(application_form(form, at))


if __name__ == "__main__":
    main()

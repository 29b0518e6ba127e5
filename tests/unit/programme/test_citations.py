"""Citations as people read them: by the name of the document, never by the letters of a rule pack."""

from __future__ import annotations

import re

import pytest

from programme.packs import known_packs
from programme.packs.citations import clauses, spelled_out

DOCUMENTS = {code: name for pack in known_packs() for code, name in pack.documents.items()}
LETTERS = re.compile(r"N23|N20|HB |GD |ZJ |YQ")
CITED = sorted({clause for pack in known_packs() for _, clause in clauses(pack)})


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("N23-E 第四条（二）", "《中小企业志愿服务专家管理办法》第四条（二）"),
        ("N23 五", "《关于开展2023年中小企业志愿服务工作站和专家招募工作的通知》第五部分"),
        ("HB 六（二）推荐条件 7", "《河北省中小企业志愿服务工作手册》第六部分（二）推荐条件 7"),
        ("YQ 暂停：查处投诉期间不派新的需求", "中心约定：查处投诉期间不派新的需求"),
        ("YQ 文件未写证书名称", "中心约定：文件未写证书名称"),
        (
            "（N20 四（一）；YQ 监测：要核实）",
            "（《关于开展志愿服务促进中小企业发展的指导意见》第四部分（一）；中心约定：要核实）",
        ),
        ("今天服务了 2 小时", "今天服务了 2 小时"),
    ],
)
def test_a_citation_names_its_document(clause: str, words: str) -> None:
    assert spelled_out(clause, DOCUMENTS) == words


def test_no_letters_are_left_of_any_clause_of_any_pack() -> None:
    assert CITED
    said = {clause: spelled_out(f"（{clause}）", DOCUMENTS) for clause in CITED}
    assert {clause: words for clause, words in said.items() if LETTERS.search(words)} == {}

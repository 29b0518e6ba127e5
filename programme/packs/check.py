"""What must agree across a whole rule pack: names, citations, the terms of its conditions."""

from programme.packs.decode import Source
from programme.packs.model import RulePack, clauses


def check(pack: RulePack, name: str, source: Source) -> None:
    """PackError for the first thing that does not agree."""
    if pack.id != name:
        raise source.error(("id",), f"应与文件名相同：{name}（id differs from the file name）")
    _check_citations(pack, source)


def _check_citations(pack: RulePack, source: Source) -> None:
    for path, clause in clauses(pack):
        for citation in clause.split("；"):
            document, _, place = citation.partition(" ")
            if document not in pack.documents:
                raise source.error(path, f"“{citation}”所引文件不在 [documents] 中（unknown document）")
            if not place.strip():
                raise source.error(path, f"“{citation}”没有写明条款（no place in the document）")

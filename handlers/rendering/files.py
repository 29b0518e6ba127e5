"""Files that somebody sent, as they go on to somebody else."""

from __future__ import annotations

from documents.media import ending
from handlers.message import Attachment
from storage.queries.files import FileFacts


def is_picture(file: FileFacts) -> bool:
    """Whether it is looked at where it stands."""
    return file.media_type.startswith("image/")


def called(files: list[FileFacts]) -> str:
    """«照片», «3 张照片», «文件»: what was sent, in a word."""
    kind, unit = ("照片", "张") if all(map(is_picture, files)) else ("文件", "个")
    return kind if len(files) == 1 else f"{len(files)} {unit}{kind}"


def attached(file: FileFacts, link: str = "") -> Attachment:
    """Under a name of ours, since nobody keeps what the sender called it; `link` for channels that show no such files."""
    name = "" if is_picture(file) else f"文件.{ending(file.media_type)}"
    return Attachment(file.key, file.media_type, file.size, name, link if name else "")

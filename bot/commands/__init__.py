"""The command line: one file a command, one folder a group of them; they are found here and listed nowhere.

What `--help` says of a command is its file's docstring, so nothing is imported before the command runs.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click


class Folder(click.Group):
    """The commands of a package: each file that declares `command`, and each folder, but those with an underscore."""

    def __init__(self, package: str, folder: Path, **attributes: Any) -> None:
        super().__init__(**attributes)
        self._package, self._folder = package, folder

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(self._files())

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        file = self._files().get(name)
        if file is None:
            return None
        if file.stem == "__init__":
            folder = file.parent
            return Folder(f"{self._package}.{folder.name}", folder, name=name, help=_docstring(file))
        command: click.Command = import_module(f"{self._package}.{file.stem}").command
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, _docstring(file)) for name, file in sorted(self._files().items())])

    def _files(self) -> dict[str, Path]:
        return dict(self._named())

    def _named(self) -> Iterator[tuple[str, Path]]:
        for file in self._folder.glob("*.py"):
            if not file.stem.startswith("_"):
                yield file.stem, file
        for file in self._folder.glob("*/__init__.py"):
            yield file.parent.name, file


class Main(Folder):
    """The whole command line. A database that is not there, or a file of the settings that is wrong, is one line and no traceback."""

    def invoke(self, context: click.Context) -> Any:
        from bot import log

        os.umask(0o077)  # databases, exports, failed rows: nobody else's to read
        log.configure()
        try:
            return super().invoke(context)
        except Exception as error:
            from bot.settings_files import LearnedError, VocabularyError
            from programme.errors import ProgrammeError
            from storage.encryption.keyring import KeysError
            from storage.migrate import NewerSchema

            told = (KeysError, NewerSchema, ProgrammeError, LearnedError, VocabularyError)
            if isinstance(why := getattr(error, "orig", error), told):
                raise click.ClickException(str(why)) from None
            if not _OF_DATABASES & {kind.__name__ for kind in type(error).__mro__}:
                raise
            why = str(getattr(error, "orig", error)).strip().partition("\n")[0]
            raise click.ClickException(_said_of_database(why)) from None


_OF_DATABASES = {"OperationalError", "ProgrammingError"}
"""As SQLAlchemy and each driver call them: a prepared statement runs on the driver's own cursor, and a driver may not be installed."""


def _said_of_database(why: str) -> str:
    """What stands in the way of the database, and what to do."""
    if "locked" in why:
        return (
            f"数据库正被另一个程序占着（{why}），这一步没有写进去；那边做完再来一次。"
            " / Another process is writing to the database; nothing was written here; try again when it is done"
        )
    return (
        f"读不到数据库（{why}）；还没有建好的话，先运行 yiqi db upgrade。"
        " / The database cannot be read; if it is new, run: yiqi db upgrade"
    )


def _docstring(file: Path) -> str:
    """The first line of what a file says of itself."""
    said = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    return said.partition("\n")[0]


@click.group(
    cls=Main,
    package=__name__,
    folder=Path(__file__).parent,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    help="设置文件 / settings (default: config.toml)",
)
@click.pass_context
def main(context: click.Context, config: Path | None) -> None:
    """益企：中小企业志愿服务的聊天前台 / chat front-end of the SME volunteer service programme."""
    context.obj = config

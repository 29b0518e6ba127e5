"""What the image and the compose file say, held against what there is; and their processes, run on the bare machine.

No container engine is needed: each service is begun by its own command with its own environment, and asked by its own health check.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
import yaml
from click.testing import CliRunner

from bot.commands import main
from bot.settings import Settings, load

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "deploy" / "container"
COMPOSE: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yaml").read_text("utf-8"))
OURS = {name: one for name, one in COMPOSE["services"].items() if one["image"] == "yiqi"}
IMAGE = [
    line.split(maxsplit=1)
    for line in (FOLDER / "Containerfile").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
CLIENTS = {"bookworm": 15, "trixie": 17}
"""The release of PostgreSQL whose client each Debian has."""
RUNS = "from bot.commands import main; main()"


def steps(kind: str) -> list[str]:
    return [words for name, words in IMAGE if name == kind]


def test_what_the_image_copies_is_there_and_all_of_the_house_is_in_it() -> None:
    sources = [word for step in steps("COPY") for word in step.split()[:-1]]
    assert [source for source in sources if not (ROOT / source).exists()] == []
    packages = re.search(r"^packages = (\[.*\])$", (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert packages
    assert set(json.loads(packages[1])) <= {source.rstrip("/") for source in sources}


def test_no_secret_stands_in_the_image_and_nobody_is_root_in_it() -> None:
    assert steps("USER") == ["yiqi"]
    assert not [name for name, _ in IMAGE if name in ("ENV", "ARG")]
    assert not any("keys" in step or "config.toml" in step for step in steps("COPY"))


def test_the_programs_that_back_up_are_no_older_than_the_server() -> None:
    debian = steps("FROM")[0].rpartition("-")[2]
    server = int(COMPOSE["services"]["database"]["image"].rpartition(":")[2])
    assert CLIENTS[debian] >= server


@pytest.mark.parametrize("service", OURS)
def test_each_command_is_one_of_ours(service: str) -> None:
    done = CliRunner().invoke(main, [*OURS[service]["command"], "--help"])
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("service", OURS)
def test_each_variable_is_a_setting(service: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("YIQI_KEYS")
    known = {f"YIQI_{name.upper()}" for name in Settings.model_fields}
    assert set(OURS[service]["environment"]) <= known
    for name, value in OURS[service]["environment"].items():
        monkeypatch.setenv(name, value)
    settings = load()
    assert settings.proxies == (COMPOSE["services"]["proxy"]["networks"]["default"]["ipv4_address"],)


def test_health_is_not_passed_on() -> None:
    assert "(readyz|metrics)$ { return 404; }" in (FOLDER / "nginx.conf").read_text("utf-8")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Rehearsed:
    """The services of ours as processes: addresses and paths of the containers become those of this machine."""

    def __init__(self, database: str, folder: Path) -> None:
        self.database, self.folder = database, folder

    def environment(self, service: str) -> dict[str, str]:
        own = {"YIQI_DATABASE": self.database, "YIQI_HOST": "127.0.0.1"}
        own |= {"YIQI_PORT": str(free_port()), "YIQI_WORKER_PORT": str(free_port())}
        own |= {"YIQI_KEYS": str(self.folder / "yiqi.keys"), "YIQI_SEMANTIC": "false"}
        told: dict[str, str] = OURS[service]["environment"]
        return dict(os.environ) | told | own

    def once(self, service: str) -> None:
        words = [sys.executable, "-c", RUNS, *OURS[service]["command"]]
        subprocess.run(words, env=self.environment(service), cwd=self.folder, check=True)

    @contextmanager
    def running(self, service: str) -> Iterator[dict[str, str]]:
        environment = self.environment(service)
        words = [sys.executable, "-c", RUNS, *OURS[service]["command"]]
        with subprocess.Popen(words, env=environment, cwd=self.folder) as process:
            try:
                self.await_health(service, environment)
                yield environment
                process.terminate()
                assert process.wait(float(COMPOSE["x-yiqi"]["stop_grace_period"].rstrip("s"))) == 0
            finally:
                process.kill()

    def await_health(self, service: str, environment: dict[str, str]) -> None:
        """By the service's own check."""
        _, program, *words = OURS[service]["healthcheck"]["test"]
        assert program == "/opt/yiqi/.venv/bin/python"
        ports = {"8000": environment["YIQI_PORT"], "9000": environment["YIQI_WORKER_PORT"]}
        words = [re.sub(r"8000|9000", lambda found: ports[found[0]], word) for word in words]
        deadline = time.monotonic() + 180
        while subprocess.run([sys.executable, *words], capture_output=True, check=False).returncode:
            assert time.monotonic() < deadline, shlex.join(words)
            time.sleep(0.5)


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_the_services_run_as_the_compose_file_says(postgres: Callable[..., str], tmp_path: Path) -> None:
    here = Rehearsed(postgres("template1"), tmp_path)
    here.once("upgrade")
    with ExitStack() as stack:
        webs = [
            stack.enter_context(here.running("web"))
            for _ in range(COMPOSE["services"]["web"]["deploy"]["replicas"])
        ]
        for _ in range(COMPOSE["services"]["worker"]["deploy"]["replicas"]):
            stack.enter_context(here.running("worker"))
        bases = [f"http://127.0.0.1:{web['YIQI_PORT']}" for web in webs]
        with httpx.Client(timeout=30) as client:
            opened = client.get(f"{bases[0]}/chat/", headers={"X-Forwarded-Proto": "https"})
            where = opened.headers["location"]
            cookie = "; ".join(f"{name}={value}" for name, value in opened.cookies.items())
            client.cookies.clear()
            for base in bases:
                message = {"id": str(uuid4()), "text": "你好"}
                answer = client.post(f"{base}{where}messages", json=message, headers={"Cookie": cookie})
                assert answer.is_success, answer.text

"""What stands in ``deploy/`` names what there is: files, commands, variables, and it can be read."""

from __future__ import annotations

import re
import shutil
import subprocess
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask

from deploy import alive

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
FILES = [path for path in DEPLOY.rglob("*") if path.is_file() and path.suffix != ".pyc"]
VARIABLE = re.compile(r"\bFLOOR_[A-Z_]+")


def known_variables() -> set[str]:
    """Every variable that the settings read, and the same as a file."""
    named = set(VARIABLE.findall((ROOT / "settings.py").read_text(encoding="utf-8")))
    return named | {f"{name}_FILE" for name in named}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_variable_is_one_that_the_settings_read(path: Path) -> None:
    assert set(VARIABLE.findall(path.read_text(encoding="utf-8"))) <= known_variables()


def test_everything_the_image_copies_is_there_and_let_through() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    lines = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = [
        word
        for line in lines
        if line.startswith("COPY") and "--from" not in line
        for word in line.split()[1:-1]
    ]
    assert copied
    for name in copied:
        assert (ROOT / name).exists(), name
        assert f"!{name}" in ignored, name


def test_the_image_holds_every_part_of_the_product() -> None:
    words = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").split()
    for part in ("app.py", "settings.py", "extensions.py", "models", "domain", "adapters", "blueprints"):
        assert part in words, part


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_command_of_ours_exists(path: Path, app: Flask) -> None:
    text = path.read_text(encoding="utf-8").replace('", "', " ").replace('"', " ")
    for first, second in re.findall(r"\bflask (\w+)(?: (\w+))?", text):
        command = app.cli.commands.get(first)
        assert command is not None, first
        if hasattr(command, "commands") and second:
            assert second in command.commands, f"{first} {second}"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze")
def test_the_units_can_be_read(tmp_path: Path) -> None:
    for unit in (DEPLOY / "systemd").glob("*.*"):
        text = unit.read_text(encoding="utf-8").replace("/srv/floor/.venv/bin/flask", "/bin/true")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    units = [str(path) for path in tmp_path.iterdir()]
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


class Ready(BaseHTTPRequestHandler):
    """Answers as the product does when it is ready, under its own host alone."""

    def do_GET(self) -> None:
        """200 to the site's own host, else 400."""
        self.send_response(200 if self.headers["Host"] == "floor.example.org" else 400)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_container_asks_under_the_sites_own_host(monkeypatch: pytest.MonkeyPatch) -> None:
    server = HTTPServer(("127.0.0.1", 0), Ready)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        monkeypatch.setattr(alive, "PORT", server.server_port)
        monkeypatch.setenv("FLOOR_BASE_URL", "https://floor.example.org")
        assert alive.is_ready()
        monkeypatch.setenv("FLOOR_BASE_URL", "https://elsewhere.example.org")
        assert not alive.is_ready()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert not alive.is_ready()

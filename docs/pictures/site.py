"""The demo, served from a folder that is thrown away."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
ACCOUNT = re.compile(r"^\s+(\w+)\s+(\S+@\S+)\s+(\S+)$", re.MULTILINE)
PATIENCE = 60
"""Seconds until the server must answer."""


@dataclass(frozen=True)
class Site:
    """Where the demo is, and who may sign in: role to e-mail and password."""

    address: str
    accounts: dict[str, tuple[str, str]]

    def sign_in(self, page: Page, role: str) -> None:
        """Sign ``page`` in as the demo's account of that role."""
        email, password = self.accounts[role]
        page.goto(f"{self.address}/account/sign-in")
        page.get_by_label("E-mail").fill(email)
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda url: "/account/sign-in" not in url)


@contextmanager
def demo_site(folder: Path) -> Iterator[Site]:
    """Serve a freshly made demo while the context lasts."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environ = {
        **os.environ,
        "FLOOR_ENV": "development",
        "FLOOR_INSTANCE_PATH": str(folder),
        "FLOOR_DATABASE_URL": f"sqlite:///{folder}/floor.sqlite3",
        "FLOOR_RATE_LIMITS": "off",
        "PORT": str(port),
    }
    flask = [sys.executable, "-m", "flask", "--app", "app"]
    _run([*flask, "db", "upgrade"], environ)
    accounts = {role: (email, word) for role, email, word in ACCOUNT.findall(_run([*flask, "demo"], environ))}
    server = subprocess.Popen(
        [*flask, "serve", "--workers", "1"], cwd=ROOT, env=environ, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port)
        yield Site(f"http://127.0.0.1:{port}", accounts)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(15)


def _run(words: list[str], environ: dict[str, str]) -> str:
    return subprocess.run(words, cwd=ROOT, env=environ, check=True, capture_output=True, text=True).stdout


def _wait(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        connection = HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    raise TimeoutError("the demo's server doesn't answer")

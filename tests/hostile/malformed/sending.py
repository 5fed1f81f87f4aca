"""Sends wild requests to an application as a server would, and judges what comes back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from time import perf_counter, process_time
from typing import Any

from flask import Flask
from werkzeug.test import run_wsgi_app

from tests.blueprints.browsers import SignIn
from tests.hostile.malformed.wild import Sound, Wild
from tests.house_rules.gets import addresses
from tests.house_rules.posts import POSTS
from tests.house_rules.posts.driving import Browsers
from tests.house_rules.world import Rows, World

LONGEST_SECONDS = 5.0
Fields = list[tuple[str, str]]


@dataclass
class Told:
    """What came back from all of them."""

    requests: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    accepted: list[str] = field(default_factory=list)
    """Forms that were answered as if all were well: where a row changed, one of them did it."""

    def took(self, seconds: float, request: object, status: int) -> None:
        """Note one; its status is 0 where nothing came back."""
        self.requests += 1
        self.statuses[status] += 1
        self.slowest = max(self.slowest, (seconds, str(request)))

    @property
    def figure(self) -> str:
        """One line."""
        kinds = Counter(f"{code // 100}xx" if code else "no answer" for code in self.statuses.elements())
        told = ", ".join(f"{count:,} × {kind}" for kind, count in sorted(kinds.items()))
        return f"{self.requests:,} requests: {told}; the slowest {self.slowest[0]:.2f} s: {self.slowest[1]}"


def sound(app: Flask, world: World, sign_in: SignIn) -> list[Sound]:
    """What browsers send: every address by GET, as a reader and as staff, and every form."""
    browsers = Browsers(app, world, sign_in)
    found: dict[str, list[str]] = {}
    adapter = app.url_map.bind("localhost")
    for address in addresses(app, world):
        endpoint, _ = adapter.match(address.partition("?")[0], "GET")
        found.setdefault(endpoint, []).append(address)
    # As many of each: an address that the world has eleven fillings of isn't worth eleven times more.
    few = [address for every in found.values() for address in every[:3]]
    signed_in = {name: _cookie(browsers, name) for name in world.people}
    made = [Sound("GET", address) for address in few]
    made += [Sound("GET", address, signed_in["moderator"]) for address in few]
    made += [Sound("GET", address, signed_in["administrator"]) for address in few]
    for post in POSTS:
        address, fields = post.address(world), post.fields(world)
        client = browsers.of(post.who)
        page = client.page(post.page(world) if post.page else address)
        token = next(form["fields"]["csrf_token"] for form in page.forms if "csrf_token" in form["fields"])
        made.append(Sound("POST", address, _cookie(browsers, post.who), _texts(fields), token))
    return made


def changed(before: Rows, after: Rows) -> list[str]:
    """The tables in which something is otherwise than before; to read a question is to claim it."""
    return [table for table, known in before.items() if after[table] != known and table != "claims"]


def send(wsgi: Any, request: Wild, told: Told) -> int:
    """Send one; its status."""
    begun, worked = perf_counter(), process_time()
    body, status, headers = run_wsgi_app(wsgi, environ(request), buffered=True)
    list(body)
    code = int(status.split()[0])
    told.took(perf_counter() - begun, request, code)
    if request.method == "POST" and code < 400:
        told.accepted.append(f"{code} {request!r}")
    assert code < 500, f"{code}: {request}"
    assert not [name for name, value in headers if "\n" in value or "\r" in value], f"{request}: {headers}"
    # Of the processor's time: a machine that does much else at once makes every request slow.
    assert process_time() - worked < LONGEST_SECONDS, f"slow: {request}"
    return code


def environ(request: Wild) -> dict[str, Any]:
    """The request as a server hands it to an application."""
    made: dict[str, Any] = {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": request.path.decode("latin-1"),
        "QUERY_STRING": request.query.decode("latin-1"),
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(request.body or b""),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in request.headers:
        key = name.upper().replace("-", "_")
        made[key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"] = value
    if request.length is not None:
        made["CONTENT_LENGTH"] = request.length
    elif request.body is not None:
        made["CONTENT_LENGTH"] = str(len(request.body))
    return made


def _cookie(browsers: Browsers, who: str | None) -> str:
    kept = browsers.of(who).get_cookie("floor")
    return f"floor={kept.value}" if kept else ""


def _texts(fields: dict[str, Any]) -> Fields:
    """The fields as pairs; of a file its name."""
    pairs: Fields = []
    for name, value in fields.items():
        for each in value if isinstance(value, list) else [value]:
            pairs.append((name, each if isinstance(each, str) else "a-file"))
    return pairs or [("nothing", "")]

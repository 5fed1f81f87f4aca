"""One moderator at the desk, over HTTP: how long pages and decisions take when nobody else asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPConnection
from random import Random
from time import monotonic
from urllib.parse import urlencode

from sqlalchemy import Engine, select

from benchmarks.clients import HOST, PATIENCE, CannotMeasure, hidden
from benchmarks.desk.filling import LANGUAGES, SPAN, Filled
from benchmarks.figures import percentile
from blueprints.paging import written
from models import Question, Status

VISITS = 300
"""Requests of each kind that are timed; a few more are made before, unseen."""
WARMING = 20
REASON = "off-topic"


@dataclass(frozen=True)
class Visited:
    """One kind of request: median and 95th percentile in seconds."""

    what: str
    p50: float
    p95: float
    requests: int


class Moderator:
    """A signed-in moderator's browser, with one connection."""

    def __init__(self, port: int, email: str, password: str) -> None:
        self._connection = HTTPConnection(HOST, port, timeout=PATIENCE)
        self._cookie = ""
        page = self.get("/account/sign-in")
        self.post(
            "/account/sign-in",
            {"csrf_token": hidden(page, "csrf_token"), "email": email, "password": password},
            303,
        )
        self.token = hidden(self.get("/desk/"), "csrf_token")

    def get(self, path: str, *expected: int) -> str:
        """A page. Raises CannotMeasure where it answers anything but what is expected (200)."""
        return self._send("GET", path, expected or (200,))

    def post(self, path: str, fields: dict[str, str], *expected: int) -> str:
        """Send a form. Raises CannotMeasure where it answers anything but what is expected."""
        return self._send("POST", path, expected, urlencode(fields))

    def _send(self, method: str, path: str, expected: tuple[int, ...], body: str | None = None) -> str:
        headers = {"Cookie": self._cookie}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body=body, headers=headers)
        response = self._connection.getresponse()
        said = response.read().decode()
        set_cookie = response.getheader("Set-Cookie")
        if set_cookie:
            self._cookie = set_cookie.partition(";")[0]
        if response.status not in expected:
            raise CannotMeasure(f"{method} {path} answered {response.status}.")
        return said


def visit(
    moderator: Moderator, engine: Engine, filled: Filled, chance: Random, now: datetime
) -> list[Visited]:
    """Time each kind of request, one after the other."""
    pending = _pending(engine, chance)
    decided = iter(pending[WARMING + VISITS :])

    def decide() -> None:
        id_ = next(decided)
        action = chance.choice(("approve", "reject"))
        fields = {"csrf_token": moderator.token, "version": "1"}
        fields |= {"reason": REASON} if action == "reject" else {}
        moderator.post(f"/desk/questions/{id_}/{action}", fields, 303)

    places = _places(chance, now)
    filters = _filters(filled, chance)
    shown = iter(pending)
    kinds: dict[str, Callable[[], object]] = {
        "queue page": lambda: moderator.get(_queue(filled, after=next(places))),
        "filtered queue": lambda: moderator.get(_queue(filled, **next(filters))),
        "question page": lambda: moderator.get(f"/desk/questions/{next(shown)}"),
        "decision": decide,
        "next question": lambda: moderator.get(f"/desk/next?panel={filled.slug}", 303),
        "the desk's figures": lambda: moderator.get(f"/desk/home?panel={filled.slug}"),
    }
    return [_timed(what, once) for what, once in kinds.items()]


def _timed(what: str, once: Callable[[], object]) -> Visited:
    for _ in range(WARMING):
        once()
    seconds = []
    for _ in range(VISITS):
        begun = monotonic()
        once()
        seconds.append(monotonic() - begun)
    ordered = sorted(seconds)
    return Visited(what, percentile(ordered, 50), percentile(ordered, 95), len(ordered))


def _queue(filled: Filled, **query: str) -> str:
    return f"/desk/?{urlencode({'panel': filled.slug, 'status': Status.PENDING.value, **query})}"


def _places(chance: Random, now: datetime) -> Iterator[str]:
    """Places anywhere in the queue."""
    while True:
        yield written((now - SPAN * chance.random(), 0)) or ""


def _filters(filled: Filled, chance: Random) -> Iterator[dict[str, str]]:
    """What moderators narrow the queue to, in turn, each at places of their own."""
    kinds: tuple[Callable[[], dict[str, str]], ...] = (
        lambda: {"topic": str(chance.choice(filled.topics))},
        lambda: {"executive": str(chance.choice(filled.executives))},
        lambda: {"language": chance.choice(list(LANGUAGES))},
        lambda: {"topic": str(chance.choice(filled.topics)), "language": "fi"},
        lambda: {"age": chance.choice(("today", "1-3", "older"))},
        lambda: {"status": Status.APPROVED.value, "sort": "support"},
        lambda: {"status": Status.REJECTED.value, "executive": str(chance.choice(filled.executives))},
        lambda: {"mine": "1"},
        lambda: {"status": Status.HELD.value, "mine": "1"},
        lambda: {"sort": "newest", "topic": str(chance.choice(filled.topics)), "language": "ja"},
    )
    while True:
        for kind in kinds:
            yield kind()


def _pending(engine: Engine, chance: Random) -> list[int]:
    """Ids of pending questions from anywhere, more than are visited and decided."""
    wanted = 2 * (VISITS + WARMING)
    with engine.connect() as connection:
        every = connection.scalars(
            select(Question.id).where(Question.status == Status.PENDING).order_by(Question.id)
        ).all()
    if len(every) < wanted:
        raise CannotMeasure(f"There are {len(every)} pending questions, and {wanted} are visited: take more.")
    return chance.sample(list(every), wanted)

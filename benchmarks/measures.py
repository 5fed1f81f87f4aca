"""What is asked of one server: the list, the question page, submissions, and its memory meanwhile."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

import click
from sqlalchemy import Engine

from benchmarks import filling, wrk
from benchmarks.clients import Asking, CannotMeasure, Reading, together
from benchmarks.figures import Figure, figure
from benchmarks.rows import PANEL, Placed
from benchmarks.server import Server

CLIENTS = 16
OURS = "http.client"
COLD = 2_000
ALONE = 200
"""Cold requests of a single client: what a page takes when nobody else asks."""
POSTS = 2_000
LONGEST = 120.0
"""Seconds after which a measure that counts requests ends all the same."""
LIST = f"/{PANEL}/"
ROWS = 20


@dataclass(frozen=True)
class Bench:
    """A server with its questions, and for how many seconds one hot address is fetched."""

    server: Server
    engine: Engine
    placed: Sequence[Placed]
    seconds: int
    chance: Random

    def hot(self, what: str, path: str) -> list[Figure]:
        """One address, again and again, by our client and by wrk where it is there."""
        found = [hot(f"{what}, hot", self.server.port, path, self.seconds)]
        if wrk.available():
            say(f"{what}, hot, wrk")
            url = self.server.url + path
            found.append(wrk.fetch(f"{what}, hot", url, clients=CLIENTS, seconds=self.seconds))
        return found

    def cold(self, what: str, paths: Sequence[str]) -> list[Figure]:
        """Addresses that nobody asked for before, each once: side by side, then by one client alone."""
        chosen = self.chance.sample(paths, min(len(paths), COLD + ALONE))
        alone = min(ALONE, len(chosen) // 11)
        return [
            self._once(f"{what}, cold", chosen[alone:], CLIENTS),
            self._once(f"{what}, cold, one client", chosen[:alone], 1),
        ]

    def _once(self, what: str, paths: Sequence[str], clients: int) -> Figure:
        say(what)
        jobs = [Reading(self.server.port, paths[first::clients], LONGEST) for first in range(clients)]
        return figure(what, together(jobs), client=OURS)


def hot(what: str, port: int, path: str, seconds: float) -> Figure:
    """One address by all clients at once, again and again."""
    say(what)
    job = Reading(port, [path], seconds, again=True)
    return figure(what, together([job] * CLIENTS), client=OURS)


def list_page(bench: Bench) -> list[Figure]:
    """The list's first page, and pages from anywhere in it."""
    page = bench.server.get(LIST)
    shown = set(re.findall(rf'href="({LIST}questions/\d+[^"#]*)', page))
    if len(shown) != min(ROWS, len(bench.placed)):
        raise CannotMeasure(f"{LIST} shows {len(shown)} questions instead of {ROWS}.")
    older = [question.older_path for question in bench.placed[ROWS:]]
    what = f"list page, {ROWS} rows"
    return bench.hot(what, LIST) + bench.cold(what, older)


def question_page(bench: Bench) -> list[Figure]:
    """The newest question's page, and those of others."""
    *others, newest = bench.placed
    if newest.text not in _plain(bench.server.get(newest.path)):
        raise CannotMeasure(f"{newest.path} doesn't show its question.")
    return bench.hot("question page", newest.path) + bench.cold(
        "question page", [question.path for question in others]
    )


def submission(bench: Bench) -> list[Figure]:
    """Questions that come in; every one that was accepted must be in the database."""
    say("submission")
    before = filling.count_questions(bench.engine)
    jobs = [
        Asking(bench.server.port, f"{LIST}ask", POSTS // CLIENTS, LONGEST, name=f"client{number}")
        for number in range(CLIENTS)
    ]
    found = figure("submission accepted", together(jobs), client=OURS)
    stored = filling.count_questions(bench.engine) - before
    if stored != found.requests:
        raise CannotMeasure(f"{found.requests} questions were accepted and {stored} are stored.")
    return [found]


MEASURES: dict[str, Callable[[Bench], list[Figure]]] = {
    "list": list_page,
    "question": question_page,
    "submission": submission,
}


def say(what: str) -> None:
    """Tell on standard error what is being measured."""
    click.echo(f"  measuring: {what}", err=True)


def _plain(page: str) -> str:
    return " ".join(page.replace("&#39;", "'").split())

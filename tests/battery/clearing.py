"""Moderators clear a queue through ``/desk/next``, all at the same time, over real connections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Barrier, Thread
from time import monotonic

from sqlalchemy import select

from extensions import clock, db
from models import Event, Panel, Question, Status, SubjectKind
from tests import imports
from tests.battery.live import SECONDS, TOKEN, Browser, Live, Said
from tests.made import Made

AT_ONCE = 1_000
QUESTION = re.compile(r"/desk/questions/(\d+)$")
VERSION = r'action="/desk/questions/{id}/approve[^>]*>.*?name="version"[^>]*? value="(\d+)"'
REJECT = {"reason": "spam", "explanation": "It is not a question."}
DECISIONS = ("approve", "reject")


@dataclass
class Cleared:
    """What came of it; ``faults`` are sentences, none of them where all is well. Times are seconds."""

    moderators: int
    questions: int
    seconds: float
    decided: int = 0
    times: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def figure(self) -> str:
        """One line."""
        rate = self.decided / max(self.seconds, 1e-6)
        slow = ", ".join(f"{what} {_p95(self.times[what]) * 1_000:.0f} ms" for what in sorted(self.times))
        return (
            f"{self.decided:,} of {self.questions:,} questions by {self.moderators} moderators "
            f"in {self.seconds:.0f} s: {rate:.1f} decisions a second; p95: {slow}; {len(self.faults)} faults"
        )


@dataclass
class Moderator:
    """One moderator's browser: asks for the next, opens it, decides it, until nothing is left."""

    browser: Browser
    email: str
    slug: str
    times: dict[str, list[float]] = field(default_factory=lambda: {"next": [], "page": [], "decision": []})
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    decided: list[int] = field(default_factory=list)

    def clear(self) -> None:
        """Decide whatever is given, until the queue is."""
        while (id_ := self._following()) is not None:
            address = f"/desk/questions/{id_}"
            page = self._timed("page", "GET", address).text
            version, token = re.search(VERSION.format(id=id_), page, re.DOTALL), TOKEN.search(page)
            assert version, f"{address} has no form to approve it"
            assert token, f"{address} has no token"
            action = DECISIONS[id_ % len(DECISIONS)]
            form = {"version": version.group(1), "csrf_token": token.group(1)}
            said = self._timed("decision", "POST", f"{address}/{action}", form | REJECT)
            if said.status == 303:
                self.decided.append(id_)

    def _following(self) -> int | None:
        said = self._timed("next", "GET", f"/desk/next?panel={self.slug}")
        assert said.status == 303, said.text[:500]
        found = QUESTION.search(said.location)
        return int(found.group(1)) if found else None

    def _timed(self, what: str, method: str, path: str, form: dict[str, str] | None = None) -> Said:
        begun = monotonic()
        said = self.browser.get(path) if method == "GET" else self.browser.post(path, form or {})
        self.times[what].append(monotonic() - begun)
        self.statuses[what, said.status] += 1
        return said


def clear(live: Live, moderators: int, questions: int) -> Cleared:
    """Let so many moderators clear so many questions at the same time, and judge what came of it."""
    panel = live.made.panel(f"clearing-{clock.now():%H%M%S%f}")
    panel_id, slug = panel.id, panel.slug
    _ask(live.made, panel, questions)
    emails = [live.made.moderator(name=f"Moderator {number}").email for number in range(moderators)]
    db.session.rollback()
    people = [Moderator(Browser(live.port), email, slug) for email in emails]
    seconds = _together(people)
    cleared = Cleared(moderators, questions, seconds, decided=sum(len(person.decided) for person in people))
    for person in people:
        cleared.statuses += person.statuses
    cleared.times = {
        what: [time for person in people for time in person.times[what]] for what in people[0].times
    }
    cleared.faults = _faults(panel_id, people)
    return cleared


def _ask(made: Made, panel: Panel, count: int) -> None:
    """Put so many questions, a second apart."""
    now = clock.now()
    rows = [
        {"text": f"Which is number {n}?", "asked_at": (now - timedelta(seconds=count - n)).isoformat()}
        for n in range(count)
    ]
    for first in range(0, count, AT_ONCE):
        imports.load(made, panel, *rows[first : first + AT_ONCE])


def _together(people: Sequence[Moderator]) -> float:
    """Sign everybody in, then let all begin at one moment; how long it took."""
    gate = Barrier(len(people) + 1)

    def work(person: Moderator) -> None:
        try:
            person.browser.sign_in(person.email)
            gate.wait(SECONDS)
            person.clear()
        except BaseException:
            gate.abort()
            raise
        finally:
            person.browser.close()

    threads = [Thread(target=work, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    gate.wait(SECONDS)
    begun = monotonic()
    for thread in threads:
        thread.join()
    return monotonic() - begun


def _faults(panel_id: int, people: Sequence[Moderator]) -> list[str]:
    """What the record says against it: a question that was not decided, or more than once."""
    db.session.rollback()
    asked = db.session.execute(
        select(Question.id, Question.status).where(Question.panel_id == panel_id)
    ).all()
    ids = [row.id for row in asked]
    decisions = Counter(
        db.session.scalars(
            select(Event.subject_id).where(
                Event.subject_kind == SubjectKind.QUESTION,
                Event.action.in_(DECISIONS),
                Event.subject_id.between(min(ids), max(ids)),
            )
        )
    )
    given = Counter(id_ for person in people for id_ in person.decided)
    faults = [f"{row.id} is still pending" for row in asked if row.status is Status.PENDING]
    faults += [f"{id_} was decided {decisions[id_]} times" for id_ in ids if decisions[id_] != 1]
    faults += [f"{id_} was decided by {given[id_]} moderators" for id_ in ids if given[id_] != 1]
    for person in people:
        odd = {said: n for said, n in person.statuses.items() if said[1] not in (200, 303)}
        faults += [
            f"{person.email}: {what} answered {status}, {n} times" for (what, status), n in odd.items()
        ]
    return faults


def _p95(times: list[float]) -> float:
    return sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)] if times else 0.0

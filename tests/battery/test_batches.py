"""The long check of a batch: two thousand questions are decided while everybody else goes on."""

from __future__ import annotations

import time
from threading import Event, Thread

import pytest

from domain.question import asking
from extensions import begin_writing, clock, db
from models import Batch, BatchItem, Outcome, Panel, Question, Status
from tests.battery.figures import Figure, figure
from tests.battery.live import Browser, Live, live
from tests.made import Made

__all__ = ["figure", "live"]

pytestmark = pytest.mark.battery
MOST = 2_000
MEANWHILE = 500
PATIENCE_SECONDS = 300


def fill(made: Made, panel: Panel, count: int) -> None:
    """So many pending questions, every other with an address, in one transaction."""
    begin_writing()
    panel = db.session.merge(panel)
    for number in range(count):
        email = f"reader{number}@reader.example" if number % 2 else None
        asking.submit(
            panel,
            asking.Submission(text=f"What about number {number}, and why?", email=email),
            key=f"batch-{panel.slug}-{number}",
            by=made.asker,
            at=clock.now(),
            link_key=made.link_key,
        )
    db.session.commit()


class Colleague:
    """A moderator who goes on deciding on another panel, one question after the other."""

    def __init__(self, live: Live, email: str, questions: list[int]) -> None:
        self._browser = Browser(live.port)
        self._browser.sign_in(email)
        self._token = self._browser.token("/desk/?panel=meanwhile")
        self._questions = questions
        self._over = Event()
        self.seconds: list[float] = []
        self.answers: list[int] = []
        self._thread = Thread(target=self._work)

    def begin(self) -> None:
        """Start to decide."""
        self._thread.start()

    def end(self) -> None:
        """Stop, and hang up."""
        self._over.set()
        self._thread.join()
        self._browser.close()

    def _work(self) -> None:
        for question_id in self._questions:
            if self._over.is_set():
                return
            began = time.perf_counter()
            fields = {"version": "1", "csrf_token": self._token}
            said = self._browser.post(f"/desk/questions/{question_id}/approve", fields)
            self.seconds.append(time.perf_counter() - began)
            self.answers.append(said.status)


def until_done(browser: Browser, where: str) -> int:
    """Ask for the progress until the batch has ended; how often it said something else than before."""
    seen: set[str] = set()
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends:
        said = browser.get(f"{where}/progress")
        assert said.status == 200
        seen.add(said.text)
        if "data-working" not in said.text:
            return len(seen)
        time.sleep(0.5)
    raise AssertionError("the batch did not end")


def test_two_thousand_in_one_batch(live: Live, figure: Figure) -> None:
    """All are approved, once each, the page shows how far it is, and colleagues decide meanwhile.

    Seen red: with steps of 2,000 questions in one transaction a colleague on SQLite waited for five
    seconds and got a 503.
    """
    made = live.made
    with live.app.app_context():
        panel, other = made.panel("many"), made.panel("meanwhile")
        fill(made, panel, MOST)
        fill(made, other, MEANWHILE)
        mila, noor = made.moderator(), made.moderator()
        ids = list(db.session.scalars(db.select(Question.id).where(Question.panel_id == other.id)))
        panel_id = panel.id
        colleague, browser = Colleague(live, noor.email, ids), Browser(live.port)
        browser.sign_in(mila.email)
        db.session.rollback()
    token = browser.token("/desk/?panel=many")
    colleague.begin()
    began = time.perf_counter()
    fields = {"csrf_token": token, "everything": "1", "panel": "many", "action": "approve"}
    sent = browser.post("/desk/bulk", fields)
    answered = time.perf_counter() - began
    shown = until_done(browser, sent.location)
    took = time.perf_counter() - began
    colleague.end()

    slow = sorted(colleague.seconds)
    p95 = slow[int(len(slow) * 0.95)]
    figure(
        "2,000 questions in one batch",
        f"{took:.1f} s ({MOST / took:.0f} a second; answered after {answered * 1000:.0f} ms); meanwhile "
        f"{len(slow)} decisions by a colleague, p95 {p95 * 1000:.0f} ms, slowest {slow[-1] * 1000:.0f} ms",
    )
    with live.app.app_context():
        batch = db.session.scalars(db.select(Batch)).one()
        done = db.session.query(BatchItem).filter_by(batch_id=batch.id, outcome=Outcome.DONE).count()
        approved = db.session.query(Question).filter_by(panel_id=panel_id, status=Status.APPROVED).count()
    assert (done, approved) == (MOST, MOST)
    assert shown > 2
    assert set(colleague.answers) == {303}

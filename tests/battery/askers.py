"""Many posts of one form at the same moment: a double click at its worst.

More than one process takes at once are told by 503 to come again, and do, as often as it takes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from threading import Barrier, Thread
from time import monotonic

from sqlalchemy import func, select

from adapters.bulkhead import RETRY_SECONDS
from extensions import clock, db
from models import Passport, Question
from tests.battery.live import IDEMPOTENCY_KEY, SECONDS, TOKEN, Browser, Live, Said

TRIES = 200


@dataclass
class Crowd:
    """What came of it: the last status of each post, passports led to, questions made, 503s before."""

    posts: int
    seconds: float
    passports: int
    questions: int
    told_to_come_again: int
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def figure(self) -> str:
        """One line."""
        told = ", ".join(f"{count} × {status}" for status, count in sorted(self.statuses.items()))
        again = f"{self.told_to_come_again} times told to come again"
        return f"{self.posts} posts in {self.seconds:.2f} s: {told}; {again}; questions: {self.questions}"


def crowd(live: Live, posts: int) -> Crowd:
    """Send one form ``posts`` times at once, each over a connection of its own."""
    panel = live.made.panel(f"crowd-{clock.now():%H%M%S%f}")
    slug, panel_id = panel.slug, panel.id
    db.session.rollback()
    first = Browser(live.port)
    page = first.get(f"/{slug}/ask").text
    token, key = TOKEN.search(page), IDEMPOTENCY_KEY.search(page)
    assert token
    assert key
    form = {
        "text": "What will you do about the noise?",
        "name": "Rita Roe",
        "email": "rita@floor.example",
        "csrf_token": token.group(1),
        "idempotency_key": key.group(1),
    }
    first.close()
    begun = monotonic()
    said, refused = _all_at_once(live.port, f"/{slug}/ask", form, first.cookies, posts)
    seconds = monotonic() - begun
    by_whom = {answer.retry_after for answer in refused}
    assert by_whom <= {str(RETRY_SECONDS)}, "a 503 that the bulkhead didn't give: the database refused"
    led_to = {answer.location for answer in said if answer.status == 303}
    asked = select(func.count()).select_from(Question).where(Question.panel_id == panel_id)
    kept = select(func.count()).select_from(Passport).where(Passport.panel_id == panel_id)
    db.session.rollback()
    questions, passports = db.session.scalar(asked) or 0, db.session.scalar(kept) or 0
    assert passports == questions
    statuses = Counter(answer.status for answer in said)
    return Crowd(posts, seconds, len(led_to), questions, len(refused), statuses)


def _all_at_once(
    port: int, path: str, form: dict[str, str], cookies: dict[str, str], posts: int
) -> tuple[list[Said], list[Said]]:
    """The last answer to each, and the 503s before; who comes again does so over a new connection."""
    gate = Barrier(posts)
    said: list[Said] = []
    refused: list[Said] = []

    def post() -> None:
        browser = Browser(port, cookies)
        try:
            browser.connect()
            gate.wait(SECONDS)
            answer = browser.post(path, form)
            for _ in range(TRIES):
                if answer.status != 503:
                    break
                refused.append(answer)
                browser.close()
                answer = browser.post(path, form)
            said.append(answer)
        except BaseException:
            gate.abort()
            raise
        finally:
            browser.close()

    threads = [Thread(target=post) for _ in range(posts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(said) == posts, f"{posts - len(said)} posts got no answer"
    return said, refused

"""Many posts of one form at the same moment: a double click at its worst."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from threading import Barrier, Thread
from time import monotonic

from sqlalchemy import func, select

from extensions import clock, db
from models import Passport, Question
from tests.battery.live import IDEMPOTENCY_KEY, SECONDS, TOKEN, Browser, Live, Said


@dataclass
class Crowd:
    """What came of it: how often each status came, to how many passports, and how many questions."""

    posts: int
    seconds: float
    passports: int
    questions: int
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def figure(self) -> str:
        """One line."""
        told = ", ".join(f"{count} × {status}" for status, count in sorted(self.statuses.items()))
        return f"{self.posts} posts in {self.seconds:.2f} s: {told}; {self.questions} question"


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
    said = _all_at_once(live.port, f"/{slug}/ask", form, first.cookies, posts)
    seconds = monotonic() - begun
    led_to = {answer.location for answer in said if answer.status == 303}
    asked = select(func.count()).select_from(Question).where(Question.panel_id == panel_id)
    kept = select(func.count()).select_from(Passport).where(Passport.panel_id == panel_id)
    db.session.rollback()
    questions, passports = db.session.scalar(asked) or 0, db.session.scalar(kept) or 0
    assert passports == questions
    return Crowd(posts, seconds, len(led_to), questions, Counter(answer.status for answer in said))


def _all_at_once(
    port: int, path: str, form: dict[str, str], cookies: dict[str, str], posts: int
) -> list[Said]:
    gate = Barrier(posts)
    said: list[Said] = []

    def post() -> None:
        browser = Browser(port, cookies)
        try:
            browser.connect()
            gate.wait(SECONDS)
            said.append(browser.post(path, form))
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
    return said

"""Two moderators decide one question at the same moment, over real connections, round after round."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from threading import Barrier, Thread
from time import monotonic

from sqlalchemy import select

from extensions import clock, db
from models import Event, Question, SubjectKind
from tests.battery.live import SECONDS, Browser, Live, Said

Decision = tuple[str, dict[str, str]]

APPROVE: Decision = ("approve", {})
REJECT: Decision = ("reject", {"reason": "spam", "explanation": "Kept & shown"})
HOLD: Decision = ("hold", {"note": "Kept & shown"})
REWORD: Decision = ("reword", {"text": "Kept & shown"})
SEND_BACK: Decision = ("send-back", {"message": "Kept & shown"})
ADDRESS: Decision = ("address", {})
PAIRS = (
    (APPROVE, REJECT),
    (REWORD, REWORD),
    (APPROVE, APPROVE),
    (REWORD, APPROVE),
    (HOLD, REJECT),
    (ADDRESS, REWORD),
    (SEND_BACK, REJECT),
)
"""What the two do in turn. Most of them would be possible one after the other too: only the version
that both of them saw refuses the second."""


@dataclass
class Outcome:
    """What came of all rounds; ``faults`` are sentences, none of them where all is well."""

    rounds: int
    seconds: float
    answers: Counter[tuple[int, ...]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def figure(self) -> str:
        """One line."""
        told = ", ".join(f"{count:,} × {'+'.join(map(str, both))}" for both, count in self.answers.items())
        rate = self.rounds / max(self.seconds, 1e-6)
        return f"{self.rounds:,} rounds ({rate:.0f} a second): {told}; {len(self.faults)} faults"


def race(live: Live, rounds: int) -> Outcome:
    """Let two moderators decide ``rounds`` questions, each at the same moment, and judge what came of it."""
    panel = live.made.panel(f"race-{clock.now():%H%M%S%f}")
    people = (live.made.moderator(name="Mia Moss"), live.made.moderator(name="Cleo Carr"))
    names = [person.name for person in people]
    emails = [person.email for person in people]
    ids = [live.made.question(panel).id for _ in range(rounds)]
    begun = monotonic()
    said = _decide(live.port, emails, ids)
    outcome = Outcome(rounds, monotonic() - begun)
    for number, id_ in enumerate(ids):
        pair = (said[0][number], said[1][number])
        outcome.answers[tuple(sorted(answer.status for answer in pair))] += 1
        outcome.faults += [f"round {number}: {fault}" for fault in _faults(pair, number, names)]
        outcome.faults += [f"round {number}: {fault}" for fault in _recorded(id_, pair, number)]
    return outcome


def _decide(port: int, emails: list[str], ids: list[int]) -> list[list[Said]]:
    gate = Barrier(2)
    said: list[list[Said]] = [[], []]

    def moderator(who: int) -> None:
        browser = Browser(port)
        try:
            browser.sign_in(emails[who])
            token = browser.token(f"/desk/questions/{ids[0]}")
            for number, id_ in enumerate(ids):
                action, fields = PAIRS[number % len(PAIRS)][who]
                form = {**fields, "version": "1", "csrf_token": token}
                gate.wait(SECONDS)
                said[who].append(browser.post(f"/desk/questions/{id_}/{action}", form))
        except BaseException:
            gate.abort()
            raise
        finally:
            browser.close()

    threads = [Thread(target=moderator, args=(who,)) for who in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(said[0]) == len(said[1]) == len(ids), "a moderator's browser gave up"
    return said


def _faults(pair: tuple[Said, Said], number: int, names: list[str]) -> list[str]:
    """What is wrong with the two answers of one round."""
    if sorted(answer.status for answer in pair) != [303, 409]:
        return [f"answered {pair[0].status} and {pair[1].status}"]
    loser = 0 if pair[0].status == 409 else 1
    page = pair[loser].text
    missing = []
    if f"{names[1 - loser]} decided this first." not in page:
        missing.append("the page doesn't say who was first")
    if "Kept &" in str(PAIRS[number % len(PAIRS)][loser]) and "Kept &amp; shown" not in page:
        missing.append("what was typed is lost")
    return missing


def _recorded(id_: int, pair: tuple[Said, Said], number: int) -> list[str]:
    """What is wrong with what the database keeps of one round."""
    db.session.rollback()
    events = db.session.execute(
        select(Event.action, Event.user_id)
        .where(
            Event.subject_kind == SubjectKind.QUESTION,
            Event.subject_id == id_,
            Event.action != "submit",
        )
        .order_by(Event.seq)
    ).all()
    won = [PAIRS[number % len(PAIRS)][who][0] for who in (0, 1) if pair[who].status == 303]
    found = [event.action for event in events]
    version = db.session.get_one(Question, id_).version
    if found == won and version == 1 + len(won):
        return []
    return [f"won: {won}, but the record has {found} and the version is {version}"]

"""A panel whose questions differ in everything that the queue can be narrowed to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update

from domain.desk.filters import NONE, Age, Filters, Sort
from domain.panel import creating, hours
from domain.question import lists
from extensions import begin_writing, clock, db
from models import (
    Claim,
    Executive,
    Panel,
    Passport,
    Question,
    Status,
    SupportTally,
    Topic,
    User,
    Via,
    Wording,
)
from models.question import Author
from tests.made import Made

LANGUAGES = ("en", "en", "fi", "ar")
STATUSES = (Status.PENDING, Status.PENDING, Status.PENDING, Status.HELD)


@dataclass
class Crowd:
    """The panel, who reads its queue, and all its questions."""

    panel: Panel
    reader: User
    questions: list[Question]
    at: datetime

    def walk(self, **filters: object) -> lists.Walk:
        """The reader's walk."""
        return lists.Walk(self.panel, Filters(**filters), user_id=self.reader.id, at=self.at)  # type: ignore[arg-type]

    def fitting(self, filters: Filters, claimed: set[int]) -> list[int]:
        """The ids that ``filters`` find, in their order, told without a database."""
        fit = [question for question in self.questions if self._fits(question, filters, claimed)]
        fit.sort(
            key=lambda question: _place(question, filters.order), reverse=filters.order is not Sort.OLDEST
        )
        return [question.id for question in fit]

    def _fits(self, question: Question, filters: Filters, claimed: set[int]) -> bool:
        people = {one.id for one in question.executives} or {NONE}
        topics = {one.id for one in question.topics} or {NONE}
        mine = (
            question.id in claimed if filters.status is Status.PENDING else question.decided_by == self.reader
        )
        return (
            not question.awaits_confirmation
            and question.status is filters.status
            and (filters.executive is None or filters.executive in people)
            and (not filters.topics or bool(topics & set(filters.topics)))
            and filters.language in (None, question.lang)
            and (filters.age is None or self._is(question.asked_at, filters.age))
            and (mine or not filters.mine)
        )

    def _is(self, asked_at: datetime, age: Age) -> bool:
        if age is Age.OVERDUE:
            return hours.overdue(asked_at, self.panel, self.at)
        days = (self.at.date() - asked_at.date()).days
        return {Age.TODAY: days <= 0, Age.DAYS: 1 <= days <= 3, Age.OLDER: days > 3}[age]


def _place(question: Question, order: Sort) -> tuple[object, int]:
    return (question.support_tally.count if order is Sort.SUPPORT else question.asked_at), question.id


def crowd(made: Made, number: int = 96) -> Crowd:
    """So many questions; every fifth pair came at the same moment."""
    panel, reader = made.panel(executives=("Ada Brook", "Ben Cole", "Cleo Dunn")), made.moderator()
    begin_writing()
    panel = db.session.merge(panel)
    panel.target_hours, panel.time_zone = 8, "UTC"
    topics = [creating.topic(panel, title) for title in ("Fares", "Jobs", "Ferries")]
    db.session.flush()
    at = clock.now()
    questions = [_question(panel, topics, reader, n, at) for n in range(number)]
    db.session.flush()
    for question in questions:
        db.session.execute(
            update(SupportTally)
            .where(SupportTally.question_id == question.id)
            .values(count=question.id * 7 % 5)
        )
    db.session.commit()
    return Crowd(panel, reader, questions, at)


def claim(crowd: Crowd, *ids: int, lapsed: bool = False) -> None:
    """Let the reader hold these questions; or have held them."""
    begin_writing()
    until = crowd.at + (timedelta(minutes=-1) if lapsed else timedelta(minutes=9))
    for id_ in ids:
        db.session.add(
            Claim(
                question_id=id_,
                user_id=crowd.reader.id,
                claimed_at=until - timedelta(minutes=10),
                until=until,
            )
        )
    db.session.commit()


def _question(panel: Panel, topics: list[Topic], reader: User, n: int, at: datetime) -> Question:
    asked_at = at - timedelta(hours=(n - n % 5 // 4) * 2)
    passport = Passport(
        panel_id=panel.id,
        selector=f"selector-{n}",
        generation=1,
        idempotency_key=f"crowd-{n}",
        body_digest=b"d" * 32,
        via=Via.FORM,
        created_at=asked_at,
    )
    status = STATUSES[n % len(STATUSES)]
    question = Question(
        panel_id=panel.id,
        passport=passport,
        status=status,
        version=1,
        asked_at=asked_at,
        lang=LANGUAGES[n * 3 % 7 % len(LANGUAGES)],
        awaits_confirmation=n % 17 == 3,
        decided_by_id=reader.id if status is Status.HELD and n % 3 == 0 else None,
        executives=_people(panel, n),
        topics=[topic for place, topic in enumerate(topics) if n % (place * 4 + 2) == 1],
    )
    question.wordings.append(
        Wording(
            number=1,
            text=f"Is it number {n}?",
            details="",
            author=Author.ASKER,
            written_at=asked_at,
            lang="en",
        )
    )
    question.support_tally = SupportTally(panel_id=panel.id, count=0)
    db.session.add(question)
    return question


def _people(panel: Panel, n: int) -> list[Executive]:
    ada, ben, cleo = panel.executives
    return [[ada], [ben], [ada, ben], [], [ada], [ben], [cleo] if n > 80 else []][n % 7]

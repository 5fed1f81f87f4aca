"""Merges, unmerges, splits and what takes them back, in any order: a model beside them always agrees."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from domain.question import (
    candidates,
    chains,
    deciding,
    families,
    rewording,
    supporting,
    undoing,
    withdrawing,
)
from domain.refusals import BadField, NotAvailable
from extensions import begin_writing, clock, db
from models import Question, Status, SupportTally, User, Wording
from tests.domain.question.kin import Kin, Known
from tests.made import Made

NUMBERS = itertools.count(1)
READERS, BEGIN, MOST = 4, 4, 12
"""How many readers there are, few enough to meet again; with how many questions a run begins and ends."""

ACTS = (
    *("merge",) * 6,
    *("unmerge",) * 3,
    *("support",) * 4,
    *("take_back", "undo") * 2,
    *("split", "decide", "withdraw", "ask"),
)
"""What is done, each as often as it is listed."""


class Families(Kin, RuleBasedStateMachine):
    """One panel, and everybody who does something to its questions."""

    def __init__(self, made: Made, moderator: User) -> None:
        RuleBasedStateMachine.__init__(self)
        Kin.__init__(self)
        self.made, self.moderator = made, moderator
        self.panel = made.panel(f"panel-{next(NUMBERS)}")
        self.steps = 0
        self.last: int | None = None
        """The question that was decided last."""

    @initialize()
    def begin(self) -> None:
        """Some questions, some readers who want to know."""
        for number in range(BEGIN):
            self.ask(number, 0)
            self.support(number, number)
            self.support(number, number + 1)

    @rule(act=st.sampled_from(ACTS), number=st.integers(0, MOST - 1), other=st.integers(0, MOST - 1))
    def act(self, act: str, number: int, other: int) -> None:
        """Something is done to one question, or to two."""
        getattr(self, act)(number, other)

    def row(self, id_: int) -> Question:
        db.session.rollback()
        return db.session.get_one(Question, id_)

    def do(self, verb: object, id_: int, **more: object) -> bool:
        """Whether it was done; a refusal changes nothing."""
        self.steps += 1
        question = self.row(id_)
        if "into" in more:
            more["into"] = db.session.get_one(Question, more["into"])
        try:
            self.made.do(verb, question, self.moderator, **more)
        except (BadField, NotAvailable):
            db.session.rollback()
            return False
        self.last = id_
        return True

    def ask(self, number: int, other: int) -> None:
        if len(self.model) >= MOST:
            return
        self.steps += 1
        email = bool(number % 3)
        asked = self.made.question(self.panel, email="rae@reader.example" if email else None)
        self.model[asked.id] = Known(asked.passport_id, email, [asked.original.text])

    def support(self, number: int, other: int) -> None:
        """Readers see the root alone."""
        self.steps += 1
        root, reader = self.root(self.pick(number)), other % READERS
        question = self.row(root)
        begin_writing()
        new = supporting.support(question, by=bytes([reader]) * 32, at=clock.now())
        db.session.commit()
        assert new == (reader not in self.readers(root))
        if new or reader not in self.model[root].readers:
            self.model[root].readers.add(reader)

    def take_back(self, number: int, other: int) -> None:
        self.steps += 1
        root, reader = self.root(self.likely(number, other, merged=True)), other % READERS
        question = self.row(root)
        begin_writing()
        gone = supporting.take_back(question, by=bytes([reader]) * 32, at=clock.now())
        db.session.commit()
        assert gone == (reader in self.readers(root))
        for id_ in self.family(root):
            self.model[id_].readers.discard(reader)

    def merge(self, number: int, other: int) -> None:
        """Whatever is chosen, its root is meant; the page says beforehand what comes of it."""
        id_, chosen = self.likely(number, other, merged=False), self.pick(other)
        top, known = self.root(chosen), self.model[id_]
        offered = candidates.among(self.row(id_), [db.session.get_one(Question, chosen)])
        possible = top != id_ and self.model[top].status in families.MERGEABLE_INTO
        if not known.left:
            assert bool(offered) == possible
        if offered:
            (one,) = offered
            assert one.root.id == top
            if self.root(id_) != top:
                assert (one.readers.before, one.readers.after) == (
                    len(self.readers(top)),
                    len(self.readers(top, id_)),
                )
                assert (one.askers.before, one.askers.after) == (
                    len(self.told(top)),
                    len(self.told(top, id_)),
                )
                assert one.wordings.after == len(self.family(top)) - 1 + len(self.family(id_))
        mergeable = known.status in (Status.PENDING, Status.HELD, Status.RETURNED, Status.APPROVED)
        done = self.do(families.merge, id_, into=top)
        assert done == (possible and mergeable)
        if done:
            known.was, known.status, known.parent = known.status, Status.MERGED, top

    def unmerge(self, number: int, other: int) -> None:
        id_ = self.likely(number, other, merged=True)
        known = self.model[id_]
        done = self.do(families.unmerge, id_)
        assert done == (known.status is Status.MERGED)
        if done:
            known.status, known.parent = known.was, None

    def split(self, number: int, other: int) -> None:
        id_ = self.pick(number)
        known = self.model[id_]
        parts = 1 + other % 3
        texts = [f"What of part {next(NUMBERS)}?" for _ in range(parts)]
        done = self.do(rewording.split, id_, texts=texts)
        assert done == (parts > 1 and known.status in (Status.PENDING, Status.HELD))
        if not done:
            return
        known.texts.append(texts[0])
        db.session.rollback()
        same = select(Question.id).where(Question.passport_id == known.passport).order_by(Question.id)
        new = [each for each in db.session.scalars(same) if each not in self.model]
        assert len(new) == parts - 1
        for made, text in zip(new, texts[1:], strict=True):
            self.model[made] = Known(known.passport, known.email, [text])

    def decide(self, number: int, other: int) -> None:
        id_ = self.pick(number)
        known = self.model[id_]
        held = bool(other % 2)
        more = {"note": "Ask."} if held else {}
        if self.do(deciding.hold if held else deciding.approve, id_, **more):
            known.status = Status.HELD if held else Status.APPROVED

    def undo(self, number: int, other: int) -> None:
        """The merge or unmerge that was last is taken back; the model does the opposite."""
        id_ = self.last or self.pick(number)
        known, question = self.model[id_], self.row(id_)
        last = undoing.undoable(question, self.made.by(self.moderator), clock.now())
        told = dict(last.details["before"]) if last is not None else {}
        if not self.do(deciding.undo, id_):
            return
        target = Status(told["status"])
        if target is Status.MERGED:
            known.was, known.parent = known.status, told["merged_into_id"]
        elif known.status is Status.MERGED:
            known.parent = None
        known.status = target

    def withdraw(self, number: int, other: int) -> None:
        """A root with members stays, without its asker; a member leaves its family."""
        id_ = self.pick(number)
        known, question = self.model[id_], self.row(id_)
        if known.left or known.status is Status.WITHDRAWN:
            return
        self.steps += 1
        begin_writing()
        withdrawing.withdraw(db.session.merge(question), by=self.made.asker, at=clock.now())
        db.session.commit()
        if len(self.family(id_)) > 1:
            known.left = True
        else:
            known.status, known.parent = Status.WITHDRAWN, None
        if all(one.left or one.status is Status.WITHDRAWN for one in self.of_submission(known.passport)):
            for one in self.of_submission(known.passport) if known.left else ():
                one.email = False

    @invariant()
    def all_agrees(self) -> None:
        """Statuses, roots, members, readers and wordings are what the model says; there is no loop."""
        db.session.rollback()
        ids = list(self.model)
        rows = {
            id_: (status, parent, count)
            for id_, status, parent, count in db.session.execute(
                select(Question.id, Question.status, Question.merged_into_id, SupportTally.count)
                .join(SupportTally, SupportTally.question_id == Question.id)
                .where(Question.panel_id == self.panel.id)
            )
        }
        expected = {
            id_: (known.status, known.parent, len(self.readers(id_))) for id_, known in self.model.items()
        }
        assert rows == expected
        assert chains.roots(ids) == {id_: self.root(id_) for id_ in ids}
        family = chains.families(ids)
        below = {(top, id_) for top, id_ in db.session.execute(select(family.c.top, family.c.id))}
        assert below == {(id_, each) for id_ in ids for each in self.family(id_)}
        texts: dict[int, list[str]] = {id_: [] for id_ in ids}
        written = select(Wording.question_id, Wording.text).where(Wording.question_id.in_(ids))
        for id_, text in db.session.execute(written.order_by(Wording.question_id, Wording.number)):
            texts[id_].append(text)
        assert texts == {id_: known.texts for id_, known in self.model.items()}


def run(made: Made, *, examples: int, steps: int, same: bool) -> int:
    """So many runs of so many steps; how many steps did something."""
    moderator = made.moderator()
    machines: list[Families] = []

    def machine() -> Families:
        machines.append(Families(made, moderator))
        return machines[-1]

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=same,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return sum(machine.steps for machine in machines)


def test_a_model_agrees_after_every_step(made: Made) -> None:
    assert run(made, examples=3, steps=20, same=True) >= 30


@pytest.mark.battery
def test_a_model_agrees_after_each_of_a_thousand_steps(made: Made) -> None:
    assert run(made, examples=30, steps=50, same=False) >= 1_000

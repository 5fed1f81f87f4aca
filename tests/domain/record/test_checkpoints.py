"""Heads that were noted: what the chain alone can't show, that its end was cut off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.question import deciding
from domain.record import checkpoints, events, verifying
from domain.record.checkpoints import Head, Total
from domain.record.verifying import Broken
from extensions import clock, db
from models import Event, Question, User
from tests.domain.record.tampering import alter, cut, event, verified
from tests.made import Made


def heads_now() -> list[Head]:
    return [head for head, _ in checkpoints.heads()]


def compared(heads: list[Head]) -> int:
    return sum(1 for _ in verifying.against(heads))


def test_a_chain_that_grew_since_still_holds_what_was_noted(
    made: Made, questions: Sequence[Question], mia: User
) -> None:
    before = heads_now()
    made.do(deciding.reopen, questions[0], mia)
    assert compared(before) == len(before)
    assert len(heads_now()) == len(before)


def test_a_chain_cut_at_its_end_is_found_by_the_heads_alone(
    made: Made, questions: Sequence[Question]
) -> None:
    before = heads_now()
    cut(questions[1], 5)
    verified(made.seal)
    with pytest.raises(Broken) as found:
        compared(before)
    assert str(found.value) == f"question {questions[1].id}, event 5: cut"


def test_a_chain_cut_and_continued_with_the_key_is_found(made: Made, questions: Sequence[Question]) -> None:
    before = heads_now()
    last = event(questions[1], 5)
    stolen = events.seal(last, event(questions[1], 4).mac, made.seal)
    assert stolen == last.mac
    alter(questions[1], 5, mac=events.seal(last, b"something else", made.seal))
    with pytest.raises(Broken) as found:
        compared(before)
    assert found.value.wrong.value == "replaced"


def test_heads_come_in_order_each_with_the_newest_event(
    made: Made, questions: Sequence[Question], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = heads_now()
    monkeypatch.setattr(checkpoints, "AT_ONCE", 2)
    assert heads_now() == whole
    kinds = {head.kind for head in whole}
    assert {"question", "panel", "user"} <= kinds
    assert [Head.read(str(head)) for head in whole] == whole
    newest = event(questions[0], 5)
    assert Head("question", questions[0].id, 5, newest.mac) in whole
    new = [head for head, is_new in checkpoints.heads(event(questions[1], 4).id) if is_new]
    assert new == [Head("question", questions[1].id, 5, event(questions[1], 5).mac)]


def test_the_digest_over_all_heads_changes_with_every_one_of_them(
    made: Made, questions: Sequence[Question], mia: User
) -> None:
    def total() -> Total:
        found = Total()
        for head in heads_now():
            found.add(head)
        return found

    before = total()
    assert (before.events, before.digest) == (verifying.count(), total().digest)
    made.do(deciding.reopen, questions[0], mia)
    after = total()
    assert after.digest != before.digest
    assert (after.subjects, after.events) == (before.subjects, before.events + 1)


def test_only_what_is_older_than_an_hour_is_settled(made: Made, questions: Sequence[Question]) -> None:
    now = clock.now()
    newest = max(db.session.scalars(select(Event.id)))
    assert checkpoints.settled(now) == 0
    assert checkpoints.settled(now + timedelta(hours=1, minutes=1)) == newest

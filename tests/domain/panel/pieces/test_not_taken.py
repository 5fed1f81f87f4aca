"""Topics not taken: told, counted, and never a rejection."""

from __future__ import annotations

from typing import Any

import pytest

from domain.panel import loading, not_taken
from domain.panel.not_taken import Wanted
from domain.permissions import Actor
from domain.refusals import BadField, NotAllowed, NotAvailable, Stale
from extensions import clock, db
from models import NotTaken, Panel, Status
from tests.domain.panel.pieces.record import is_whole, told
from tests.made import Made


def add(panel: Panel, by: Actor, title: str = "The court case", **more: Any) -> NotTaken:
    given: dict[str, Any] = {"standard_text": "It is before the court.", "words": ("court", "pier"), **more}
    added = not_taken.add(panel, Wanted(title, **given), by=by, at=clock.now())
    db.session.commit()
    return added


def test_a_question_is_taken_in_whatever_words_appear_in_it(made: Made, panel: Panel, by: Actor) -> None:
    court, bags = add(panel, by), add(panel, by, "A lost bag", words=("bag",))
    about = made.question(panel, "What did the COURT say?", details="About the pier.")
    in_details = made.question(panel, "What was lost?", details="My bag, in court.")
    made.question(panel, "Why is the sky blue?")
    assert {about.status, in_details.status} == {Status.PENDING}
    assert list(not_taken.of_question(about)) == [court]
    assert list(not_taken.of_question(in_details)) == [court, bags]
    assert [(row.topic, int(row.sent)) for row in not_taken.met(panel)] == [(court, 2), (bags, 1)]


def test_words_of_another_panel_say_nothing_here(made: Made, panel: Panel, by: Actor) -> None:
    add(panel, by)
    other = made.panel("ask-them")
    assert not_taken.appearing(other, "the court") == []
    assert list(not_taken.of_question(made.question(other, "And the court?"))) == []


def test_it_says_which_words_appear(panel: Panel, by: Actor) -> None:
    court = add(panel, by)
    add(panel, by, "Complaints", words=())
    found = not_taken.appearing(panel, "When you hit the pier")
    assert [(one.topic, one.words) for one in found] == [(court, ["pier"])]


def test_words_are_split_at_commas_and_lines_and_each_kept_once() -> None:
    assert not_taken.split(" pier, Court\n\n lost  bag ,PIER,, 返金，退款") == (
        "pier",
        "Court",
        "lost bag",
        "返金",
        "退款",
    )
    assert not_taken.split("") == ()
    assert not_taken.split("…, -") == ()
    for written, code in ((", ".join(f"word{n}" for n in range(41)), "too-many"), ("x" * 61, "too-long")):
        with pytest.raises(BadField) as refused:
            not_taken.split(written)
        assert (refused.value.field, refused.value.code) == ("words", code)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": " "}, "title"),
        ({"standard_text": " \n"}, "standard_text"),
        ({"link_url": "javascript:alert(1)", "link_text": "Look"}, "link_url"),
        ({"link_url": "/about/contact"}, "link_text"),
        ({"link_text": "Look"}, "link_url"),
    ],
)
def test_what_cannot_be_used_is_named(panel: Panel, by: Actor, given: dict[str, Any], field: str) -> None:
    wanted = Wanted(**{"title": "The court case", "standard_text": "It is before the court.", **given})
    with pytest.raises(BadField) as refused:
        not_taken.add(panel, wanted, by=by, at=clock.now())
    assert refused.value.field == field


def test_its_day_moves_with_its_text_alone(panel: Panel, by: Actor) -> None:
    court = add(panel, by)
    written, now = court.written_at, clock.now()
    seen = loading.newest_event(panel)
    wanted = {"standard_text": court.standard_text, "words": ("court",)}
    not_taken.edit(court, Wanted("The case", **wanted), seen=seen, by=by, at=now)
    db.session.commit()
    assert (court.title, court.words, court.written_at) == ("The case", ["court"], written)
    with pytest.raises(Stale):
        not_taken.edit(court, Wanted("Another", **wanted), seen=seen, by=by, at=now)
    seen = loading.newest_event(panel)
    not_taken.edit(court, Wanted("The case", "Until May.", ("court",)), seen=seen, by=by, at=now)
    db.session.commit()
    assert court.written_at == now


def test_it_moves_and_goes_and_takes_its_counts_with_it(made: Made, panel: Panel, by: Actor) -> None:
    court, bags = add(panel, by), add(panel, by, "A lost bag")
    question = made.question(panel, "What did the court say?")
    not_taken.move(bags, up=True, by=by, at=clock.now())
    db.session.commit()
    assert list(not_taken.every(panel)) == [bags, court]
    with pytest.raises(NotAvailable):
        not_taken.move(bags, up=True, by=by, at=clock.now())
    not_taken.remove(court, by=by, at=clock.now())
    db.session.commit()
    assert list(not_taken.of_question(question)) == [bags]
    assert [action for action, _ in told(panel)] == [
        "not-taken-add",
        "not-taken-add",
        "not-taken-move",
        "not-taken-remove",
    ]
    assert is_whole(panel, made.seal)


def test_nobody_from_elsewhere_adds_anything(panel: Panel, stranger: Actor) -> None:
    with pytest.raises(NotAllowed):
        not_taken.add(panel, Wanted("The court case", "No."), by=stranger, at=clock.now())

"""What was looked for is marked where it stands, as it is written there; and the fitting passage is shown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.search import passages
from domain.search.asked import read
from domain.search.tokens import either
from models.search import Either


def wanted(text: str) -> list[Either]:
    return [either(one) for one in read(text).wanted]


def shown(pieces: list[passages.Piece]) -> str:
    """The pieces as one text, with brackets around what was looked for."""
    return "".join(f"[{one.text}]" if one.hit else one.text for one in pieces)


@pytest.mark.parametrize(
    ("text", "search", "expected"),
    [
        ("Will the last train wait?", "TRAINS late", "Will the last [train] wait?"),
        ("Les salariés d'été", "salarie ete", "Les [salariés] d'[été]"),
        ("Les salarie\u0301s d'e\u0301te\u0301.", "salarie ete", "Les [salarie\u0301s] d'[e\u0301te\u0301]."),
        ("An der Hauptstraße", "hauptstrasse", "An der [Hauptstraße]"),
        ("The ﬁnal oﬀer", "final offer", "The [ﬁnal] [oﬀer]"),
        ("株主総会で次の工場について", "工場", "株主総会で次の[工場]について"),
        ("株主総会で", "株主総会", "[株主総会]で"),
        ("次の工場", "場", "次の工[場]"),
        ("عن الأسعار في السنة", "اسعار", "عن [الأسعار] في السنة"),
        ("the late boat, a boat late", '"late boat"', "the [late boat], a boat late"),
        ("<b>boats</b> & boat", "boat", "<b>[boats]</b> & [boat]"),
        ("co-operative", "co-op", "[co]-operative"),
        ("none of it", "boat", "none of it"),
        ("", "boat", ""),
    ],
)
def test_it_is_marked_in_whatever_form_it_stands(text: str, search: str, expected: str) -> None:
    assert shown(passages.marked(text, wanted(search))) == expected


@given(st.text(max_size=200), st.text(max_size=30))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_marking_changes_no_text(text: str, search: str) -> None:
    pieces = passages.marked(text, wanted(search))
    assert "".join(one.text for one in pieces) == text


def test_a_short_text_is_shown_whole() -> None:
    assert shown(passages.passage("The boat waits.", wanted("boat")).pieces) == "The [boat] waits."


def test_of_a_long_one_the_part_with_most_of_it() -> None:
    filler = "nothing of it is said here at all " * 20
    text = f"A boat. {filler}But the late boat waits for the train, they said. {filler}"
    found = passages.passage(text, wanted("late boat train"))
    said = shown(found.pieces)
    assert said.startswith("… ")
    assert said.endswith(" …")
    assert "the [late] [boat] waits for the [train], they said" in said
    assert len(said) < passages.LONGEST + 20
    assert found.hits == 3


def test_where_nothing_of_it_stands_the_beginning_is_shown() -> None:
    found = passages.passage("It begins so. " + "And goes on. " * 50, wanted("boat"))
    assert found.hits == 0
    assert shown(found.pieces).startswith("It begins so. And goes on.")
    assert shown(found.pieces).endswith(" …")


def test_signs_without_spaces_are_cut_too() -> None:
    said = shown(passages.passage("株" * 400 + "工場" + "株" * 400, wanted("工場")).pieces)
    assert "[工場]" in said
    assert len(said) < passages.LONGEST + 20

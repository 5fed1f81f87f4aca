"""What changed between two wordings."""

from __future__ import annotations

import time
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.question import difference as module
from domain.question.difference import difference, of_paragraphs, words

TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(["why ", "so ", "late", "?", "\n", "日本", "ก็", "e\u0301", "👩‍👧", "it's "]),
        max_size=25,
    ).map("".join),
)


def without(kind: str, earlier: str, later: str) -> str:
    return "".join(text for found, text in difference(earlier, later) if found != kind)


@given(TEXTS, TEXTS)
@settings(max_examples=300, derandomize=True, deadline=None)
def test_the_pieces_read_as_both_texts(earlier: str, later: str) -> None:
    assert without("ins", earlier, later) == earlier
    assert without("del", earlier, later) == later


@given(TEXTS)
@settings(max_examples=100, derandomize=True, deadline=None)
def test_a_text_differs_from_itself_in_nothing(text: str) -> None:
    assert difference(text, text) == ([("same", text)] if text else [])


def test_one_changed_word_is_one_change() -> None:
    assert difference("Why so late?", "Why so early?") == [
        ("same", "Why so "),
        ("del", "late"),
        ("ins", "early"),
        ("same", "?"),
    ]


def test_a_text_without_spaces_is_compared_by_its_characters() -> None:
    assert difference("為何遅い", "為何早い") == [
        ("same", "為何"),
        ("del", "遅"),
        ("ins", "早"),
        ("same", "い"),
    ]


def test_a_word_with_an_accent_stays_whole() -> None:
    assert ("del", "cafe\u0301") in difference("one cafe\u0301", "one cafes")


PARAGRAPHS = st.lists(
    st.sampled_from(["So.", "It will, on all lines.", "It will, on two.", "日本"]), max_size=8
)


@given(PARAGRAPHS, PARAGRAPHS)
@settings(max_examples=200, derandomize=True, deadline=None)
def test_paragraphs_read_as_both_texts(earlier: list[str], later: list[str]) -> None:
    found = of_paragraphs(earlier, later)
    for kind, text in (("ins", earlier), ("del", later)):
        read = ["".join(piece for what, piece in pieces if what != kind) for pieces in found]
        assert [paragraph for paragraph in read if paragraph] == text


@given(TEXTS, TEXTS)
@settings(max_examples=300, derandomize=True, deadline=None)
def test_the_coarse_comparison_reads_as_both_texts_too(earlier: str, later: str) -> None:
    with patch.object(module, "CHEAP", -1):
        test_the_pieces_read_as_both_texts.hypothesis.inner_test(earlier, later)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (" a b" * 1500, " a a" * 1500),
        ("a" * 20_000, "b" * 20_000),
        ("why " * 5000, "so " * 5000),
        ("a b" * 3000, "b a" * 3000),
    ],
)
def test_nobody_can_write_two_texts_that_take_long_to_compare(earlier: str, later: str) -> None:
    begun = time.process_time()
    assert difference(earlier, later)
    assert of_paragraphs(earlier.split(" "), later.split(" "))
    assert time.process_time() - begun < 3


def test_words_are_counted_and_their_marks_are_not() -> None:
    pieces = difference("It is all lines, so.", "It is Lines 1 and 4, so.")
    assert (words(pieces, "del"), words(pieces, "ins")) == (2, 4)

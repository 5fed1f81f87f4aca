"""What changed between two wordings."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.question.difference import difference

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

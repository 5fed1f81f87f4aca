"""What is typed into a search field becomes words: wanted, unwanted, in their order, or a number."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.search.asked import LONGEST, MOST_TERMS, Asked, Search, read


def said(asked: tuple[Asked, ...]) -> list[str]:
    """The words of each, one in quotes where their order counts."""
    lines = [(" ".join(term.text for term in one.terms), one.phrase) for one in asked]
    return [f'"{line}"' if phrase else line for line, phrase in lines]


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("Dividend cut", ["dividend", "cut"], []),
        ('"Dividend cut" board', ['"dividend cut"', "board"], []),
        ("„Dividend cut“ «the board»", ['"dividend cut"', '"the board"'], []),
        ("dividend -cut", ["dividend"], ["cut"]),
        ("dividend −cut", ["dividend"], ["cut"]),
        ('dividend -"the board"', ["dividend"], ['"the board"']),
        ("co-operative", ["co", "operative"], []),
        ("dividend -co-op", ["dividend"], ['"co op"']),
        ("-spam", [], ["spam"]),
        ('dividend "cut', ["dividend", "cut"], []),
        ("price price PRICE", ["price"], []),
        ("a AND b OR NOT c*", ["a", "and", "b", "or", "not", "c"], []),
        ("株主総会 -配当", ["株主総会"], ["配当"]),
        ("- \" ' ( ) : ^ * + ? &", [], []),
        ("", [], []),
    ],
)
def test_words_phrases_and_exclusions(text: str, wanted: list[str], unwanted: list[str]) -> None:
    search = read(text)
    assert (said(search.wanted), said(search.unwanted), search.number) == (wanted, unwanted, None)
    assert bool(search) == bool(wanted or unwanted)


@pytest.mark.parametrize("text", ["1214", " No. 1214 ", "no 1214", "#1214", "Nr. 1214", "№ 1214", "١٢١٤"])
def test_a_number_names_a_question(text: str) -> None:
    assert read(text).number == 1214


@pytest.mark.parametrize("text", ["1214 shares", "No", "12.14", "0x12", "9" * 19])
def test_other_words_with_digits_name_none(text: str) -> None:
    assert read(text).number is None


@given(st.text(alphabet=st.characters(), max_size=1000))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_any_text_is_a_search_of_a_bounded_size(text: str) -> None:
    search = read(text)
    assert isinstance(search, Search)
    told = [*search.wanted, *search.unwanted]
    assert sum(len(one.terms) for one in told) <= MOST_TERMS
    assert sum(len(term.text) for one in told for term in one.terms) <= LONGEST * 18


def test_of_many_terms_the_first_count() -> None:
    many = " ".join(f"w{number}" for number in range(60))
    assert said(read(many).wanted) == [f"w{number}" for number in range(MOST_TERMS)]

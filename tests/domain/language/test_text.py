"""Text as readers see it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.language import excerpt, graphemes, slug, tidy, told_by_script, unusable

ANY_TEXT = st.text(max_size=200)
quick = settings(max_examples=150, derandomize=True, deadline=None)


def test_line_ends_become_lf_and_outer_white_space_goes() -> None:
    assert tidy(" \r\n one\r\ntwo\rthree\n \t") == "one\ntwo\nthree"


@given(ANY_TEXT)
@quick
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("plain", 5),
        ("Zoe\u0308", 3),
        ("👩‍👩‍👧‍👦", 1),
        ("🇨🇭🇩🇪", 2),
        ("👍🏽", 1),
        ("नमस्ते", 3),
        ("각", 1),
        ("ก็", 1),
        ("日本語", 3),
    ],
)
def test_a_character_is_what_a_reader_takes_for_one(text: str, count: int) -> None:
    assert graphemes(text) == count


@pytest.mark.parametrize("text", ["a\0b", "a\ud83d", "\udc00"])
def test_nul_and_lone_surrogates_are_unusable(text: str) -> None:
    assert unusable(text)


@pytest.mark.parametrize("text", ["", "plain", "😀", "\u202eright to left", "é"])
def test_everything_else_can_be_kept(text: str) -> None:
    assert not unusable(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Why so late?", "why-so-late"),
        ("  Über den Öl-Preis!  ", "uber-den-ol-preis"),
        ("¿Cuándo? — ¡Ya!", "cuando-ya"),
        ("متى ستجيبون؟", "q"),
        ("なぜですか", "q"),
        ("???", "q"),
        ("", "q"),
        ("Price of 日本 oil", "price-of-oil"),
    ],
)
def test_a_slug_is_plain_words_and_q_where_none_are_left(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_long_slug_ends_with_a_whole_word() -> None:
    made = slug("word " * 40)
    assert len(made) <= 60
    assert set(made.split("-")) == {"word"}


def test_one_endless_word_is_cut() -> None:
    assert slug("x" * 300) == "x" * 60


@given(ANY_TEXT)
@quick
def test_every_slug_can_stand_in_an_address(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))
    assert len(slug(text)) <= 60


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("متى ستجيبون على هذا السؤال؟", "ar"),
        ("なぜ答えないのですか", "ja"),
        ("東京のオフィスはいつ開きますか", "ja"),
        ("为什么不回答这个问题呢", "zh"),
        ("왜 대답하지 않습니까", "ko"),
        ("เมื่อไรจะตอบคำถามนี้", "th"),
        ("מתי תענו על השאלה", "he"),
        ("Πότε θα απαντήσετε;", "el"),
        ("Ինչու՞ չեք պատասխանում", "hy"),
        ("რატომ არ პასუხობთ?", "ka"),
        ("Почему вы не отвечаете?", "ru"),
        ("Чому ви не відповідаєте?", "uk"),
        ("Warum kostet iOS-Abo 日本 so viel?", None),
    ],
)
def test_a_script_tells_its_language(text: str, code: str | None) -> None:
    assert told_by_script(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1, 2, 3 …",
        "Why so late?",
        "Pourquoi si tard ?",
        "प्रश्न का उत्तर कब मिलेगा",
        "Защо не отговаряте?",
        "Калі вы адкажаце на гэта пытанне?",
        "Эмне үчүн жооп бербейсиз?",
        "آیا شما پاسخ می‌دهید؟",
        "آپ جواب کیوں نہیں دیتے؟",
        "ئۇيغۇر تىلىدا سوئال بارمۇ",
        "ولې تاسو ځواب نه راکوئ",
        "What does ы mean in English texts?",
        "What does ї mean in English texts?",
        "日本経済",
    ],
)
def test_a_script_of_several_languages_tells_none(text: str) -> None:
    assert told_by_script(text) is None


def test_a_short_text_is_its_own_excerpt() -> None:
    assert excerpt("one\n  two", 20) == "one two"


def test_an_excerpt_ends_between_words_with_an_ellipsis() -> None:
    assert excerpt("one, two, three, four", 12) == "one, two…"
    assert excerpt("x" * 30, 10) == "x" * 10 + "…"


@given(ANY_TEXT, st.integers(min_value=1, max_value=50))
@quick
def test_an_excerpt_is_never_longer_than_told_but_for_its_ellipsis(text: str, longest: int) -> None:
    assert len(excerpt(text, longest).removesuffix("…")) <= longest

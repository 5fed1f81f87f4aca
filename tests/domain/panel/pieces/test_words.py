"""Whether words appear in a text."""

from __future__ import annotations

import pytest

from domain.panel.words import appearing, folded


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("pier", "Who hit the PIER?"),
        ("pier", "pier"),
        ("Über", "uber alles"),
        ("cafe", "Is the café open?"),
        ("cafe\u0301", "Is the café open?"),
        ("Straße", "auf der STRASSE"),
        ("lost bag", "My lost\n  bag, again"),
        ("lost-bag", "a lost bag"),
        ("don't", "I don’t know"),
        ("ΟΔΟΣ", "η οδός μου"),
        ("ısı", "ISI nedir"),
        ("istanbul", "İSTANBUL'da"),
        ("محكمة", "ماذا قالت مَحْكَمَة أمس؟"),
        ("суд", "что скажет Суд?"),
        ("返金", "いつ返金されますか"),
        ("返 金", "いつ返金されますか"),
        ("がく", "がくせい"),
        ("환불", "환불은 언제 되나요?"),
        ("退款", "我的退款在哪里"),
        ("ศาล", "เมื่อไหร่ศาลจะตัดสิน"),
        ("2026", "In 2026, then?"),
        ("ｐｉｅｒ", "the pier"),
    ],
)
def test_a_word_appears_whatever_its_case_and_marks(word: str, text: str) -> None:
    assert appearing([word], text) == [word]


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("pier", "a pierced ear, the piers"),
        ("court", "He courted her"),
        ("lost bag", "a bag that is lost"),
        ("かく", "がくせい"),
        ("суд", "судно"),
        ("", "anything"),
        ("…", "anything … at all"),
        ("26", "In 2026"),
        ("C++", "vitamins A and D"),
    ],
)
def test_a_part_of_a_word_is_not_the_word(word: str, text: str) -> None:
    assert appearing([word], text) == []


def test_those_that_appear_are_given_as_they_were_written_and_in_their_order() -> None:
    assert appearing(["March", "court", "Pier"], "the pier, in march") == ["March", "Pier"]


def test_folding_what_was_folded_changes_nothing() -> None:
    for text in ("Große Straße", "İstanbul", "ΣΊΣΥΦΟΣ", "返金 がく", "a\u0301\u0301 b"):
        assert folded(folded(text)) == folded(text)

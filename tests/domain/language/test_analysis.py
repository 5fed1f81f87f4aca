"""What an index keeps of a text, and under which forms a word is looked for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.language import analysis, fold, grams, words
from domain.language.inflection import forms

ANY_TEXT = st.text(alphabet=st.characters(), max_size=200)
"""Lone surrogates and NUL as well."""

quick = settings(max_examples=300, derandomize=True, deadline=None)


@given(ANY_TEXT)
@quick
def test_folding_what_was_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
@quick
def test_any_text_has_words_that_both_databases_can_keep(text: str) -> None:
    for word in words(text):
        assert word
        assert not set(word) & set("\0'\"\\ _*:&|!()")
        assert len(word) <= analysis.LONGEST_WORD
        word.encode()


@given(ANY_TEXT)
@quick
def test_a_text_has_every_token_under_which_it_is_looked_for(text: str) -> None:
    kept = words(text)
    for term in analysis.terms(text):
        assert set(term.tokens) <= set(kept)
        assert term.text in {form.text for form in forms(term.text)}


@given(ANY_TEXT)
@quick
def test_pieces_are_four_characters_of_the_word_with_its_edges(text: str) -> None:
    for word in words(text):
        pieces = grams(word)
        assert all(len(piece) == 4 for piece in pieces)
        assert not pieces or pieces[0][0] + pieces[-1][-1] == "__"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Été", "ETE"),
        ("Straße", "STRASSE"),
        ("Łódź", "lodz"),
        ("Æsir", "aesir"),
        ("İstanbul", "istanbul"),
        ("ﬁnance", "finance"),
        ("１２１４", "1214"),
        ("١٢١٤", "1214"),
        ("ｶﾞｽ", "ガス"),
        ("الأسعارَ", "الاسعار"),
        ("إدارة", "اداره"),
        ("مستشفى", "مستشفي"),
        ("الشـــركة", "الشركه"),
        ("می\u200cخواهم", "ميخواهم"),
        ("co\u00adop", "coop"),
        ("가격", "\u1100\u1161\u1100\u1167\u11a8"),
        ("ёлка", "елка"),
    ],
)
def test_two_spellings_of_a_word_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("バス", "ハス"), ("पैसे", "पसे"), ("กา", "กู"), ("o", "0"), ("株主", "株式")]
)
def test_what_is_another_word_stays_another(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Why’s the CEO's pay up 12 %?", ["why", "s", "the", "ceo", "s", "pay", "up", "12"]),
        ("l'avenir", ["l", "avenir"]),
        ("株主総会", ["株主", "主総", "総会", "会"]),
        ("A社の株", ["a", "社の", "の株", "株"]),
        ("スーパー", ["スー", "ーパ", "パー", "ー"]),
        ("왜 올랐나", ["왜", "올랐", "랐나", "나"]),
        ("हिन्दी में", ["हिनदी", "में"]),
        ("❤️🔥 … — ?!", []),
        ("", []),
        ("x" * 70, ["x" * 64]),
    ],
)
def test_the_words_of_a_text(text: str, kept: list[str]) -> None:
    assert words(text) == kept


def test_the_pieces_of_a_word() -> None:
    assert grams("price") == ["_pri", "pric", "rice", "ice_"]
    assert grams("pay") == ["_pay", "pay_"]
    assert grams("株主") == grams("a") == []


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("dividend", "dividends"),
        ("dividends", "dividend"),
        ("company", "companies"),
        ("companies", "company"),
        ("prices", "price"),
        ("price", "pricing"),
        ("raised", "raising"),
        ("pay", "paying"),
        ("Preis", "Preise"),
        ("Dividenden", "Dividende"),
        ("salaires", "salaire"),
        ("цены", "цена"),
        ("акционеры", "акционеров"),
        ("مدير", "المدير"),
        ("الأسعار", "أسعار"),
        ("شركة", "الشركات"),
        ("Ticket4you", "ticket4you"),
    ],
)
def test_a_word_is_looked_for_in_its_other_forms(asked: str, written: str) -> None:
    word = fold(written)
    assert any(
        word.startswith(form.text) if form.begins else word == form.text for form in forms(fold(asked))
    )


@pytest.mark.parametrize(
    ("asked", "written"),
    [("report", "repossess"), ("pay", "payroll"), ("fee", "feel"), ("2024", "20245"), ("in", "inside")],
)
def test_another_word_that_begins_alike_is_not_meant(asked: str, written: str) -> None:
    assert not any(
        written.startswith(form.text) if form.begins else written == form.text for form in forms(asked)
    )

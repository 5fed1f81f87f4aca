"""What a question's fields may hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from domain.question import fields
from domain.refusals import BadField


def refusal(rule: Callable[[str], object], value: str) -> BadField:
    with pytest.raises(BadField) as refused:
        rule(value)
    return refused.value


@pytest.mark.parametrize("count", [4, 250, 500])
def test_a_question_has_four_to_five_hundred_characters(count: int) -> None:
    assert len(fields.question_text("x" * count)) == count


def test_a_question_that_is_missing_too_short_or_too_long_is_named_as_such() -> None:
    assert refusal(fields.question_text, " \r\n ") == BadField("text", "missing")
    assert refusal(fields.question_text, " abc ") == BadField("text", "too-short", 4)
    assert refusal(fields.question_text, "x" * 507) == BadField("text", "too-long", 500, 7)


def test_what_is_counted_is_what_a_reader_sees() -> None:
    assert fields.question_text("👩‍👩‍👧‍👦" * 500)
    assert refusal(fields.question_text, "👩‍👩‍👧‍👦" * 3).code == "too-short"
    assert fields.question_text("ab\r\n" * 166 + "ab").count("\n") == 166


def test_the_outside_is_not_counted() -> None:
    assert fields.question_text("\n " * 300 + "x" * 500 + " \r\n") == "x" * 500


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (fields.question_text, "text"),
        (fields.details, "details"),
        (fields.name, "name"),
        (fields.email, "email"),
        (fields.language, "lang"),
        (lambda value: fields.note("why", value), "why"),
    ],
)
@pytest.mark.parametrize("bad", ["why\0not", "why \ud800 not"])
def test_no_field_takes_nul_or_lone_surrogates(rule: Callable[[str], object], field: str, bad: str) -> None:
    assert refusal(rule, bad) == BadField(field, "unusable-characters")


def test_bidirectional_marks_are_kept() -> None:
    assert fields.question_text("why \u202enot") == "why \u202enot"


def test_details_have_three_thousand_characters_at_most() -> None:
    assert fields.details("") == ""
    assert len(fields.details("x" * 3000)) == 3000
    assert refusal(fields.details, "x" * 3001) == BadField("details", "too-long", 3000, 1)


def test_a_name_is_one_line_of_eighty_characters() -> None:
    assert fields.name("  Ada\n\tBrook ") == "Ada Brook"
    assert refusal(fields.name, "x" * 81) == BadField("name", "too-long", 80, 1)


def test_an_address_is_normalised_and_may_be_left_out() -> None:
    assert fields.email(" ada@Reader.EXAMPLE ") == "ada@reader.example"
    assert fields.email("  ") is None


def test_an_address_says_what_is_wrong_with_it() -> None:
    assert refusal(fields.email, "ada.example").code == "no-at"
    for bad in ("ada@", "@example", "a b@c.example", "ada@x\nBcc: b@c.example", "ada@@x.example"):
        assert refusal(fields.email, bad) == BadField("email", "not-an-address"), bad


def test_a_note_may_be_needed_and_has_two_thousand_characters_at_most() -> None:
    assert refusal(lambda value: fields.note("message", value), "  ") == BadField("message", "missing")
    assert fields.note("explanation", " ", required=False) == ""
    assert refusal(lambda value: fields.note("note", value), "x" * 2001).over == 1


@pytest.mark.parametrize("code", ["en", "pt-BR", "zh-Hant-TW", "gsw"])
def test_a_language_is_a_code(code: str) -> None:
    assert fields.language(code) == code


@pytest.mark.parametrize("code", ["e", "english", "en_GB", "en-", "12", "en\nx", "<b>"])
def test_anything_else_is_no_language(code: str) -> None:
    assert refusal(fields.language, code) == BadField("lang", "not-a-language")


def test_an_empty_language_is_left_to_be_told() -> None:
    assert fields.language(" ") is None


@pytest.mark.parametrize("key", ["a" * 8, "A-z_0.9:x", "x" * 64])
def test_an_idempotency_key_is_plain(key: str) -> None:
    assert fields.key(key) == key


@pytest.mark.parametrize(
    "key", ["", "a" * 7, "x" * 65, "with space", "line\nbreak", "12345678\n", "ключключ"]
)
def test_any_other_idempotency_key_is_refused(key: str) -> None:
    assert refusal(fields.key, key).field == "idempotency_key"

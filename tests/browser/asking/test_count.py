"""The live count under the question."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from domain.language import graphemes, tidy
from tests.browser.people import People
from tests.made import Made

TEXTS = {
    "nothing": ("", 0),
    "letters": ("Why so?", 7),
    "white space around": ("  Why so? \n\n", 7),
    "a line end": ("a\nb", 3),
    "a family": ("👨‍👩‍👧", 1),
    "a flag": ("🇫🇷🇩🇪", 2),
    "a skin tone": ("👍🏽", 1),
    "an accent composed": ("é", 1),
    "an accent decomposed": ("e\u0301", 1),
    "Korean syllables in parts": ("\u1112\u1161\u11ab\u1100\u1173\u11af", 2),
    "Arabic with its vowels": ("مَرْحَبًا", 5),
    "Hindi": ("नमस्ते", 3),
    "Thai": ("กำลัง", 3),
}


@pytest.fixture
def page(people: People, made: Made) -> Page:
    """The ask form."""
    made.panel()
    page = people.reader()
    page.goto("/ask-us/ask")
    return page


def test_live_count_counts_as_readers_do(page: Page) -> None:
    field = page.get_by_label("Your question")
    for what, (text, count) in TEXTS.items():
        field.fill(text)
        expect(page.locator(".counted .figure"), what).to_have_text(f"{count} of 500")


@pytest.mark.parametrize("what", TEXTS)
def test_the_server_counts_alike(what: str) -> None:
    text, count = TEXTS[what]
    assert graphemes(tidy(text)) == count


def test_live_count_says_what_is_too_long(page: Page) -> None:
    field = page.get_by_label("Your question")
    counted = page.locator(".counted")
    field.fill("x" * 500)
    expect(counted.locator(".figure")).to_have_text("500 of 500")
    expect(counted).not_to_have_class("counted over")
    expect(counted.get_by_role("status")).to_have_text("500 of 500")
    field.fill("x" * 512)
    expect(counted.locator(".figure")).to_have_text("512 of 500")
    expect(counted).to_have_class("counted over")
    expect(counted.get_by_role("status")).to_have_text("12 characters too long")
    field.fill("x" * 20)
    expect(counted.get_by_role("status")).to_have_text("")


def test_a_paste_is_never_cut(page: Page) -> None:
    field = page.get_by_label("Your question")
    assert field.get_attribute("maxlength") is None
    field.fill("x" * 1_200)
    expect(field).to_have_value("x" * 1_200)

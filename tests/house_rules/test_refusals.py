"""Each refusal has one sentence, which one family of fields alone says."""

from __future__ import annotations

from collections import Counter

from blueprints.phrases import refusals


def test_no_two_families_have_a_sentence_for_the_same_refusal() -> None:
    said = Counter(key for family in refusals.FAMILIES for key in family.SENTENCES)
    assert [key for key, count in said.items() if count > 1] == []
    assert set(said) == set(refusals.REFUSALS)

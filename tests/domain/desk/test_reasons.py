"""Reasons for a rejection."""

from __future__ import annotations

from flask import Flask

from domain.desk import reasons

FIRST = [
    "duplicate",
    "already-answered",
    "off-topic",
    "not-for-this-panel",
    "not-a-question",
    "several-questions",
    "unclear",
    "customer-support",
    "cannot-comment",
    "unsupported-claim",
    "about-an-individual",
    "personal-data",
    "campaign",
    "abusive",
    "spam",
    "other",
]


def test_the_first_reasons_are_there_in_their_order_each_with_its_text(app: Flask) -> None:
    found = reasons.every()
    assert [reason.code for reason in found] == FIRST
    assert all(reason.title and len(reason.standard_text) > 40 for reason in found)


def test_a_reason_is_found_by_its_code(app: Flask) -> None:
    spam = reasons.find("spam")
    assert spam is not None
    assert spam.title == "Spam"
    assert reasons.find("Spam") is None

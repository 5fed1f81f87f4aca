"""Rule 3: the addresses are those of ``routes.txt``; one that disappears fails until the list says so."""

from __future__ import annotations

from flask import Flask

from tests.house_rules.routes import PROMISED, served

HOW = "python -m tests.house_rules.routes writes the list anew"


def test_no_address_disappeared(app: Flask) -> None:
    gone = set(PROMISED.read_text(encoding="utf-8").splitlines()) - set(served(app))
    assert not gone, f"no longer served as promised: {sorted(gone)}; {HOW}"


def test_every_address_is_on_the_list(app: Flask) -> None:
    new = set(served(app)) - set(PROMISED.read_text(encoding="utf-8").splitlines())
    assert not new, f"not on the list yet: {sorted(new)}; {HOW}"


def test_the_list_is_what_would_be_written(app: Flask) -> None:
    assert PROMISED.read_text(encoding="utf-8").splitlines() == served(app), HOW

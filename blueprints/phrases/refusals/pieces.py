"""Sentences for what is refused of the pieces of a panel, by field and code."""

from __future__ import annotations

SENTENCES: dict[tuple[str, str], str] = {}

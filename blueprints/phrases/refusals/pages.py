"""Sentences for what is refused of pages, by field and code."""

from __future__ import annotations

SENTENCES: dict[tuple[str, str], str] = {}

"""Sentences for what is refused of panels and who answers on them, by field and code."""

from __future__ import annotations

SENTENCES: dict[tuple[str, str], str] = {}

"""Verbs: what may happen and what follows. No request, no page, no commit."""

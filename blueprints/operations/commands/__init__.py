"""The commands: ``flask --app app …``."""

from blueprints.operations.commands import accounts, audit, check, demo, panels, questions, search, serve

__all__ = ["accounts", "audit", "check", "demo", "panels", "questions", "search", "serve"]

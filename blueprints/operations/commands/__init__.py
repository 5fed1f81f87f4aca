"""The commands: ``flask --app app …``."""

from blueprints.operations.commands import accounts, check, demo, panels, questions, serve

__all__ = ["accounts", "check", "demo", "panels", "questions", "serve"]

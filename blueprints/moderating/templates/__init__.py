"""Templates for messages and explanations."""

from blueprints.moderating.templates import changes, views

__all__ = ["changes", "views"]

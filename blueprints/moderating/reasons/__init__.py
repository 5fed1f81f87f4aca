"""Reasons for a rejection, and the letter that each makes."""

from blueprints.moderating.reasons import changes, views

__all__ = ["changes", "views"]

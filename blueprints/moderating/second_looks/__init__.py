"""Second looks: one decision after the other, blind, and where two disagreed."""

from blueprints.moderating.second_looks import views

__all__ = ["views"]

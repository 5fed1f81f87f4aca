"""The desk's home: how a panel stands today, in figures and in words."""

from blueprints.moderating.home import views

__all__ = ["views"]

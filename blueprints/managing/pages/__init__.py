"""The pages under ``/about/``."""

from blueprints.managing.pages import views

__all__ = ["views"]

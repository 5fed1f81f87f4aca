"""The public side: panels, published questions, one question. Impersonal and cached."""

from flask import Blueprint

bp = Blueprint("reading", __name__)

from blueprints.reading import views  # noqa: E402

__all__ = ["bp", "views"]

"""The executive's side: their slots and the answer to one question."""

from flask import Blueprint

bp = Blueprint("answering", __name__, url_prefix="/answers")

from blueprints.answering import views  # noqa: E402

__all__ = ["bp", "views"]

"""The desk: the queue, a question, the decisions."""

from flask import Blueprint

bp = Blueprint("moderating", __name__, url_prefix="/desk")

from blueprints.moderating import entering, reasons, views  # noqa: E402

__all__ = ["bp", "entering", "reasons", "views"]

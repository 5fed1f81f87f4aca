"""The asker's side: the ask form and the passport."""

from flask import Blueprint

bp = Blueprint("asking", __name__)

from blueprints.asking import ask, mailed, passport, personal, similar  # noqa: E402

__all__ = ["ask", "bp", "mailed", "passport", "personal", "similar"]

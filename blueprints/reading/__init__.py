"""The public side: panels, published questions, one question. Impersonal and cached."""

from flask import Blueprint

bp = Blueprint("reading", __name__)

from blueprints.reading import about, media, searching, short, support, theme, versions, views, waiting  # noqa: E402

__all__ = ["about", "bp", "media", "searching", "short", "support", "theme", "versions", "views", "waiting"]

"""Managing: panels, who sits on them, staff, pages."""

from flask import Blueprint

bp = Blueprint("managing", __name__, url_prefix="/manage")

from blueprints.managing import (  # noqa: E402
    banner,
    executives,
    exports,
    front,
    hall,
    not_taken,
    notices,
    pages,
    panels,
    settings,
    staff,
    topics,
)

__all__ = [
    "banner",
    "bp",
    "executives",
    "exports",
    "front",
    "hall",
    "not_taken",
    "notices",
    "pages",
    "panels",
    "settings",
    "staff",
    "topics",
]

"""The desk: the queue, a question, the decisions."""

from flask import Blueprint

bp = Blueprint("moderating", __name__, url_prefix="/desk")

from blueprints.moderating import (  # noqa: E402
    angry_day,
    arriving,
    bulk,
    claiming,
    entering,
    home,
    mentioned,
    reasons,
    revealing,
    second_looks,
    templates,
    views,
)
from blueprints.moderating.merging import views as merging_views  # noqa: E402
from blueprints.moderating.queue import views as saved_views  # noqa: E402

__all__ = [
    "angry_day",
    "arriving",
    "bp",
    "bulk",
    "claiming",
    "entering",
    "home",
    "mentioned",
    "merging_views",
    "reasons",
    "revealing",
    "saved_views",
    "second_looks",
    "templates",
    "views",
]

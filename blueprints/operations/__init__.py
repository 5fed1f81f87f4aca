"""Health, and the commands that run the place."""

from flask import Blueprint

bp = Blueprint("operations", __name__, cli_group=None)

from blueprints.operations import commands, health  # noqa: E402

__all__ = ["bp", "commands", "health"]

"""Signing in, signing out, and where one is signed in."""

from flask import Blueprint

bp = Blueprint("accounts", __name__, url_prefix="/account")

from blueprints.accounts import views  # noqa: E402

__all__ = ["bp", "views"]

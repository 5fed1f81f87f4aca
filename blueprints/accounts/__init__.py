"""Signing in, signing out, where one is signed in, and how an account begins."""

from flask import Blueprint

bp = Blueprint("accounts", __name__, url_prefix="/account")

from blueprints.accounts import invitation, keys, security, views  # noqa: E402

__all__ = ["bp", "invitation", "keys", "security", "views"]

"""The locale in which the page is written."""

from __future__ import annotations

from babel import Locale
from flask_babel import get_locale


def locale() -> Locale:
    """The locale of the page; outside of a request English."""
    return get_locale() or Locale("en")

"""The site and the browsers of the browser tests, for those here that need them."""

from __future__ import annotations

from tests.browser.conftest import browser_type_launch_args, people, watch

__all__ = ["browser_type_launch_args", "people", "watch"]

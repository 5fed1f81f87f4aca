"""No page has a violation that axe knows of, and none is wider than its window, be that of 320 pixels."""

from __future__ import annotations

from typing import Any

import pytest

from tests.battery.figures import Figure, figure
from tests.browser.axe import violations
from tests.browser.every_page import rows
from tests.browser.every_page.onlookers import Onlookers
from tests.browser.every_page.row import opened
from tests.browser.every_page.table import TABLE, VARIANTS
from tests.browser.measures import wider_than_the_window
from tests.browser.people import DESK, NARROW, PHONE

__all__ = ["figure"]

AT_400_PERCENT: dict[str, Any] = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}
"""1280 by 1024 pixels, each of them shown as four by four."""
LOOKS: dict[str, dict[str, Any]] = {
    "light at a desk": {"color_scheme": "light", "viewport": DESK},
    "dark at a desk": {"color_scheme": "dark", "viewport": DESK},
    "light on a phone": {"color_scheme": "light", "viewport": PHONE},
    "dark on a phone": {"color_scheme": "dark", "viewport": PHONE},
    "light at 400 percent": {"color_scheme": "light", **AT_400_PERCENT},
    "dark at 400 percent": {"color_scheme": "dark", **AT_400_PERCENT},
}
TELLING = (
    "home",
    "panel ask-us",
    "ask, with errors",
    "passport, rejected",
    "question, published, two answers",
    "queue, pending",
    "desk, pending, reworded",
    "desk, a reason chosen",
    "conflict",
    "answer, previewed",
)
"""Pages that between them use nearly every component."""


def look(name: str, look: str, onlookers: Onlookers) -> None:
    """Judge one page of the table in one of the looks."""
    page = opened(TABLE[name], onlookers, reduced_motion="reduce", **LOOKS[look])
    assert violations(page) == []
    assert wider_than_the_window(page) == []
    page.set_viewport_size(NARROW)
    assert wider_than_the_window(page) == []


@pytest.mark.parametrize("name", [name for name in TABLE if name not in VARIANTS])
def test_a_page_has_no_violation(name: str, onlookers: Onlookers) -> None:
    look(name, "light at a desk", onlookers)


@pytest.mark.parametrize("name", TELLING)
def test_a_page_has_no_violation_in_the_dark_on_a_phone(name: str, onlookers: Onlookers) -> None:
    look(name, "dark on a phone", onlookers)


def test_every_variant_is_a_page_of_the_table() -> None:
    assert set(TABLE) > VARIANTS
    assert set(TABLE) - VARIANTS > set(TELLING)


def test_no_two_modules_name_a_page_alike() -> None:
    assert len(TABLE) == sum(len(module.ROWS) for module in rows.MODULES)


@pytest.mark.battery
@pytest.mark.parametrize("how", LOOKS)
@pytest.mark.parametrize("name", TABLE)
def test_a_page_has_no_violation_in_any_look(
    name: str, how: str, onlookers: Onlookers, figure: Figure
) -> None:
    """Every page of the table in every look has no violation and nothing wider than its window.

    Seen red: with ``--ink-2: #b9b4ba`` in ``static/tokens.css``: "color-contrast at .lead: … insufficient
    color contrast of 1.98", and forty more on the home page.
    """
    figure(f"axe, pages {how}", 1)
    look(name, how, onlookers)

"""The rows of the table, each family of pages in a module of its own.

A module has ``ROWS`` by name; ``VARIANTS``, the names of its pages that differ from another one in a few
words alone, at which the battery alone looks; and ``place``, which makes what its rows need and puts its
addresses into ``world.paths`` and its people into ``world.emails``. They import ``World`` for
type checking only, for the world calls them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.every_page.row import Row
from tests.browser.every_page.rows import (
    account,
    angry_day,
    answers,
    asking,
    batches,
    desk,
    entering,
    figures,
    files,
    floor,
    merging,
    narrowed,
    open,
    pages,
    panels,
    passports,
    pieces,
    reasons,
    searching,
    staff,
    words,
)

if TYPE_CHECKING:
    from tests.browser.every_page.world import World

MODULES = (
    floor,
    asking,
    account,
    desk,
    answers,
    panels,
    pieces,
    staff,
    pages,
    passports,
    entering,
    open,
    reasons,
    files,
    angry_day,
    words,
    batches,
    figures,
    narrowed,
    merging,
    searching,
)
ROWS: dict[str, Row] = {name: row for module in MODULES for name, row in module.ROWS.items()}
VARIANTS: set[str] = set().union(*(module.VARIANTS for module in MODULES))


def place(world: World) -> None:
    """Make what the rows of every module need."""
    for module in MODULES:
        module.place(world)

"""One page of the product in one state, and how it is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Page

if TYPE_CHECKING:
    from tests.browser.every_page.onlookers import Onlookers


@dataclass(frozen=True)
class Row:
    """One page in one state.

    ``path`` is an address or the name of one of the world's; ``who`` is one of its people or nobody;
    ``status`` is what the address answers at first, ``then`` what is done on the page.
    """

    path: str
    who: str | None = None
    status: int = 200
    then: Callable[[Page], None] | None = None


def opened(row: Row, onlookers: Onlookers, **options: Any) -> Page:
    """The page of ``row``, in its state; ``options`` as of a browser's context."""
    path, _hash, fragment = row.path.partition("#")
    address = onlookers.world.paths.get(path, path) + ("#" + fragment if fragment else "")
    page = onlookers.page(row.who, **options)
    response = page.goto(address)
    assert response is not None
    assert response.status == row.status, (address, response.status)
    if row.then:
        row.then(page)
    return page


def unfold_everything(page: Page) -> None:
    """Open all that is folded."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")


def outdate(page: Page) -> None:
    """Make the versions of the page's forms those of long ago."""
    page.evaluate("for (const field of document.getElementsByName('version')) field.value = '0'")

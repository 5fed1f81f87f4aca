"""Those who look at every page, each time in the same browser."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import BrowserContext, Page

from tests.browser.every_page.world import World
from tests.browser.people import People
from tests.browser.watch import Watch


class Onlookers:
    """Opens pages one after another in few browsers: one for each person and look.

    A browser that stays open keeps style sheets and scripts, which is most of what a page costs.
    """

    def __init__(self, people: People, watch: Watch, world: World) -> None:
        self.world = world
        self._people = people
        self._watch = watch
        self._contexts: dict[str, BrowserContext] = {}
        self._pages: list[Page] = []

    def page(self, who: str | None, **options: Any) -> Page:
        """An empty page of one of the world's people, or of a reader; ``options`` as of a browser's context."""
        key = json.dumps([who, options], sort_keys=True)
        if key not in self._contexts:
            email = self.world.emails[who] if who else None
            opened = self._people.staff(email, **options) if email else self._people.reader(**options)
            self._contexts[key] = opened.context
            opened.close()
        self._pages.append(self._contexts[key].new_page())
        return self._pages[-1]

    def close_their_pages(self) -> None:
        """Close the pages that are open, and judge all that was done on them."""
        while self._pages:
            self._pages.pop().close()
        complaints, self._watch.complaints = self._watch.complaints, []
        assert not complaints, "\n".join(complaints)

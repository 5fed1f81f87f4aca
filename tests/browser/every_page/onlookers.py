"""Those who look at every page, each time in the same browser."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page

from tests.browser.every_page.world import World
from tests.browser.people import DESK, People
from tests.browser.watch import Watch


class Onlookers:
    """Opens pages one after another in few browsers: one for each person and look.

    A browser that stays open keeps style sheets, scripts and its process, which is most of what a page costs.
    """

    def __init__(self, people: People, watch: Watch, world: World) -> None:
        self.world = world
        self._people = people
        self._watch = watch
        self._pages: dict[str, Page] = {}
        self._used: list[Page] = []

    def page(self, who: str | None, **options: Any) -> Page:
        """The page of one of the world's people, or of a reader; ``options`` as of a browser's context."""
        key = json.dumps([who, options], sort_keys=True)
        if key not in self._pages:
            email = self.world.emails[who] if who else None
            self._pages[key] = (
                self._people.staff(email, **options) if email else self._people.reader(**options)
            )
        page = self._pages[key]
        page.emulate_media(media="screen")
        page.set_viewport_size(options.get("viewport", DESK))
        self._used.append(page)
        return page

    def judge(self) -> None:
        """Judge all that was done on the pages since the last time."""
        for page in self._used:
            page.goto("about:blank")
        self._used.clear()
        complaints, self._watch.complaints = self._watch.complaints, []
        assert not complaints, "\n".join(complaints)

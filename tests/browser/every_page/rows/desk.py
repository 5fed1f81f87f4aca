"""The desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.browser.every_page.row import Row, outdate, unfold_everything

if TYPE_CHECKING:
    from tests.browser.every_page.world import World

QUEUES = ("pending", "held", "returned", "approved", "published", "merged", "rejected", "withdrawn")
ON_THE_DESK = (
    "pending",
    "pending, long",
    "pending, Arabic",
    "pending, reworded",
    "held",
    "returned",
    "approved",
    "answered, not public",
    "scheduled",
    "published",
    "published, two answers",
    "taken down",
    "merged",
    "rejected",
    "withdrawn",
)
CHOOSERS = {
    "reject": "pending",
    "hold": "pending",
    "send-back": "pending",
    "reword": "pending",
    "address": "pending",
    "topics": "pending",
    "note": "pending",
    "publish": "answered, not public",
    "unpublish": "published, two answers",
}


def _choose_a_reason(page: Page) -> None:
    page.get_by_label("Several questions").check()
    page.get_by_label("Add an explanation").fill("Please send the second one by itself.")


def _list_the_keys(page: Page) -> None:
    page.locator("[data-keys-list]").dispatch_event("click")
    expect(page.get_by_role("dialog")).to_be_visible()


def _reject_without_a_reason(page: Page) -> None:
    page.get_by_role("button", name="Reject it").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _reject_what_another_decided(page: Page) -> None:
    outdate(page)
    _choose_a_reason(page)
    # As a browser without scripts sends it.
    page.evaluate("document.querySelector('#choose-reject form').submit()")
    expect(page.get_by_role("heading", name="What you had typed")).to_be_visible()


ROWS: dict[str, Row] = {
    **{f"queue, {name}": Row(f"/desk/?panel=ask-us&status={name}", "moderator") for name in QUEUES},
    **{f"queue, {name}, empty": Row(f"/desk/?status={name}", "newcomer") for name in QUEUES},
    **{f"desk, {name}": Row(f"desk, {name}", "moderator") for name in ON_THE_DESK},
    **{f"desk, to {name}": Row(f"desk, {at}#choose-{name}", "moderator") for name, at in CHOOSERS.items()},
    "desk, unfolded": Row("desk, pending, reworded", "moderator", then=unfold_everything),
    "desk, a reason chosen": Row("desk, pending#choose-reject", "moderator", then=_choose_a_reason),
    "desk, its keys listed": Row("desk, pending", "moderator", then=_list_the_keys),
    "desk, with errors": Row("desk, pending#choose-reject", "moderator", then=_reject_without_a_reason),
    "conflict": Row("desk, pending#choose-reject", "moderator", then=_reject_what_another_decided),
}
VARIANTS: set[str] = {
    "desk, pending, Arabic",
    "desk, published, two answers",
    "desk, to reject",
    "desk, to reword",
    "desk, to topics",
    "desk, to publish",
    "desk, with errors",
    "queue, merged",
    "queue, withdrawn, empty",
    "desk, pending",
    "desk, held",
    "desk, approved",
    "desk, taken down",
    "desk, merged",
    "desk, withdrawn",
    "desk, to hold",
    "desk, to send-back",
    "desk, to address",
    "desk, to note",
    *(f"queue, {name}" for name in QUEUES if name not in ("pending", "merged")),
    *(f"queue, {name}, empty" for name in QUEUES if name not in ("pending", "withdrawn")),
    "desk, pending, long",
    "desk, returned",
    "desk, scheduled",
    "desk, answered, not public",
    "desk, published",
    "desk, rejected",
    "desk, unfolded",
}


def place(world: World) -> None:
    """Make what the rows need; ``World`` itself makes it still."""

"""Every page of the product in its different states: where it is, for whom, and what is done there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.every_page.onlookers import Onlookers

STALE = "for (const field of document.getElementsByName('version')) field.value = '0'"
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
PASSPORTS = tuple(name for name in ON_THE_DESK if name not in ("pending, long", "answered, not public"))
QUESTIONS = ("published", "published, two answers", "published, Arabic")
PANELS = ("ask-us", "quiet", "soon", "over", "one")
ANSWERS = ("none yet", "a draft", "released")


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


def _ask_badly(page: Page) -> None:
    page.get_by_label("Your question").fill("Hm?")
    page.get_by_label("E-mail").fill("not an address")
    page.get_by_role("button", name="Send my question").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _sign_in_badly(page: Page) -> None:
    page.get_by_label("E-mail").fill("nobody@floor.example")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("don't fit each other")).to_be_visible()


def _turn_the_page(page: Page) -> None:
    page.locator("a[href*='after=']").click()
    expect(page.get_by_role("link", name="Back to the newest")).to_be_visible()


def _revise_badly(page: Page) -> None:
    page.locator("summary", has_text="Revise the question").click()
    page.get_by_label("Your question").fill("")
    page.get_by_role("button", name="Send the new wording").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _unfold_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")


def _choose_a_reason(page: Page) -> None:
    page.get_by_label("Several questions").check()
    page.get_by_label("Add an explanation").fill("Please send the second one by itself.")


def _reject_without_a_reason(page: Page) -> None:
    page.get_by_role("button", name="Reject it").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _reject_what_another_decided(page: Page) -> None:
    page.evaluate(STALE)
    _choose_a_reason(page)
    page.get_by_role("button", name="Reject it").click()
    expect(page.get_by_role("heading", name="What you had typed")).to_be_visible()


def _write_an_answer(page: Page) -> None:
    page.get_by_label("The answer").fill(
        "## Now\n\nIt is *so*.\n\n1. one\n2. two\n\n[more](https://a.example)"
    )
    expect(page.locator("#preview em")).to_have_text("so")


def _save_nothing(page: Page) -> None:
    page.get_by_label("The answer").fill("")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _save_what_another_saved(page: Page) -> None:
    page.evaluate(STALE)
    page.get_by_label("The answer").fill("What nobody else wrote.")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("What you typed is kept below")).to_be_visible()


def _open_the_account(page: Page) -> None:
    page.locator(".account summary").click()


VARIANTS = {
    "ask quiet",
    "passport, scheduled",
    "passport, pending, reworded",
    "forbidden",
    *(f"queue, {name}" for name in QUEUES if name not in ("pending", "merged")),
    *(f"queue, {name}, empty" for name in QUEUES if name not in ("pending", "withdrawn")),
    "desk, pending, long",
    "desk, returned",
    "desk, scheduled",
    "desk, answered, not public",
    "desk, published",
    "desk, rejected",
    "desk, unfolded",
    "answer, released",
}
"""Pages that differ from another one of the table in a few words alone: the battery looks at them."""

TABLE: dict[str, Row] = {
    "home": Row("/"),
    **{f"panel {slug}": Row(f"panel {slug}") for slug in PANELS},
    **{f"ask {slug}": Row(f"ask {slug}") for slug in PANELS},
    "panel, of one executive": Row("panel, of one executive"),
    "panel, of one without answers": Row("panel, of one without answers"),
    "panel, second page": Row("panel ask-us", then=_turn_the_page),
    **{f"question, {name}": Row(f"question, {name}") for name in QUESTIONS},
    "question, taken down": Row("question, taken down", status=410),
    "nothing here": Row("/nothing-is-here", status=404),
    "no such passport": Row("/passport/none.none", status=404),
    "ask, with errors": Row("ask ask-us", then=_ask_badly),
    **{f"passport, {name}": Row(f"passport, {name}") for name in PASSPORTS},
    "passport, unfolded": Row("passport, pending", then=_unfold_everything),
    "passport, with errors": Row("passport, pending", then=_revise_badly),
    "sign in": Row("/account/sign-in"),
    "sign in, with an error": Row("/account/sign-in", then=_sign_in_badly),
    "security": Row("/account/security", "moderator"),
    "forbidden": Row("/desk/", "delegate", status=403),
    **{f"queue, {name}": Row(f"/desk/?panel=ask-us&status={name}", "moderator") for name in QUEUES},
    **{f"queue, {name}, empty": Row(f"/desk/?status={name}", "newcomer") for name in QUEUES},
    "security, its menu opened": Row("/account/security", "moderator", then=_open_the_account),
    **{f"desk, {name}": Row(f"desk, {name}", "moderator") for name in ON_THE_DESK},
    **{f"desk, to {name}": Row(f"desk, {at}#choose-{name}", "moderator") for name, at in CHOOSERS.items()},
    "desk, unfolded": Row("desk, pending, reworded", "moderator", then=_unfold_everything),
    "desk, a reason chosen": Row("desk, pending#choose-reject", "moderator", then=_choose_a_reason),
    "desk, with errors": Row("desk, pending#choose-reject", "moderator", then=_reject_without_a_reason),
    "conflict": Row("desk, pending#choose-reject", "moderator", then=_reject_what_another_decided),
    "answers": Row("/answers/", "delegate"),
    "answers, none": Row("/answers/", "idle delegate"),
    **{f"answer, {name}": Row(f"answer, {name}", "moderator") for name in ANSWERS},
    "answer, of a delegate": Row("answer, a draft", "delegate"),
    "answer, previewed": Row("answer, none yet", "moderator", then=_write_an_answer),
    "answer, with errors": Row("answer, a draft", "moderator", then=_save_nothing),
    "answer, conflict": Row("answer, a draft", "moderator", then=_save_what_another_saved),
}

"""Public pages are the same for everybody and may be kept; everything else may not."""

from __future__ import annotations

import pytest

from tests.blueprints.browsers import SignIn
from tests.house_rules.world import World, build
from tests.made import Made
from tests.pages import PageClient

PERSONAL = "private, no-store"


@pytest.fixture
def world(made: Made) -> World:
    return build(made)


def public(world: World) -> dict[str, tuple[str, int]]:
    """Addresses that may be kept, and what they answer."""
    ids = {state: question.id for state, question in world.questions.items()}
    slug = world.questions["published"].original.text.lower().rstrip("?").replace(" ", "-")
    return {
        "home": ("/", 200),
        "panel": ("/ask-us/", 200),
        "executive": (f"/ask-us/?executive={world.panel.executives[0].id}", 200),
        "question": (f"/ask-us/questions/{ids['published']}-{slug}", 200),
        "old slug": (f"/ask-us/questions/{ids['published']}-old", 301),
        "merged": (f"/ask-us/questions/{ids['merged']}", 301),
        "gone": (f"/ask-us/questions/{ids['unpublished']}", 410),
    }


def test_public_pages_are_public_without_cookie_or_vary(
    client: PageClient, world: World, sign_in: SignIn
) -> None:
    staff = sign_in(world.moderator)
    for name, (address, status) in public(world).items():
        answers = [browser.get(address) for browser in (client, staff)]
        for answer in answers:
            assert answer.status_code == status, name
            assert answer.headers["Cache-Control"].startswith("public, max-age="), name
            assert "Set-Cookie" not in answer.headers, name
            assert "Vary" not in answer.headers, name
            assert "X-Robots-Tag" not in answer.headers, name
            assert "csrf" not in answer.text, name
        assert answers[0].data == answers[1].data, name


def test_a_page_one_has_already_is_not_sent_again(client: PageClient, world: World) -> None:
    for name, (address, status) in public(world).items():
        tag = client.get(address).headers["ETag"]
        again = client.get(address, headers={"If-None-Match": tag})
        if status == 200:
            assert (again.status_code, again.data) == (304, b""), name
            assert again.headers["ETag"] == tag
        else:
            assert again.status_code in (status, 304), name
        assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == status, name


def test_the_tag_changes_with_the_page(made: Made, client: PageClient, world: World) -> None:
    before = client.get("/ask-us/").headers["ETag"]
    assert client.get("/ask-us/").headers["ETag"] == before
    made.published(world.panel, world.moderator)
    assert client.get("/ask-us/").headers["ETag"] != before


def test_the_head_is_that_of_the_page(client: PageClient, world: World) -> None:
    for name, (address, status) in public(world).items():
        head, page = client.head(address), client.get(address)
        assert (head.status_code, head.data) == (status, b""), name
        for header in ("ETag", "Cache-Control", "Content-Type", "Content-Length"):
            assert head.headers.get(header) == page.headers.get(header), (name, header)


def test_everything_else_is_kept_by_nobody_and_found_by_no_search_engine(
    client: PageClient, world: World, sign_in: SignIn
) -> None:
    staff = sign_in(world.moderator)
    executive = world.panel.executives[0].id
    personal = [
        *("/ask-us/ask", "/account/sign-in", "/account/security", "/desk/", "/answers/"),
        f"/passport/{world.token('pending')}",
        f"/desk/questions/{world.questions['pending'].id}",
        f"/answers/{world.questions['approved'].id}/{executive}",
        *("/nowhere/", "/ask-us/questions/999999", "/ask-us/?executive=999999", "/ask-us/?after=x"),
        *("/healthz", "/readyz"),
    ]
    for address in personal:
        for browser in (client, staff):
            answer = browser.get(address)
            assert answer.headers["Cache-Control"] == PERSONAL, address
            assert answer.headers["X-Robots-Tag"] == "noindex", address
            assert "ETag" not in answer.headers, address


def test_a_missing_page_sets_no_cookie(client: PageClient, world: World) -> None:
    for address in ("/nowhere/", "/ask-us/questions/999999-x", "/ask-us/?executive=999999"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "Set-Cookie" not in answer.headers
        assert "Vary" not in answer.headers


def test_static_files_are_kept_for_long_under_an_address_of_their_bytes(
    client: PageClient, world: World
) -> None:
    page = client.page("/")
    sheets = [found["href"] for found in page.all("link") if found.get("rel") == "stylesheet"]
    assert sheets
    for address in sheets:
        assert "?v=" in address
        answer = client.get(address)
        assert answer.status_code == 200
        assert "max-age=31536000" in answer.headers["Cache-Control"]
        assert "Set-Cookie" not in answer.headers
        assert "Vary" not in answer.headers

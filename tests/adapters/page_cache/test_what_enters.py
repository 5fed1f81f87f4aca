"""The page cache: what enters, for how long, and what never does."""

from __future__ import annotations

import pytest

from adapters.page_cache import LONGEST_BODY, PageCache
from adapters.wsgi import Environ
from tests.adapters.page_cache.site import PUBLIC, Answer, Clock, Site, answering, get


@pytest.mark.parametrize("status", ["200 OK", "301 MOVED PERMANENTLY", "410 GONE"])
def test_a_public_page_is_answered_from_memory_for_half_a_second(
    cache: PageCache, site: Site, clock: Clock, status: str
) -> None:
    site.answer = answering(status, PUBLIC, ("X-Kept", "as it was"), body=b"the page")
    first = get(cache)
    clock.now += 0.49
    second = get(cache)
    assert len(site.requests) == 1
    assert second[1] == first[1] == b"the page"
    assert second[0].headers == first[0].headers
    assert ("X-Kept", "as it was") in second[0].headers
    assert second[0].status == status
    clock.now += 0.02
    get(cache)
    assert len(site.requests) == 2
    assert site.closed == 2


def test_age_counts_from_the_beginning_of_the_fetch(cache: PageCache, site: Site, clock: Clock) -> None:
    def slow(_environ: Environ) -> Answer:
        clock.now += 0.4
        return "200 OK", [PUBLIC], [b"page"]

    site.answer = slow
    get(cache)
    clock.now += 0.2
    get(cache)
    assert len(site.requests) == 2


@pytest.mark.parametrize(
    "headers",
    [
        [("Cache-Control", "private, no-store")],
        [("Cache-Control", "public, no-store")],
        [("Cache-Control", "private=public")],
        [],
        [PUBLIC, ("Set-Cookie", "session=1")],
        [PUBLIC, ("Vary", "Cookie")],
    ],
)
def test_what_is_not_plainly_public_never_enters(
    cache: PageCache, site: Site, headers: list[tuple[str, str]]
) -> None:
    site.answer = answering("200 OK", *headers)
    for _ in range(3):
        assert get(cache)[1] == b"page"
    assert len(site.requests) == 3
    assert site.closed == 3


@pytest.mark.parametrize("status", ["404 NOT FOUND", "302 FOUND", "400 BAD REQUEST", "500 OH", "503 BUSY"])
def test_other_statuses_never_enter_even_when_they_say_public(
    cache: PageCache, site: Site, status: str
) -> None:
    site.answer = answering(status, PUBLIC)
    get(cache)
    get(cache)
    assert len(site.requests) == 2


@pytest.mark.parametrize(
    "more", [{"method": "POST"}, {"HTTP_AUTHORIZATION": "Bearer x"}, {"HTTP_RANGE": "bytes=0-1"}]
)
def test_requests_that_are_not_for_everybody_pass_by(
    cache: PageCache, site: Site, more: dict[str, str]
) -> None:
    get(cache)
    get(cache, **more)
    get(cache, **more)
    assert len(site.requests) == 3


def test_host_path_and_query_each_have_their_own_page_and_cookies_none(cache: PageCache, site: Site) -> None:
    bodies = [
        get(cache)[1],
        get(cache, path="/other")[1],
        get(cache, QUERY_STRING="after=1")[1],
        get(cache, HTTP_HOST="elsewhere")[1],
    ]
    assert len(set(bodies)) == 4
    assert get(cache, HTTP_COOKIE="session=1")[1] == bodies[0]


def test_who_has_the_page_already_gets_304_without_a_body(cache: PageCache, site: Site) -> None:
    site.answer = answering("200 OK", PUBLIC, ("ETag", '"one"'), ("Content-Length", "4"))
    get(cache)
    for known in ('"one"', 'W/"one"', '"zero", W/"one"', "*"):
        head, body = get(cache, HTTP_IF_NONE_MATCH=known)
        assert (head.code, body) == (304, b"")
        assert head.headers == [PUBLIC, ("ETag", '"one"')]
    assert get(cache, HTTP_IF_NONE_MATCH='"two"')[0].code == 200
    assert len(site.requests) == 1


def test_a_page_without_a_tag_gets_one_that_changes_with_it(
    cache: PageCache, site: Site, clock: Clock
) -> None:
    tag = get(cache)[0].get("etag")
    assert tag is not None
    assert get(cache, HTTP_IF_NONE_MATCH=tag)[0].code == 304
    clock.now += 1
    assert get(cache, HTTP_IF_NONE_MATCH=tag)[0].code == 200


def test_only_a_page_that_is_there_is_answered_with_304(cache: PageCache, site: Site) -> None:
    site.answer = answering("410 GONE", PUBLIC, ("ETag", '"one"'))
    get(cache)
    assert get(cache, HTTP_IF_NONE_MATCH='"one"')[0].code == 410


def test_a_known_page_is_fetched_whole_for_whoever_asks(cache: PageCache, site: Site, clock: Clock) -> None:
    get(cache)
    clock.now += 1
    get(cache, method="HEAD", HTTP_IF_NONE_MATCH='"old"', HTTP_IF_MODIFIED_SINCE="yesterday")
    assert site.requests[-1]["REQUEST_METHOD"] == "GET"
    assert not [name for name in site.requests[-1] if name.startswith("HTTP_IF_")]
    assert get(cache)[1] == b"page 2"


def test_a_first_304_of_the_application_fetches_the_page_too(cache: PageCache, site: Site) -> None:
    def conditional(environ: Environ) -> Answer:
        if environ.get("HTTP_IF_NONE_MATCH"):
            return "304 NOT MODIFIED", [PUBLIC, ("ETag", '"one"')], []
        return "200 OK", [PUBLIC, ("ETag", '"one"')], [b"page"]

    site.answer = conditional
    assert get(cache, HTTP_IF_NONE_MATCH='"one"')[0].code == 304
    assert get(cache)[1] == b"page"
    assert len(site.requests) == 2
    assert site.closed == 2


def test_a_private_page_keeps_its_own_conditions(cache: PageCache, site: Site) -> None:
    site.answer = answering("304 NOT MODIFIED", ("Cache-Control", "private, no-store"), body=b"")
    assert get(cache, HTTP_IF_NONE_MATCH='"one"')[0].code == 304
    assert site.requests[-1]["HTTP_IF_NONE_MATCH"] == '"one"'


def test_head_is_answered_from_the_page_without_its_body(cache: PageCache, site: Site) -> None:
    get(cache)
    head, body = get(cache, method="HEAD")
    assert (head.code, body) == (200, b"")
    assert ("Content-Type", "text/html") in head.headers
    assert len(site.requests) == 1


def test_head_of_a_page_that_went_private_has_no_body(cache: PageCache, site: Site, clock: Clock) -> None:
    get(cache)
    clock.now += 1
    site.answer = answering("404 NOT FOUND", ("Cache-Control", "private, no-store"), body=b"nothing here")
    assert get(cache, method="HEAD")[1] == b""
    assert get(cache)[0].code == 404


def test_a_page_that_went_private_is_forgotten_and_one_that_came_back_is_kept(
    cache: PageCache, site: Site, clock: Clock
) -> None:
    get(cache)
    clock.now += 1
    public, site.answer = site.answer, answering("404 NOT FOUND", ("Cache-Control", "private, no-store"))
    assert get(cache)[0].code == 404
    site.answer = public
    assert get(cache)[0].code == 200
    get(cache)
    assert len(site.requests) == 3


def test_a_page_too_long_to_keep_passes_whole(cache: PageCache, site: Site) -> None:
    site.answer = lambda _environ: ("200 OK", [PUBLIC], [b"x" * 400_000] * 4)
    assert len(get(cache)[1]) == 1_600_000 > LONGEST_BODY
    assert len(get(cache)[1]) == 1_600_000
    assert len(site.requests) == 2
    assert site.closed == 2


def test_memory_is_bounded_and_the_least_used_page_goes_first(site: Site, clock: Clock) -> None:
    site.answer = answering("200 OK", PUBLIC, body=b"x" * 10_000)
    cache = PageCache(site, max_bytes=30_000, clock=clock)
    get(cache, "/used")
    get(cache, "/unused")
    clock.now += 0.6
    get(cache, "/used")
    get(cache, "/new")
    clock.now += 0.1
    site.requests.clear()
    get(cache, "/used")
    get(cache, "/new")
    assert site.requests == []
    get(cache, "/unused")
    assert len(site.requests) == 1


def test_endless_queries_fill_nothing(cache: PageCache, site: Site) -> None:
    site.answer = answering("404 NOT FOUND", ("Cache-Control", "private, no-store"))
    for number in range(5_000):
        get(cache, QUERY_STRING=f"x={number}")
    assert len(cache._private) <= 4_096
    get(cache, QUERY_STRING="x" * 10_000)
    assert len(cache._entries) == 0


def test_forgetting_everything_asks_again(cache: PageCache, site: Site) -> None:
    get(cache)
    cache.clear()
    get(cache)
    assert len(site.requests) == 2

"""Logs: one line a request, readable by machines in production, and no secret in any of them."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from adapters import logs

TOKEN = "kT3.9fQx"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    logs.install(development=False, stream=stream)
    yield stream
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if isinstance(handler, logs._Handler)]:
        root.removeHandler(handler)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def written(lines: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/", "/"),
        ("/ask-steve/questions/12-why", "/ask-steve/questions/12-why"),
        (f"/passport/{TOKEN}", "/passport/[redacted]"),
        (f"/passport/{TOKEN}/revise", "/passport/[redacted]"),
        (f"/account/invitation/{TOKEN}", "/account/invitation/[redacted]"),
        (f"//passport///{TOKEN}", "/passport/[redacted]"),
        (f"/Passport/{TOKEN}", "/Passport/[redacted]"),
        (f"/x/passport/{TOKEN}", "/x/passport/[redacted]"),
        ("/passport/", "/passport/"),
        ("/passports", "/passports"),
        ("/search?q=my+illness", "/search"),
        ("/two\nlines\x1b[31m", "/two\N{REPLACEMENT CHARACTER}lines\N{REPLACEMENT CHARACTER}[31m"),
    ],
)
def test_a_path_is_logged_without_what_it_grants(path: str, logged: str) -> None:
    assert logs.redact(path) == logged


def test_other_granting_links_can_be_named() -> None:
    assert logs.redact("/account/invited/abc", ("/account/invited/",)) == "/account/invited/[redacted]"


def test_a_request_is_one_line_of_json(lines: io.StringIO) -> None:
    logs.log_request(
        method="POST", path=f"/passport/{TOKEN}/revise", status=303, seconds=0.01234, request_id="r1"
    )
    (line,) = written(lines)
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "request",
        "level": "info",
        "logger": "floor",
        "method": "POST",
        "milliseconds": 12.3,
        "path": "/passport/[redacted]",
        "request_id": "r1",
        "status": 303,
    }


def test_a_request_that_failed_is_an_error(lines: io.StringIO) -> None:
    logs.log_request(method="GET", path="/", status=500, seconds=0.1, request_id="r1")
    assert written(lines)[0]["level"] == "error"


def test_what_libraries_write_is_redacted_too(lines: io.StringIO) -> None:
    logger = logging.getLogger("app")
    try:
        raise RuntimeError(f"could not open https://floor.example/passport/{TOKEN}")
    except RuntimeError:
        logger.exception("Exception on %s [%s]", f"/passport/{TOKEN}", "GET")
    assert TOKEN not in lines.getvalue()
    (line,) = written(lines)
    assert line["event"] == "Exception on /passport/[redacted] [GET]"
    assert "RuntimeError" in line["exception"]


def test_a_traceback_shows_no_values(lines: io.StringIO) -> None:
    text_of_an_asker = "".join(["what a reader", " wrote"])
    try:
        len(text_of_an_asker) / 0
    except ZeroDivisionError:
        structlog.get_logger("floor").exception("failed")
    assert "what a reader wrote" not in lines.getvalue()


def test_what_is_bound_to_the_request_is_in_every_line(lines: io.StringIO) -> None:
    structlog.contextvars.bind_contextvars(request_id="r7")
    structlog.get_logger("floor").info("something")
    logging.getLogger("library").warning("something else")
    assert [line["request_id"] for line in written(lines)] == ["r7", "r7"]


def test_configuring_again_writes_each_line_once(lines: io.StringIO) -> None:
    again = io.StringIO()
    logs.install(development=False, stream=again)
    structlog.get_logger("floor").info("once")
    assert lines.getvalue() == ""
    assert len(written(again)) == 1


def test_in_development_lines_are_for_people(lines: io.StringIO) -> None:
    stream = io.StringIO()
    logs.install(development=True, stream=stream)
    logs.log_request(method="GET", path=f"/passport/{TOKEN}", status=200, seconds=0.1, request_id="r1")
    assert "/passport/[redacted]" in stream.getvalue()
    assert TOKEN not in stream.getvalue()
    with pytest.raises(json.JSONDecodeError):
        json.loads(stream.getvalue())

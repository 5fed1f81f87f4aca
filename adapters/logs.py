"""Logs to standard error: lines for people in development, JSON in production.

Whoever reads a log may not act as an asker: links that grant are blanked in every line, whoever
wrote it. Query strings are never logged, since people search for what concerns them.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Collection
from typing import Any, Final, TextIO

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.types import EventDict, Processor, WrappedLogger

GRANTING: Final = ("/passport/", "/account/invitation/")
"""Paths under which the rest of an address is a secret."""

BLANK: Final = "[redacted]"

_log = structlog.get_logger("floor")


class _Handler(logging.StreamHandler[TextIO]):
    """Ours, so that configuring again replaces it and nobody else's."""


def install(*, development: bool, stream: TextIO | None = None) -> None:
    """Send all logs of this process, the libraries' too, through one handler.

    Args:
        development: write for people instead of JSON.
        stream: where to; standard error unless given.
    """
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        # As text, without the values of local variables, which hold what people wrote.
        structlog.processors.format_exc_info,
        _redact_event,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *before, ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = _Handler(stream or sys.stderr)
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=before,
            processors=[ProcessorFormatter.remove_processors_meta, *_rendering(development)],
        )
    )
    root = logging.getLogger()
    for old in [old for old in root.handlers if isinstance(old, _Handler)]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    # Every command opens the database, and Alembic says so each time.
    logging.getLogger("alembic").setLevel(logging.WARNING)


def redact(path: str, granting: Collection[str] = GRANTING) -> str:
    """Blank the part of a path that grants something to whoever holds it.

    Args:
        path: as it came, without its host; a query string is dropped.
        granting: beginnings, each ending in a slash, after which everything is secret.
    """
    path = re.sub(r"/+", "/", path.partition("?")[0])
    for beginning in granting:
        at = path.lower().find(beginning)
        if at >= 0 and len(path) > at + len(beginning):
            path = path[: at + len(beginning)] + BLANK
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in path
    )


def log_request(*, method: str, path: str, status: int, seconds: float, request_id: str) -> None:
    """Write the one line that each request gets.

    Args:
        method: GET, POST, …
        path: as it came; it is redacted here.
        status: of the response.
        seconds: how long the application took.
        request_id: the one that the response carries.
    """
    write = _log.error if status >= 500 else _log.info
    write(
        "request",
        method=method,
        path=redact(path),
        status=status,
        milliseconds=round(seconds * 1000, 1),
        request_id=request_id,
    )


def _rendering(development: bool) -> list[Processor]:
    if not development:
        return [structlog.processors.JSONRenderer(ensure_ascii=False)]
    colors = sys.stderr.isatty()
    return [structlog.dev.ConsoleRenderer(colors=colors, exception_formatter=structlog.dev.plain_traceback)]


def _redact_event(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Blank granting links in every text of an event, tracebacks and other people's messages included."""
    return {name: _redact_text(value) for name, value in event.items()}


def _redact_text(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return _GRANTING_IN_TEXT.sub(rf"\1{BLANK}", value)


def _in_text(beginnings: Collection[str]) -> re.Pattern[str]:
    alternatives = "|".join("/+".join(map(re.escape, beginning.split("/"))) for beginning in beginnings)
    return re.compile(rf"({alternatives})[^\s\"'<>]+", re.IGNORECASE)


_GRANTING_IN_TEXT: Final = _in_text(GRANTING)

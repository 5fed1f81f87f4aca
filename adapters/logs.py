"""Logs: structured, without query strings, with granting links redacted."""

from __future__ import annotations


def install(*, development: bool) -> None:
    """Set structlog up."""


def log_request(*, method: str, path: str, status: int, seconds: float, request_id: str) -> None:
    """Log one answered request; ``seconds`` is how long it took."""

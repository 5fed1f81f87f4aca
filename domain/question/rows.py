"""The rows of an import file: read and judged, field by field."""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from domain.answer.writing import Body, body
from domain.desk import reasons
from domain.language import tidy
from domain.question import asking, fields
from domain.refusals import BadField
from models import Panel, Status

T = TypeVar("T")
COLUMNS = (
    "external_id",
    "text",
    "details",
    "lang",
    "name",
    "show_name",
    "email",
    "asked_at",
    "status",
    "reason",
    "executive",
    "answer",
    "answered_at",
    "topic",
)
STATUSES = {
    status.value: status for status in (Status.PENDING, Status.APPROVED, Status.PUBLISHED, Status.REJECTED)
}
ANSWERED = frozenset({Status.APPROVED, Status.PUBLISHED})
YES, NO = frozenset({"1", "true", "yes", "y"}), frozenset({"", "0", "false", "no", "n"})


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field of one row; the first row after the header is 1."""

    row: int
    refusal: BadField


@dataclass(frozen=True)
class Row:
    """One row that can be taken."""

    key: str
    external_id: str | None
    submission: asking.Submission
    asked_at: datetime
    status: Status
    reason: str
    executive: str
    answer: Body | None
    answered_at: datetime
    topic: str


def check_columns(columns: Sequence[str]) -> None:
    """Refuse a header with a column that isn't known, or without ``text``. Raises BadField."""
    for column in columns:
        if column not in COLUMNS:
            raise BadField(column, "unknown-column")
    if "text" not in columns:
        raise BadField("text", "missing-column")


def check(
    cells: Iterable[Mapping[str, str]], *, panel: Panel, at: datetime, key: bytes
) -> tuple[list[Row], list[Problem]]:
    """Read every row; the rows that can be taken, and what is wrong with the others.

    ``key`` keeps what a row is known by from being guessed back into an address.
    """
    rows: list[Row] = []
    problems: list[Problem] = []
    seen: Counter[tuple[str, ...]] = Counter()
    codes = {reason.code for reason in reasons.every()}
    for number, row in enumerate(cells, start=1):
        found: list[BadField] = []
        taken = _read(row, found, codes, panel=panel, at=at, seen=seen, key=key)
        problems += [Problem(number, refusal) for refusal in found]
        if not found:
            rows.append(taken)
    return rows, problems


def _read(
    row: Mapping[str, str],
    found: list[BadField],
    codes: set[str],
    *,
    panel: Panel,
    at: datetime,
    seen: Counter[tuple[str, ...]],
    key: bytes,
) -> Row:
    def cell(name: str) -> str:
        return row.get(name) or ""

    def kept(rule: Callable[[str], T], name: str, default: T) -> T:
        try:
            return rule(cell(name))
        except BadField as refusal:
            found.append(BadField(name, refusal.code, refusal.limit, refusal.over))
            return default

    text = kept(fields.question_text, "text", "")
    status = kept(_status, "status", Status.PENDING)
    reason, source = cell("reason").strip(), cell("answer")
    if status is Status.REJECTED and reason not in codes:
        found.append(BadField("reason", "unknown-reason" if reason else "missing"))
    answer = kept(body, "answer", None) if source.strip() else None
    if status is Status.PUBLISHED and not source.strip():
        found.append(BadField("answer", "missing"))
    if answer is not None and status not in ANSWERED:
        found.append(BadField("answer", "not-in-this-status"))
    email = kept(fields.email, "email", None)
    return Row(
        key=_known_by(row, panel, seen, key),
        external_id=kept(_short, "external_id", "") or None,
        submission=asking.Submission(
            text=text,
            details=kept(fields.details, "details", ""),
            name=kept(fields.name, "name", ""),
            show_name=kept(_yes, "show_name", False),
            email=email,
            lang=kept(fields.language, "lang", None),
        ),
        asked_at=kept(_time, "asked_at", None) or at,
        status=status,
        reason=reason,
        executive=kept(fields.name, "executive", ""),
        answer=answer,
        answered_at=kept(_time, "answered_at", None) or at,
        topic=kept(_short, "topic", ""),
    )


def _known_by(row: Mapping[str, str], panel: Panel, seen: Counter[tuple[str, ...]], key: bytes) -> str:
    """What a row is known by: its external id, else text, time, address and how-manieth such row."""
    external = (row.get("external_id") or "").strip()
    if external:
        parts: tuple[str, ...] = ("id", external)
    else:
        same = tuple(tidy(row.get(name) or "") for name in ("text", "asked_at", "email"))
        seen[same] += 1
        parts = ("row", *same, str(seen[same]))
    message = "\0".join((str(panel.id), *parts)).encode("utf-8", "replace")
    return "import-" + hmac.digest(key, message, "sha256").hex()[:56]


def _status(value: str) -> Status:
    status = STATUSES.get(value.strip() or Status.PENDING.value)
    if status is None:
        raise BadField("status", "unknown-status")
    return status


def _yes(value: str) -> bool:
    said = value.strip().casefold()
    if said not in YES | NO:
        raise BadField("show_name", "not-yes-or-no")
    return said in YES


def _time(value: str) -> datetime | None:
    text = value.strip()
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise BadField("", "no-zone")
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadField("", "not-a-time") from error


def _short(value: str) -> str:
    text = " ".join(fields.usable("", value).split())
    if len(text) > fields.NAME_LONGEST:
        raise BadField("", "too-long", fields.NAME_LONGEST, len(text) - fields.NAME_LONGEST)
    return text

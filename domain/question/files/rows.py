"""The rows of an import file: read and judged, field by field."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import select

from domain.answer.writing import Body, body
from domain.language import tidy, told_by_script
from domain.question import asking, fields
from domain.question.files.cells import MARK, bare
from domain.refusals import BadField
from extensions import db
from models import Panel, Reason, Status

T = TypeVar("T")
STATUSES = {
    status.value: status for status in (Status.PENDING, Status.APPROVED, Status.PUBLISHED, Status.REJECTED)
}
"""What anybody's file may say; a file of ours says any."""

ANSWERED = frozenset({Status.APPROVED, Status.PUBLISHED})
YES, NO = frozenset({"1", "true", "yes", "y"}), frozenset({"", "0", "false", "no", "n"})


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field of one row; the first row after the header is 1."""

    row: int
    refusal: BadField


@dataclass(frozen=True)
class Reply:
    """One executive's answer; ``lang`` where its script tells."""

    executive: str
    text: Body
    lang: str | None
    at: datetime


@dataclass(frozen=True)
class Row:
    """One row that can be taken. ``id`` and ``into`` tie merged questions within a file of ours.

    ``lang`` is None where neither the file nor the script tells.
    """

    key: str
    external_id: str | None
    submission: asking.Submission
    lang: str | None
    asked_at: datetime
    status: Status
    reason: str
    executive: str
    answers: tuple[Reply, ...]
    answered_at: datetime
    published_at: datetime
    withdrawn_at: datetime
    topic: str
    id: str = ""
    into: str = ""


class Judge:
    """Judges the rows of one file for ``panel``, one after the other.

    ``key`` keeps what a row is known by from being guessed back into an address. ``left_out`` counts
    rows of ours whose asker had the text erased: there is nothing to take.
    """

    def __init__(self, panel: Panel, *, at: datetime, key: bytes) -> None:
        self.left_out = 0
        self._panel_id = panel.id
        self._at = at
        self._key = key
        self._codes = set(db.session.scalars(select(Reason.code)))
        self._same: Counter[bytes] = Counter()
        self._ids: set[str] = set()
        self._merged: dict[str, tuple[int, str]] = {}  # row and root by the member's id

    def cells(self, number: int, columns: Sequence[str], cells: Sequence[str]) -> Row | list[Problem] | None:
        """The row made of these cells, or what is wrong with it; None where it is left out."""
        if len(cells) != len(columns):
            return [Problem(number, BadField("", "other-length", len(columns), len(cells)))]
        return self.row(number, dict(zip(columns, cells, strict=True)))

    def row(self, number: int, row: Mapping[str, str]) -> Row | list[Problem] | None:
        """The row that can be taken, or what is wrong with it; None where it is left out."""
        ours = bool(row.get(MARK))
        if ours:
            row = {name: bare(cell) for name, cell in row.items()}
            if not row.get("text", "").strip():
                self.left_out += 1
                return None
            self._ids.add(row.get("id", ""))
        reading = Reading(row, self._codes, self._at, ours=ours)
        taken = reading.row(self._known_by(row))
        if reading.found:
            return [Problem(number, refusal) for refusal in reading.found]
        if taken.status is Status.MERGED:
            self._merged[taken.id or f"row {number}"] = (number, taken.into)
        return taken

    def end(self) -> list[Problem]:
        """What can be told once every row was read: merged ones lead to another that isn't merged."""
        wrong: list[Problem] = []
        leads, nowhere = self._ids - self._merged.keys() - {""}, set[str]()
        for first, (number, _) in self._merged.items():
            way, here = {first}, self._merged[first][1]
            while here in self._merged and not (here in way or here in leads or here in nowhere):
                way.add(here)
                here = self._merged[here][1]
            if here in leads:
                leads |= way
            else:
                nowhere |= way
            if first in nowhere:
                wrong.append(Problem(number, BadField("merged_into", "leads-nowhere")))
        return wrong

    def _known_by(self, row: Mapping[str, str]) -> str:
        """What a row is known by: external id, else text, time, address and how-manieth such row."""
        external = (row.get("external_id") or "").strip()
        if external:
            parts: tuple[str, ...] = ("id", external)
        else:
            same = tuple(tidy(row.get(name) or "") for name in ("text", "asked_at", "email"))
            digest = hashlib.sha256("\0".join(same).encode("utf-8", "replace")).digest()
            self._same[digest] += 1
            parts = ("row", *same, str(self._same[digest]))
        message = "\0".join((str(self._panel_id), *parts)).encode("utf-8", "replace")
        return "import-" + hmac.digest(self._key, message, "sha256").hex()[:56]


class Reading:
    """The cells of one row, and what was ``found`` wrong with them."""

    def __init__(self, row: Mapping[str, str], codes: set[str], at: datetime, *, ours: bool) -> None:
        self.found: list[BadField] = []
        self._row = row
        self._codes = codes
        self._at = at
        self._ours = ours

    def row(self, key: str) -> Row:
        """What the cells say; worth something only where nothing was ``found``."""
        text = self._kept(fields.question_text, "text", "")
        status = self._kept(_any_status if self._ours else _status, "status", Status.PENDING)
        reason = self._cell("reason").strip()
        if status is Status.REJECTED and reason not in self._codes:
            self.found.append(BadField("reason", "unknown-reason" if reason else "missing"))
        answered_at = self._kept(_time, "answered_at", None) or self._at
        asked_at = self._kept(_time, "asked_at", None) or self._at
        executive = self._kept(fields.name, "executive", "")
        submission = self._submission(text)
        return Row(
            key=key,
            external_id=self._kept(_short, "external_id", "") or None,
            submission=submission,
            lang=submission.lang or told_by_script(text),
            asked_at=asked_at,
            status=status,
            reason=reason,
            executive=executive,
            answers=self._answers(status, executive, answered_at),
            answered_at=answered_at,
            published_at=self._own_time("published_at") or answered_at,
            withdrawn_at=self._own_time("decided_at") or asked_at,
            topic=self._kept(_short, "topic", ""),
            id=self._cell("id") if self._ours else "",
            into=self._cell("merged_into") if self._ours else "",
        )

    def _submission(self, text: str) -> asking.Submission:
        return asking.Submission(
            text=text,
            details=self._kept(fields.details, "details", ""),
            name=self._kept(fields.name, "name", ""),
            show_name=self._kept(_yes, "show_name", False),
            email=self._kept(fields.email, "email", None),
            lang=self._kept(fields.language, "lang", None),
        )

    def _answers(self, status: Status, executive: str, at: datetime) -> tuple[Reply, ...]:
        if not self._cell("answer").strip():
            if status is Status.PUBLISHED:
                self.found.append(BadField("answer", "missing"))
            return ()
        none: tuple[Reply, ...] = ()
        first = self._kept(body, "answer", None)
        if first is None:
            return ()
        if status not in ANSWERED:
            self.found.append(BadField("answer", "not-in-this-status"))
        more = self._kept(_replies, "more_answers", none) if self._ours else none
        return (_reply(executive, first, at), *more)

    def _own_time(self, name: str) -> datetime | None:
        return self._kept(_time, name, None) if self._ours else None

    def _cell(self, name: str) -> str:
        return self._row.get(name) or ""

    def _kept(self, rule: Callable[[str], T], name: str, default: T) -> T:
        try:
            return rule(self._cell(name))
        except BadField as refusal:
            self.found.append(BadField(name, refusal.code, refusal.limit, refusal.over))
            return default


def _status(value: str) -> Status:
    status = STATUSES.get(value.strip() or Status.PENDING.value)
    if status is None:
        raise BadField("status", "unknown-status")
    return status


def _any_status(value: str) -> Status:
    try:
        return Status(value.strip() or Status.PENDING.value)
    except ValueError as error:
        raise BadField("status", "unknown-status") from error


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


def _replies(value: str) -> tuple[Reply, ...]:
    """Further answers, as the export writes them: a JSON list."""
    if not value.strip():
        return ()
    try:
        told = json.loads(value)
        return tuple(
            _reply(fields.name(one["executive"]), body(one["answer"]), _needed_time(one["answered_at"]))
            for one in told
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadField("", "not-answers") from error


def _reply(executive: str, text: Body, at: datetime) -> Reply:
    return Reply(executive, text, told_by_script(text.source), at)


def _needed_time(value: str) -> datetime:
    moment = _time(value)
    if moment is None:
        raise BadField("", "not-a-time")
    return moment


def _short(value: str) -> str:
    text = " ".join(fields.usable("", value).split())
    if len(text) > fields.NAME_LONGEST:
        raise BadField("", "too-long", fields.NAME_LONGEST, len(text) - fields.NAME_LONGEST)
    return text

"""The list that stands beside a selection and beside a batch."""

from __future__ import annotations

from typing import Any

from blueprints.moderating.queue import shown
from domain.desk.filters import Filters
from models import Panel


def queue_beside(panel: Panel, filters: Filters) -> dict[str, Any]:
    """The left side: the queue as it was narrowed when the selection was made."""
    return {"question": None, **shown.queue(panel, filters)}

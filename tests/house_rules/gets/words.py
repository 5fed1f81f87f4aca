"""GETs about words at the desk: templates, and forms that begin with one or with a tidy-up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.desk import templates
from tests.house_rules.world import World

QUERIES: dict[str, list[str]] = {
    "moderating.question": ["?open=send-back&template=1", "?open=reword&tidy=all"],
    "moderating.new_template": ["?kind=explanation"],
}
PARTS: dict[str, Callable[[World], list[Any]]] = {
    "template_id": lambda world: [template.id for template in templates.whole()]
}

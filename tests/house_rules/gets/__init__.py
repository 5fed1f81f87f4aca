"""How every address that GET takes is filled in; each family of pages has a module of its own.

``QUERIES`` of a module are the queries that an endpoint knows; ``{panel}``, ``{executive}``, ``{topic}``
and ``{question}`` in them stand for the first ones of the world. ``PARTS`` are the values of a part of an
address, such as ``user_id``. What two modules say of the same endpoint or part adds up.
"""

from __future__ import annotations

from itertools import product
from typing import Any

from flask import Flask, url_for
from werkzeug.routing import Rule

from tests.house_rules.gets import (
    accounts,
    angry_day,
    batches,
    claims,
    desk,
    entering,
    files,
    floor,
    pages,
    panels,
    passports,
    pieces,
    reading,
    reasons,
    second_looks,
    staff,
    views,
    words,
)
from tests.house_rules.world import World

MODULES = (
    reading,
    desk,
    accounts,
    panels,
    pieces,
    staff,
    pages,
    passports,
    entering,
    floor,
    reasons,
    files,
    claims,
    words,
    angry_day,
    batches,
    second_looks,
    views,
)


def addresses(app: Flask, world: World) -> list[str]:
    """Every address that GET takes, filled in, with the queries that it knows."""
    found = []
    named = _named(world)
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or set()) or rule.endpoint == "static":
            continue
        for values in _fillings(rule, world):
            with app.test_request_context():
                address = url_for(rule.endpoint, **values)
            found.append(address)
            found += [address + query.format(**named) for query in _queries(rule.endpoint)]
    return found


def _named(world: World) -> dict[str, Any]:
    return {
        "panel": world.panel.slug,
        "executive": world.panel.executives[0].id,
        "topic": world.panel.topics[0].id,
        "question": world.questions["pending"].id,
    }


def _queries(endpoint: str) -> list[str]:
    return [query for module in MODULES for query in module.QUERIES.get(endpoint, [])]


def _fillings(rule: Rule, world: World) -> list[dict[str, Any]]:
    """Real values for the parts of an address, in every combination."""
    parts = sorted(rule.arguments)
    values = [_values(part, world) for part in parts]
    for part, known in zip(parts, values, strict=True):
        assert known, f"no module of gets/ knows a value of {part}, which {rule.rule} has"
    return [dict(zip(parts, combination, strict=True)) for combination in product(*values)]


def _values(part: str, world: World) -> list[Any]:
    found = [value for module in MODULES if part in module.PARTS for value in module.PARTS[part](world)]
    return list(dict.fromkeys(found))
